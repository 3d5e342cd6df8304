import type { Caller } from './caller.ts';

/** Reads who calls from the `authorization` header of a request; throws a AuthenticationError when that does not say so. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** Why a caller is not let in: no more is told than this. */
export type AuthenticationErrorReason = 'missing' | 'invalid' | 'expired' | 'not through the router' | 'unavailable';

/** A caller that is refused as `unavailable` is told to come back after so long: by then the gateway asks for the keys again. */
export const UNAVAILABLE_SECONDS = 5;

/** `unavailable`: the keys to check a token with cannot be had now, which is not the caller's fault. */
export class AuthenticationError extends Error {
  readonly reason: AuthenticationErrorReason;

  constructor(reason: AuthenticationErrorReason) {
    super(reason);
    this.name = 'AuthenticationError';
    this.reason = reason;
  }
}

/** AUTH_MODE=none: the open sandbox has no secrets, so whoever reaches it may read all of it. */
export const authenticateNobody: Authenticate = async () => ({ customerIds: 'EVERY', rights: { kind: 'GATEWAY' } });
