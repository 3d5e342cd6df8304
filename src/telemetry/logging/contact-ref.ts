import { createHmac, randomBytes } from 'node:crypto';

/** Names a contact in the log. The same contact has the same reference as long as the key is the same; without the key it identifies nobody. */
export type ContactRef = (key: { readonly cacheKey: string }) => string;

/** `key` is LOG_KEY. Without it a reference can be compared within this run of the process only. */
export function createContactRef(key: string | null): ContactRef {
  const secret = key ?? randomBytes(32);
  return ({ cacheKey }) => createHmac('sha256', secret).update(cacheKey).digest('base64url').slice(0, 12);
}
