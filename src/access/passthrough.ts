import { createHmac, randomBytes } from 'node:crypto';
import { type Authenticate, AuthenticationError } from './authentication.ts';
import { credentialsOf } from './credentials-header.ts';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * AUTH_MODE=passthrough: the caller's Vitec user name and password are sent to Vitec, which decides what they may read. Cache keys contain
 * a hash of them, with a salt that is random per process.
 */
export function createPassthroughAuthentication(): Authenticate {
  const salt = randomBytes(32);
  return async (authorization) => {
    const encoded = credentialsOf(authorization, 'Basic');
    if (encoded === null) throw new AuthenticationError('missing');
    if (!BASE64.test(encoded) || !Buffer.from(encoded, 'base64').toString().includes(':')) throw new AuthenticationError('invalid');
    const hash = createHmac('sha256', salt).update(encoded).digest('base64url');
    return { customerIds: 'EVERY', mayReadProfiles: true, rights: { kind: 'OWN', authorization: `Basic ${encoded}`, hash } };
  };
}
