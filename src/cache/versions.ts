import { randomBytes } from 'node:crypto';

/**
 * What an answer in Redis was asked under: a random text for its contact, and one for its customer. Each stands under a key of its own
 * in Redis; a drop deletes that key, and whoever asks next makes another. An answer counts only while both of its versions still
 * stand there, so that the order of a drop and an answer rests on no clock, and an answer that comes too late, even from a replica
 * that heard of no drop, counts for nobody.
 */
export type Versions = { readonly contact: string; readonly customer: string };

export const createVersion = (): string => randomBytes(12).toString('base64url');

/** The text of a version key; null for an absent one, and for what no gateway has written. */
export const parseVersion = (text: unknown): string | null => (typeof text === 'string' && /^[\w-]{16}$/.test(text) ? text : null);

/** The texts of both keys; null unless both are there. */
export function parseVersions(contactText: unknown, customerText: unknown): Versions | null {
  const [contact, customer] = [parseVersion(contactText), parseVersion(customerText)];
  return contact !== null && customer !== null ? { contact, customer } : null;
}

export const isSameVersions = (one: Versions | null, other: Versions | null): boolean =>
  one !== null && other !== null && one.contact === other.contact && one.customer === other.customer;
