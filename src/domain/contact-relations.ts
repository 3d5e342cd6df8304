/** One tie between two contacts of a customer, whatever the estate. Vitec gives it no date. */
export type ContactRelation = {
  readonly customerId: string;
  /** The other contact. */
  readonly contactId: string;
  /** Vitec's own word, or the number of its enumeration, as it came. */
  readonly relationCode: string;
};

/** Both in Vitec's order. */
export type ContactRelations = {
  /** The contacts that act for this one. */
  readonly representedBy: readonly ContactRelation[];
  /** The contacts that this one acts for. */
  readonly represents: readonly ContactRelation[];
};
