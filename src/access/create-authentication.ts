import type { JWTVerifyGetKey } from 'jose';
import { type Authenticate, authenticateNobody } from './authentication.ts';
import { createRemoteKeySet } from './key-set.ts';
import { createPassthroughAuthentication } from './passthrough.ts';
import { createTokenAuthentication, type TokenSettings } from './token.ts';

export type AuthSettings =
  | { readonly mode: 'none' }
  | { readonly mode: 'passthrough' }
  /** `keys`: the address where they are, or what finds them. */
  | (TokenSettings & { readonly mode: 'jwt'; readonly keys: URL | JWTVerifyGetKey });

/** How callers are known, by AUTH_MODE. */
export function createAuthentication(auth: AuthSettings, idPattern: RegExp): Authenticate {
  switch (auth.mode) {
    case 'none':
      return authenticateNobody;
    case 'passthrough':
      return createPassthroughAuthentication();
    case 'jwt':
      return createTokenAuthentication(
        auth.keys instanceof URL ? createRemoteKeySet(auth.keys, () => performance.now()) : auth.keys,
        auth,
        idPattern,
      );
  }
}
