declare const allowed: unique symbol;

/** What names a contact: Vitec's kund-id of the office, and Vitec's id of the contact within it. */
export type ContactKey = { readonly customerId: string; readonly contactId: string };

/** A text that tells a contact from every other, whatever characters its ids have; whoever shares by it must see to the rights. */
export const contactCacheKey = ({ customerId, contactId }: ContactKey): string => `${customerId.length}/${customerId}/${contactId}`;

/** What names an estate (bostad, never dödsbo). Vitec does not say that an estateId is unique outside its customer. */
export type EstateKey = { readonly customerId: string; readonly estateId: string };

/**
 * With whose password Vitec is asked: the gateway's for that customer, or the caller's own. What one may see, another
 * may not, so it is part of every key under which anything is shared: as a salted hash, not as it is.
 */
export type Rights = { readonly kind: 'GATEWAY' } | { readonly kind: 'OWN'; readonly authorization: string; readonly hash: string };

/** A contact of a customer that the caller may read. Only `access/` makes one, and nothing below the schema takes less. */
export type AllowedContact = ContactKey & {
  readonly rights: Rights;
  /** Its `contactCacheKey`. */
  readonly name: string;
  readonly [allowed]: true;
};
