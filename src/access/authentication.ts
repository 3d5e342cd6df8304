import type { Caller } from './caller.ts';
import type { TokenFault } from './token-fault.ts';

/** Identifies the caller by the `authorization` header of a request; throws an AuthenticationError if that fails. */
export type Authenticate = (authorization: string | undefined) => Promise<Caller>;

/** Why authentication failed. The caller learns no more than this. */
export type AuthenticationErrorReason = 'missing' | 'invalid' | 'expired' | 'not through the router' | 'unavailable';

/** `retry-after` of a caller rejected as `unavailable`; the gateway fetches the keys again within this time. */
export const UNAVAILABLE_SECONDS = 5;

/** `unavailable`: the keys that verify tokens cannot be fetched now, which is not the caller's fault. */
export class AuthenticationError extends Error {
  readonly reason: AuthenticationErrorReason;
  /** For the log; null where no token was checked. With `unavailable`: why the token needs keys that cannot be fetched. */
  readonly fault: TokenFault | null;

  constructor(reason: AuthenticationErrorReason, fault: TokenFault | null = null) {
    super(reason);
    this.name = 'AuthenticationError';
    this.reason = reason;
    this.fault = fault;
  }
}

/** AUTH_MODE=none: anyone may read everything. Only the sandbox starts with it. */
export const allowEveryone: Authenticate = async () => EVERYONE;

const EVERYONE: Caller = {
  identity: { key: 'everyone', issuer: null, subject: null },
  customerIds: 'EVERY',
  mayReadProfiles: true,
  rights: { kind: 'GATEWAY' },
  trustedUntilMs: null,
};
