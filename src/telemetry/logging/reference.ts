import { createHmac, randomBytes } from 'node:crypto';

/**
 * Names something in the log by a keyed hash: equal for equal texts as long as the key is the same, and without the key it identifies nobody.
 * `key` is LOG_KEY. Without it references can be compared within this run of the process only.
 */
export function createReference(key: string | null): (text: string) => string {
  const secret = key ?? randomBytes(32);
  return (text) => createHmac('sha256', secret).update(text).digest('base64url').slice(0, 12);
}
