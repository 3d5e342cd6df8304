import type { AllowedKey } from './allowed-key.ts';

/** What names a contact: Vitec's kund-id of the office, and Vitec's id of the contact within it. */
export type ContactKey = { readonly customerId: string; readonly contactId: string };

/** A text that no other contact has, whichever characters the ids hold. It says nothing of rights. */
export const contactCacheKey = ({ customerId, contactId }: ContactKey): string => `${customerId.length}/${customerId}/${contactId}`;

/** What names an estate (bostad, never dödsbo). Vitec does not say that an estateId is unique outside its customer. */
export type EstateKey = { readonly customerId: string; readonly estateId: string };

/** A contact of a customer that the caller may read. Only `access/` makes one; nothing below the schema accepts less. */
export type AllowedContact = ContactKey & AllowedKey;
