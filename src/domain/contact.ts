import type { AllowedKey } from './allowed-key.ts';

/** Identifies a contact: Vitec's id of the customer (kund-id), and Vitec's id of the contact within it. */
export type ContactKey = { readonly customerId: string; readonly contactId: string };

/** The length keeps apart ids with any characters. */
export const keyWithin = (customerId: string, ownId: string): string => `${customerId.length}/${customerId}/${ownId}`;

/** Unique per contact, for ids with any characters. It does not include the rights. */
export const contactCacheKey = ({ customerId, contactId }: ContactKey): string => keyWithin(customerId, contactId);

/** Bostad (never dödsbo). Identifies an estate. Vitec does not document an estateId as unique across customers. */
export type EstateKey = { readonly customerId: string; readonly estateId: string };

/** Unique per estate, for ids with any characters. It does not include the rights. */
export const estateCacheKey = ({ customerId, estateId }: EstateKey): string => keyWithin(customerId, estateId);

/** A contact that the caller may read. Only `access/` creates one; the loaders and the cache require it. */
export type AllowedContact = ContactKey & AllowedKey;

declare const profile: unique symbol;

/** A contact whose profile the caller may read too, its name and telephone among it. Only `access/` creates one. */
export type AllowedProfile = AllowedContact & { readonly [profile]: true };

/** An estate whose listing the caller may read. Only `access/` creates one. */
export type AllowedEstate = EstateKey & AllowedKey;
