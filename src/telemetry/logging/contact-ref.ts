import { createHmac, randomBytes } from 'node:crypto';

/** Names a contact in the log: the same for the same contact as long as the key is. Nobody without the key finds the contact from it. */
export type ContactRef = (key: { readonly cacheKey: string }) => string;

/** `key` is LOG_KEY. Without it a reference can be compared within this run of the process only. */
export function createContactRef(key: string | null): ContactRef {
  const secret = key ?? randomBytes(32);
  return ({ cacheKey }) => createHmac('sha256', secret).update(cacheKey).digest('base64url').slice(0, 12);
}
