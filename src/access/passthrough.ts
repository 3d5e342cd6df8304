import { createHmac, randomBytes } from 'node:crypto';
import { type Authenticate, AuthenticationError } from './authentication.ts';
import { credentialsOf } from './credentials-header.ts';

/** How long a subscription rests on a password that Vitec has accepted: it may have been withdrawn since. */
const TRUSTED_MS = 3_600_000;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * AUTH_MODE=passthrough: the caller's Vitec user name and password are sent to Vitec, which decides what they may read. Cache keys contain
 * a hash of them, with a salt that is random per process. They are written anew, since base64 has several forms of the same bytes. Where a
 * caller is counted the user name is taken in one case: nobody gains tries, or another limit, by another.
 */
export function createPassthroughAuthentication(): Authenticate {
  const salt = randomBytes(32);
  const hashOf = (text: string) => createHmac('sha256', salt).update(text).digest('base64url');
  return async (authorization) => {
    const encoded = credentialsOf(authorization, 'Basic');
    if (encoded === null) throw new AuthenticationError('missing');
    const bytes = BASE64.test(encoded) ? Buffer.from(encoded, 'base64') : Buffer.alloc(0);
    const colon = bytes.indexOf(':');
    if (colon < 0) throw new AuthenticationError('invalid');
    const [userName, password] = [bytes.subarray(0, colon).toString(), bytes.subarray(colon + 1).toString('base64')];
    const credentials = bytes.toString('base64');
    const name = userName.toLowerCase();
    return {
      identity: { key: hashOf(JSON.stringify([name, password])), issuer: null, subject: userName },
      customerIds: 'EVERY',
      mayReadProfiles: true,
      rights: { kind: 'OWN', authorization: `Basic ${credentials}`, hash: hashOf(credentials), userHash: hashOf(name) },
      trustedUntilMs: Date.now() + TRUSTED_MS,
    };
  };
}
