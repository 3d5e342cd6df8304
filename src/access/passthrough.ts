import { createHmac, randomBytes } from 'node:crypto';
import { type Authenticate, AuthenticationError } from './authentication.ts';
import { credentialsOf } from './credentials-header.ts';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * AUTH_MODE=passthrough: the caller's Vitec user name and password are sent to Vitec, which decides what they may read. Cache keys contain
 * a hash of them, with a salt that is random per process. The user name has a hash of its own, in one case: nobody gains tries by another.
 */
export function createPassthroughAuthentication(): Authenticate {
  const salt = randomBytes(32);
  const hashOf = (text: string) => createHmac('sha256', salt).update(text).digest('base64url');
  return async (authorization) => {
    const encoded = credentialsOf(authorization, 'Basic');
    if (encoded === null) throw new AuthenticationError('missing');
    const [userName, ...password] = BASE64.test(encoded) ? Buffer.from(encoded, 'base64').toString().split(':') : [];
    if (userName === undefined || password.length === 0) throw new AuthenticationError('invalid');
    const rights = {
      kind: 'OWN',
      authorization: `Basic ${encoded}`,
      hash: hashOf(encoded),
      userHash: hashOf(userName.toLowerCase()),
    } as const;
    return { identity: { issuer: null, subject: userName }, customerIds: 'EVERY', mayReadProfiles: true, rights };
  };
}
