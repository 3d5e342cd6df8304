import { importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { toNoAnswer } from '../../vitec/ask-once.ts';
import type { Dated } from './clock.ts';
import { type Check, found } from './findings.ts';

/** The same as in src/access/key-set.ts. */
const TIMEOUT_MS = 3_000;
/** The accepted algorithms (SECURITY.md), by key type and curve. */
const ALGORITHMS: ReadonlyMap<string, string> = new Map([
  ['RSA', 'RS256'],
  ['EC P-256', 'ES256'],
  ['OKP Ed25519', 'EdDSA'],
]);

const keySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/** Fetches the key set as the gateway does, and counts the usable keys. */
export async function checkKeysAt(url: URL): Promise<{ readonly check: Check; readonly dated: Dated | null }> {
  const beganMs = performance.now();
  const sentMs = Date.now();
  const setting = 'JWT_JWKS_URL';
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json' },
    });
    const dated = { date: response.headers.get('date'), sentMs, receivedMs: Date.now() };
    const text = await response.text();
    const milliseconds = performance.now() - beganMs;
    const { status } = response;
    if (status !== 200) return { check: found('KEYS', 'KEYS_STATUS', { milliseconds, values: { setting, status } }), dated };
    return { check: await checkKeySet(text, setting, milliseconds), dated };
  } catch (error) {
    const milliseconds = performance.now() - beganMs;
    return { check: found('KEYS', toNoAnswer(error), { milliseconds, values: { setting } }), dated: null };
  }
}

/** Counts the usable keys of a key set. `setting`: the one that names it. */
export async function checkKeySet(text: string, setting: string, milliseconds?: number): Promise<Check> {
  const took = milliseconds === undefined ? {} : { milliseconds };
  const { data } = keySet.safeParse(parseJson(text));
  if (!data) return found('KEYS', 'KEYS_NO_KEY_SET', { ...took, values: { setting } });
  const usable = await Promise.all(data.keys.map(isUsable));
  const count = usable.filter(Boolean).length;
  return found('KEYS', count > 0 ? 'KEYS_WELL' : 'KEYS_NONE_USABLE', { ...took, values: { setting, count, all: usable.length } });
}

async function isUsable(key: JWK): Promise<boolean> {
  const algorithm = ALGORITHMS.get([key.kty, key.crv].filter(Boolean).join(' '));
  const algorithmName = key.alg === 'Ed25519' ? 'EdDSA' : key.alg; // two names of one algorithm (RFC 9864)
  if (algorithm === undefined || (key.use ?? 'sig') !== 'sig' || (algorithmName ?? algorithm) !== algorithm) return false;
  return await importJWK(key, algorithm).then(
    () => true,
    () => false,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
