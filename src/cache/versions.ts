import { randomBytes } from 'node:crypto';

/**
 * Random texts in Redis, one for an entry and one for its customer. An invalidation deletes the text, and the next call makes another. An
 * answer counts only while both texts under which it was fetched still stand. So the order of an invalidation and an answer rests on no
 * clock, and an answer that comes too late, even from a replica that heard of no invalidation, counts for nobody.
 */
export type Versions = { readonly entry: string; readonly customer: string };

export const createVersion = (): string => randomBytes(12).toString('base64url');

/** The text of a version key; null for an absent one, and for a text that no gateway has written. */
export const parseVersion = (text: unknown): string | null => (typeof text === 'string' && /^[\w-]{16}$/.test(text) ? text : null);

/** The texts of both keys; null unless both are there. */
export function parseVersions(entryText: unknown, customerText: unknown): Versions | null {
  const [entry, customer] = [parseVersion(entryText), parseVersion(customerText)];
  return entry !== null && customer !== null ? { entry, customer } : null;
}

export const isSameVersions = (one: Versions | null, other: Versions | null): boolean =>
  one !== null && other !== null && one.entry === other.entry && one.customer === other.customer;
