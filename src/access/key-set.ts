import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { Refused } from './authentication.ts';

const TIMEOUT_MS = 3_000;
/** Keys are asked for again after this long, and at once when a token names one that is not known. */
const FRESH_MS = 10 * 60_000;
/** But not more often than this, whatever tokens name. */
const COOLDOWN_MS = 1_000;
/** After a failure it is this long, while the keys known from before serve; and the cooldown alone while there are none. */
const PAUSE_MS = 10_000;

/**
 * The keys at an address, which may be changed there while the gateway runs. When the address does not answer, the keys known
 * from before serve on; when there are none, the caller is told to come back. `nowMs` is a steady clock.
 */
export function createRemoteKeySet(url: URL, nowMs: () => number): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(url, { timeoutDuration: TIMEOUT_MS, cacheMaxAge: FRESH_MS, cooldownDuration: COOLDOWN_MS });
  let failedMs = Number.NEGATIVE_INFINITY;

  return async (header, token) => {
    if (nowMs() - failedMs >= (remote.jwks() ? PAUSE_MS : COOLDOWN_MS)) {
      try {
        return await remote(header, token);
      } catch (error) {
        if (TELLS_OF_THE_TOKEN.some((kind) => error instanceof kind)) throw error;
        failedMs = nowMs();
      }
    }
    const known = remote.jwks();
    if (!known) throw new Refused('unavailable');
    return await createLocalJWKSet(known)(header, token);
  };
}

/** The keys were there, and none of them is this token's; every other error says that the keys could not be had. */
const TELLS_OF_THE_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported] as const;

/** The keys in a file, for closed networks; read once, at the start. Throws when it is no JSON Web Key Set. */
export function parseKeySet(text: string): JWTVerifyGetKey {
  const keySet = JSON.parse(text) as JSONWebKeySet;
  const find = toLocalKeySet(keySet);
  if (keySet.keys.length === 0) throw new Error('holds no key, so that no token could be checked');
  return find;
}

function toLocalKeySet(keySet: JSONWebKeySet): JWTVerifyGetKey {
  try {
    return createLocalJWKSet(keySet); // checks the form itself
  } catch {
    throw new Error('is no JSON Web Key Set');
  }
}
