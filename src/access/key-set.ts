import { createPublicKey } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createLocalJWKSet, type JWK, type JWTVerifyGetKey } from 'jose';
import { SettingError } from '../domain/setting-error.ts';
import { decodeUtf8 } from '../domain/utf8.ts';
import { Refused, UNAVAILABLE_SECONDS } from './authentication.ts';

const TIMEOUT_MS = 3_000;
const MAX_BYTES = 1_000_000;
/** Keys are asked for again after this long, and at once when no known key verifies a token. */
const FRESH_MS = 10 * 60_000;
/** Shortest time between two requests. A token of an unknown key waits for the next one, so that its refusal rests on current keys. */
const COOLDOWN_MS = 1_000;
/** After a failure it is this long, while the keys known from before serve; and the cooldown alone while there are none. */
const PAUSE_MS = UNAVAILABLE_SECONDS * 1_000;

/** Keys that may be replaced while the gateway runs. Both functions throw Refused `unavailable` when the keys cannot be had. */
export type RemoteKeySet = {
  /** The keys to try first. `isNewest`: they were fetched for this very call. */
  readonly current: () => Promise<{ readonly getKey: JWTVerifyGetKey; readonly isNewest: boolean }>;
  /** The keys as they are now, for a token that none of the current ones verifies. */
  readonly renewed: () => Promise<JWTVerifyGetKey>;
};

/**
 * The keys at an address, which may be changed there while the gateway runs. When the address does not answer, or not with a key that a
 * token could be checked with, the keys known from before serve on; a token that none of them verifies, or that comes before there were
 * any, is told to come back. `nowMs` is a steady clock; jose's own set of an address goes by the time of day, which may step back.
 */
export function createRemoteKeySet(url: URL, nowMs: () => number): RemoteKeySet {
  let known: JWTVerifyGetKey | null = null;
  let knownSinceMs = Number.NEGATIVE_INFINITY;
  let askedMs = Number.NEGATIVE_INFINITY;
  let hasFailed = false;
  let asking: Promise<void> | null = null;

  const ask = async (afterMs: number): Promise<void> => {
    if (afterMs > 0) await setTimeout(afterMs);
    try {
      known = await fetchKeySet(url);
      knownSinceMs = nowMs();
      hasFailed = false;
    } catch {
      hasFailed = true;
    } finally {
      askedMs = nowMs();
      asking = null;
    }
  };
  /** Fetches the keys, or joins the fetch under way. Returns at once within the pause after a failure. */
  const renew = async (): Promise<void> => {
    const leftMs = askedMs + (known && hasFailed ? PAUSE_MS : COOLDOWN_MS) - nowMs();
    if (!asking && hasFailed && leftMs > 0) return;
    asking ??= ask(leftMs);
    await asking;
  };

  return {
    async current() {
      const isStale = nowMs() - knownSinceMs >= FRESH_MS;
      if (isStale) await renew();
      if (!known) throw new Refused('unavailable');
      return { getKey: known, isNewest: isStale && !hasFailed };
    },
    async renewed() {
      await renew();
      if (!known || hasFailed) throw new Refused('unavailable');
      return known;
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

/** The keys in a text, which JWT_JWKS_FILE brings for closed networks. Throws when it is no JSON Web Key Set, or holds no key that can be used. */
export function parseKeySet(text: string): JWTVerifyGetKey {
  const keySet: unknown = JSON.parse(text);
  const members = typeof keySet === 'object' && keySet !== null && 'keys' in keySet ? keySet.keys : null;
  if (!Array.isArray(members)) throw new SettingError({ code: 'KEY_SET_FORM', params: {} });
  const keys = members.filter(isUsable).map(withoutEdwardsName);
  if (keys.length === 0) throw new SettingError({ code: 'KEY_SET_EMPTY', params: {} });
  return createKeyFinder(keys);
}

/**
 * Finds the keys for a token. A kid is optional (RFC 7517, section 4.5), in a token and in a key: one that is missing fits any, and
 * keys with the kid that the token names come before those without.
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
 * A public key for signatures. Others may stand beside it, and are passed by.
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

/** EdDSA and Ed25519 name one algorithm for a key of this curve (RFC 9864), and jose compares names: without one it goes by the curve. */
function withoutEdwardsName(key: JWK): JWK {
  if (key.crv !== 'Ed25519' || (key.alg !== 'EdDSA' && key.alg !== 'Ed25519')) return key;
  const { alg: _name, ...unnamed } = key;
  return unnamed as JWK;
}
