import { createHmac, randomBytes } from 'node:crypto';
import { type ContactKey, contactCacheKey } from '../../domain/contact.ts';

/** A contact in the log: the same for the same contact as long as the key is, and nobody without the key finds the contact from it. */
export type ContactRef = (contact: ContactKey) => string;

/** `key` is LOG_KEY; without one, refs can be compared within this run of the process alone. */
export function createContactRef(key: string | null): ContactRef {
  const secret = key ?? randomBytes(32);
  return (contact) => createHmac('sha256', secret).update(contactCacheKey(contact)).digest('base64url').slice(0, 12);
}
