import { createPublicKey } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createLocalJWKSet, type JWK, type JWTVerifyGetKey } from 'jose';
import { SettingError } from '../domain/setting-error.ts';
import { decodeUtf8 } from '../domain/utf8.ts';
import { UNAVAILABLE_SECONDS } from './authentication.ts';

const TIMEOUT_MS = 3_000;
const MAX_BYTES = 1_000_000;
/** Keys are fetched again after this time, and at once when no known key verifies a token. */
const FRESH_MS = 10 * 60_000;
/** Shortest time between two requests. A token with an unknown key waits for the next one, so that only current keys reject it. */
const COOLDOWN_MS = 1_000;
/** Pause after a failed request if there are keys from before. Without keys only the cooldown applies. */
const PAUSE_MS = UNAVAILABLE_SECONDS * 1_000;

/** Keys that may be rotated while the gateway runs. */
export type RemoteKeySet = {
  /** The keys to try first; null when there are none. `isNewest`: this call has fetched them. */
  readonly current: () => Promise<{ readonly getKey: JWTVerifyGetKey; readonly isNewest: boolean } | null>;
  /** The keys fetched anew, for a token that none of the current ones verifies; null when they cannot be fetched. */
  readonly renewed: () => Promise<JWTVerifyGetKey | null>;
};

/**
 * The key set at a URL, which may be rotated while the gateway runs. If a request fails or returns no usable key, the keys from before
 * remain in use; a token that none of them verifies, or that comes before the first keys, is rejected as `unavailable`. `nowMs` is a
 * monotonic clock; the remote key set of jose uses the time of day, which may step back.
 */
export function createRemoteKeySet(url: URL, nowMs: () => number): RemoteKeySet {
  let known: JWTVerifyGetKey | null = null;
  let knownSinceMs = Number.NEGATIVE_INFINITY;
  let fetchedMs = Number.NEGATIVE_INFINITY;
  let hasFailed = false;
  let fetching: Promise<void> | null = null;

  const fetchAfter = async (delayMs: number): Promise<void> => {
    if (delayMs > 0) await setTimeout(delayMs);
    try {
      known = await fetchKeySet(url);
      knownSinceMs = nowMs();
      hasFailed = false;
    } catch {
      hasFailed = true;
    } finally {
      fetchedMs = nowMs();
      fetching = null;
    }
  };
  /** Fetches the keys, or joins the fetch in progress. Returns at once within the pause after a failure. */
  const renew = async (): Promise<void> => {
    const leftMs = fetchedMs + (known && hasFailed ? PAUSE_MS : COOLDOWN_MS) - nowMs();
    if (!fetching && hasFailed && leftMs > 0) return;
    fetching ??= fetchAfter(leftMs);
    await fetching;
  };

  return {
    async current() {
      const isStale = nowMs() - knownSinceMs >= FRESH_MS;
      if (isStale) await renew();
      return known && { getKey: known, isNewest: isStale && !hasFailed };
    },
    async renewed() {
      await renew();
      return hasFailed ? null : known;
    },
  };
}

async function fetchKeySet(url: URL): Promise<JWTVerifyGetKey> {
  const headers = { accept: 'application/json, application/jwk-set+json' };
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS), headers });
  if (response.status !== 200) throw new Error('no key set');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error('too large for a key set');
    chunks.push(chunk);
  }
  return parseKeySet(decodeUtf8(Buffer.concat(chunks)) ?? '');
}

/** Parses a JSON Web Key Set, as in JWT_JWKS_FILE. Throws if it is none, or has no usable key. */
export function parseKeySet(text: string): JWTVerifyGetKey {
  const keySet: unknown = JSON.parse(text);
  const members = typeof keySet === 'object' && keySet !== null && 'keys' in keySet ? keySet.keys : null;
  if (!Array.isArray(members)) throw new SettingError({ code: 'KEY_SET_FORM', params: {} });
  const keys = members.filter(isUsable).map(withoutEdwardsName);
  if (keys.length === 0) throw new SettingError({ code: 'KEY_SET_EMPTY', params: {} });
  return createKeyFinder(keys);
}

/**
 * Finds the keys for a token. The kid is optional in a token and in a key (RFC 7517, section 4.5): a missing kid matches any, and keys
 * with the kid of the token are tried before those without.
 */
function createKeyFinder(keys: readonly JWK[]): JWTVerifyGetKey {
  const all = createLocalJWKSet({ keys: [...keys] });
  const groups = Map.groupBy(keys, ({ kid }) => (typeof kid === 'string' ? kid : null));
  const unnamed = groups.get(null);
  if (!unnamed) return all;
  const finders = new Map(
    [...groups].map(([kid, group]) => [kid, createLocalJWKSet({ keys: kid === null ? group : [...group, ...unnamed] })]),
  );
  return ({ kid, ...header }, token) => (kid === undefined ? all : (finders.get(kid) ?? finders.get(null) ?? all))(header, token);
}

/**
 * Whether a member is a public key for signatures. A key set may contain other keys, which are ignored.
 * Source: https://www.rfc-editor.org/rfc/rfc7517#section-5
 */
function isUsable(member: unknown): member is JWK {
  if (typeof member !== 'object' || member === null) return false;
  const { kty, use = 'sig', key_ops: operations = ['verify'], d } = member as JWK;
  if (!['RSA', 'EC', 'OKP'].includes(String(kty)) || use !== 'sig' || d !== undefined) return false;
  if (!Array.isArray(operations) || !operations.includes('verify')) return false;
  try {
    createPublicKey({ key: member as JWK & { kty: string }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

/** EdDSA and Ed25519 are the same algorithm for a key of this curve (RFC 9864), but jose compares names. Without `alg` it uses the curve. */
function withoutEdwardsName(key: JWK): JWK {
  if (key.crv !== 'Ed25519' || (key.alg !== 'EdDSA' && key.alg !== 'Ed25519')) return key;
  const { alg: _name, ...unnamed } = key;
  return unnamed as JWK;
}
