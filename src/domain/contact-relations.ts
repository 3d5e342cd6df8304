/** One tie between two contacts of a customer, independent of any estate. Vitec sends no date for it. */
export type ContactRelation = {
  readonly customerId: string;
  /** The other contact. */
  readonly contactId: string;
  /** The name or the number of Vitec's enumeration value, as sent. */
  readonly relationCode: string;
};

/** Both lists are in Vitec's order. */
export type ContactRelations = {
  /** The contacts that act for this one. */
  readonly representedBy: readonly ContactRelation[];
  /** The contacts that this one acts for. */
  readonly represents: readonly ContactRelation[];
};
