import type { JWTVerifyGetKey } from 'jose';
import { type Authenticate, allowEveryone } from './authentication.ts';
import { createRemoteKeySet } from './key-set.ts';
import { createPassthroughAuthentication } from './passthrough.ts';
import { createTokenAuthentication, type TokenSettings } from './token.ts';

export type AuthSettings =
  | { readonly mode: 'none' }
  | { readonly mode: 'passthrough' }
  /** `keys`: the URL of the key set, or a function that finds a key. */
  | (TokenSettings & { readonly mode: 'jwt'; readonly keys: URL | JWTVerifyGetKey });

/** Creates the authentication for an AUTH_MODE. */
export function createAuthentication(auth: AuthSettings, idPattern: RegExp): Authenticate {
  switch (auth.mode) {
    case 'none':
      return allowEveryone;
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
