import { hash } from 'node:crypto';
import { errors, type JWTVerifyGetKey, type JWTVerifyOptions, type JWTVerifyResult, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { atMostEntries } from '../domain/at-most-entries.ts';
import type { CallerIdentity } from '../domain/caller-identity.ts';
import { type Authenticate, AuthenticationError } from './authentication.ts';
import type { Caller } from './caller.ts';
import { credentialsOf } from './credentials-header.ts';
import type { RemoteKeySet } from './key-set.ts';
import { hasScope } from './scopes.ts';
import { customersFaultOf, type TokenFault, tokenFaultOf } from './token-fault.ts';

/** A verified token: its caller, and its expiry by a monotonic clock and by the time of day (ms since 1970). */
type Verified = { readonly caller: Caller; readonly untilMonotonicMs: number; readonly untilMs: number };

export type TokenSettings = {
  readonly issuer: string;
  readonly audience: string;
  /** The claim that lists the caller's customers. */
  readonly customersClaim: string;
  /** The scope that a token needs for profiles; null: none. */
  readonly profileScope: string | null;
  /** Whether a token without `sub` is refused: with a required access trail, whose line would name nobody. */
  readonly requiresSubject: boolean;
};

/** Three parts of base64url: RFC 7515, section 3.1. */
const JWS_FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** Clock skew that is tolerated. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** The rules for `exp` and `nbf`. jose accepts a token without `exp` otherwise. */
export const TIME_RULES = { clockTolerance: CLOCK_TOLERANCE_SECONDS, requiredClaims: ['exp'] };
/** How long a verified token is cached, at most until it expires. A revoked key is trusted no longer than this. */
const CACHED_MS = 60_000;
const MAX_CACHED = 10_000;

/**
 * AUTH_MODE=jwt: a Bearer token signed by a known key, with the configured issuer and audience, an `exp` and an array of exact kund-ids.
 * Algorithms are RS256, ES256 and EdDSA (also named Ed25519); all others are rejected, among them `none` and HS256 with a public key.
 * `nowMs` is a monotonic clock.
 */
export function createTokenAuthentication(
  keys: JWTVerifyGetKey | RemoteKeySet,
  { issuer, audience, customersClaim, profileScope, requiresSubject }: TokenSettings,
  idPattern: RegExp,
  nowMs: () => number = () => performance.now(),
): Authenticate {
  const options: JWTVerifyOptions = {
    issuer,
    audience,
    algorithms: ['RS256', 'ES256', 'EdDSA', 'Ed25519'],
    ...TIME_RULES,
  };

  const verifyBySet = (token: string): Promise<JWTVerifyResult> =>
    typeof keys === 'function' ? verify(token, keys, options) : verifyRemotely(token, keys, options);
  const check = async (token: string): Promise<Verified> => {
    const { payload } = await verifyBySet(token).catch((error: unknown) => {
      throw toAuthenticationError(error, token);
    });
    const customerIds = readCustomers(payload[customersClaim], idPattern);
    const subject = readSubject(payload.sub);
    if (requiresSubject && subject === null) throw new AuthenticationError('invalid', 'SUB_MISSING');
    const caller: Caller = {
      identity: identityOf(issuer, subject),
      customerIds,
      mayReadProfiles: profileScope === null || hasScope(payload, profileScope),
      rights: { kind: 'GATEWAY' },
      trustedUntilMs: ((payload.exp ?? 0) + CLOCK_TOLERANCE_SECONDS) * 1_000,
    };
    // two clocks: the time of day may step back, which must not extend the cache, and only it says when a token expires
    return { caller, untilMonotonicMs: nowMs() + CACHED_MS, untilMs: Math.min((payload.exp ?? 0) * 1_000, Date.now() + CACHED_MS) };
  };
  /** Keyed by the hash of the token, so that no token stays in memory after its request. */
  const cached = new LRUCache<string, Verified>(atMostEntries(MAX_CACHED));

  return async (authorization): Promise<Caller> => {
    const token = credentialsOf(authorization, 'Bearer');
    if (token === null) throw new AuthenticationError('missing', authorization ? 'OTHER_SCHEME' : 'NO_HEADER');
    if (!JWS_FORM.test(token)) throw new AuthenticationError('invalid', 'NOT_A_TOKEN');
    const key = hash('sha256', token, 'base64');
    const known = cached.get(key);
    if (known && nowMs() < known.untilMonotonicMs && Date.now() < known.untilMs) return known.caller;
    const verified = await check(token);
    cached.set(key, verified);
    return verified.caller;
  };
}

/** If no known key verifies the token, the keys are fetched anew: a new key may have the `kid` of the old one, or none. */
async function verifyRemotely(token: string, keys: RemoteKeySet, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
  const current = await keys.current();
  if (!current) throw new AuthenticationError('unavailable', 'NO_KEYS');
  let fault: TokenFault;
  try {
    return await verify(token, current.getKey, options);
  } catch (error) {
    if (current.isNewest || !isOfUnknownKey(error)) throw error;
    fault = tokenFaultOf(error, token);
  }
  const renewed = await keys.renewed();
  if (!renewed) throw new AuthenticationError('unavailable', fault);
  return await verify(token, renewed, options);
}

const isOfUnknownKey = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JWSSignatureVerificationFailed;

/** Tries each key if several match, as when none has a `kid`. */
async function verify(token: string, getKey: JWTVerifyGetKey, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
  try {
    return await jwtVerify(token, getKey, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      const result = await jwtVerify(token, key, options).catch((reason: unknown) => {
        if (reason instanceof errors.JWTExpired || reason instanceof errors.JWTClaimValidationFailed) throw reason; // it was this key
        return null;
      });
      if (result) return result;
    }
    throw error;
  }
}

function toAuthenticationError(error: unknown, token: string): AuthenticationError {
  if (error instanceof AuthenticationError) return error;
  const fault = tokenFaultOf(error, token);
  return new AuthenticationError(fault === 'EXPIRED' ? 'expired' : 'invalid', fault);
}

/** Tokens without a `sub` are those of one caller. */
const identityOf = (issuer: string, subject: string | null): CallerIdentity => ({
  key: hash('sha256', JSON.stringify([issuer, subject]), 'base64url'),
  issuer,
  subject,
});

/** A `sub` of another form names nobody. */
export const readSubject = (claim: unknown): string | null => (typeof claim === 'string' && claim !== '' ? claim : null);

function readCustomers(claim: unknown, idPattern: RegExp): ReadonlySet<string> {
  const fault = customersFaultOf(claim, idPattern);
  if (fault) throw new AuthenticationError('invalid', fault);
  return new Set(claim as readonly string[]);
}
