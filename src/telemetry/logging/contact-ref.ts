import { createReference } from './reference.ts';

/** Names a contact or a home in the log and the access trail. */
export type ContactRef = (key: { readonly cacheKey: string }) => string;

/** `key` is LOG_KEY. An id has the same reference in any case: Vitec may answer it in any, and nobody may look unseen by another. */
export function createContactRef(key: string | null): ContactRef {
  const referenceOf = createReference(key);
  return ({ cacheKey }) => referenceOf(cacheKey.toLowerCase());
}
