import { hash } from 'node:crypto';
import { errors, type JWTVerifyGetKey, type JWTVerifyOptions, type JWTVerifyResult, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { type Authenticate, AuthenticationError } from './authentication.ts';
import type { Caller } from './caller.ts';
import { credentialsOf } from './credentials-header.ts';
import type { RemoteKeySet } from './key-set.ts';

/** Who a token is for, and when that must be checked again: by a steady clock, and by the time of day in milliseconds since 1970. */
type Checked = { readonly caller: Caller; readonly untilSteadyMs: number; readonly untilMs: number };

export type TokenSettings = {
  readonly issuer: string;
  readonly audience: string;
  /** The claim that lists the caller's customers. */
  readonly customersClaim: string;
};

/** Three parts of base64url: RFC 7515, section 3.1. */
const JWS_FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** A clock may be this many seconds off. */
const CLOCK_TOLERANCE_SECONDS = 5;
/** A token that was checked is not checked again for so long, or until its end: a key that is taken away is believed no longer than this. */
const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 10_000;

/**
 * AUTH_MODE=jwt: a Bearer token, signed by a known key with one of three algorithms (of which one has two names), from the right issuer for us, with an
 * end, and with an array of exact kund-ids. Anything else is refused, the algorithm `none` and HS256 with a public key included.
 * `nowMs` is a steady clock.
 */
export function createTokenAuthentication(
  keys: JWTVerifyGetKey | RemoteKeySet,
  { issuer, audience, customersClaim }: TokenSettings,
  idPattern: RegExp,
  nowMs: () => number = () => performance.now(),
): Authenticate {
  const options: JWTVerifyOptions = {
    issuer,
    audience,
    algorithms: ['RS256', 'ES256', 'EdDSA', 'Ed25519'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['exp'], // jose takes a token without an end otherwise
  };

  const verifyBySet = (token: string): Promise<JWTVerifyResult> =>
    typeof keys === 'function' ? verify(token, keys, options) : verifyRemotely(token, keys, options);
  const check = async (token: string): Promise<Checked> => {
    const { payload } = await verifyBySet(token).catch((error: unknown) => {
      throw toAuthenticationError(error);
    });
    const caller: Caller = { customerIds: readCustomers(payload[customersClaim], idPattern), rights: { kind: 'GATEWAY' } };
    // the time of day may step back, and must not lengthen the minute; where it leaps ahead the token is checked once more
    return {
      caller,
      untilSteadyMs: nowMs() + REMEMBERED_MS,
      untilMs: Math.min((payload.exp ?? 0) * 1_000, Date.now() + REMEMBERED_MS),
    };
  };
  /** By the hash of the token, so that none lies in memory for longer than its request. */
  const remembered = new LRUCache<string, Checked>({ max: MAX_REMEMBERED });

  return async (authorization): Promise<Caller> => {
    const token = credentialsOf(authorization, 'Bearer');
    if (token === null) throw new AuthenticationError('missing');
    if (!JWS_FORM.test(token)) throw new AuthenticationError('invalid');
    const name = hash('sha256', token, 'base64');
    const known = remembered.get(name);
    if (known && nowMs() < known.untilSteadyMs && Date.now() < known.untilMs) return known.caller;
    const checked = await check(token);
    remembered.set(name, checked);
    return checked.caller;
  };
}

/** When no known key has signed the token, a new one may have taken the place of another, under the same `kid` or without one. */
async function verifyRemotely(token: string, keys: RemoteKeySet, options: JWTVerifyOptions): Promise<JWTVerifyResult> {
  const { getKey, isNewest } = await keys.current();
  try {
    return await verify(token, getKey, options);
  } catch (error) {
    if (isNewest || !isOfUnknownKey(error)) throw error;
  }
  return await verify(token, await keys.renewed(), options);
}

const isOfUnknownKey = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JWSSignatureVerificationFailed;

/** Of several keys that may be meant, as where none has a `kid`, each is tried. */
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

function toAuthenticationError(error: unknown): AuthenticationError {
  if (error instanceof AuthenticationError) return error;
  return new AuthenticationError(error instanceof errors.JWTExpired ? 'expired' : 'invalid');
}

function readCustomers(claim: unknown, idPattern: RegExp): ReadonlySet<string> {
  if (!Array.isArray(claim) || !claim.every((customerId) => typeof customerId === 'string' && idPattern.test(customerId)))
    throw new AuthenticationError('invalid');
  return new Set(claim);
}
