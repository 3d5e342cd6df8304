import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { atMostEntries } from '../domain/at-most-entries.ts';
import { getOrAdd } from '../domain/get-or-add.ts';
import { SettingError } from '../domain/setting-error.ts';

/** Keys of 32 bytes. The first encrypts and all decrypt, so that keys can be rotated while gateways run. */
export type CacheKeys = readonly [Buffer, ...Buffer[]];

/** CACHE_ENCRYPTION_KEY: base64 of 32 bytes, or several with commas between, the newest first. Throws a SettingError. */
export function parseCacheKeys(text: string): CacheKeys {
  const [first, ...others] = text.split(',').map((part) => readKey(part.trim()));
  if (!first || [first, ...others].some((key) => key.length !== 32)) throw new SettingError({ code: 'NOT_CACHE_KEYS', params: {} });
  return [first, ...others];
}

/** `Buffer.from` ignores characters that are not base64, which would turn a mistyped key into another key. */
const readKey = (text: string): Buffer => (/^[A-Za-z0-9+/]{43}=$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0));

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM over a text, with the version as additional data. */
export function seal(text: string, [key]: CacheKeys): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(VERSION));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')}`;
}

/** The decrypted text; null if it was not encrypted with one of these keys in this version. */
export function open(sealed: string, keys: CacheKeys): string | null {
  if (!sealed.startsWith(`${VERSION}.`)) return null;
  const bytes = Buffer.from(sealed.slice(VERSION.length + 1), 'base64');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  for (const key of keys) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(VERSION));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch {
      // encrypted with another key
    }
  }
  return null;
}

/** A key is hashed several times a call. */
const MAX_KNOWN_KEYS = 20_000;

/**
 * Hashes keys that other processes and people may see. With the oldest encryption key, so that the hashes stay the same while keys are
 * rotated. With the origin too: Vitec's QA and live systems share ids, and gateways of both may share a Redis.
 */
export function createKeyHash(keys: CacheKeys, origin: string): (key: string) => string {
  const secret = Buffer.from(hkdfSync('sha256', keys.at(-1) ?? keys[0], '', `vitec cache keys of ${origin}`, 32));
  const known = new LRUCache<string, string>(atMostEntries(MAX_KNOWN_KEYS));
  const hash = (key: string) => createHmac('sha256', secret).update(key).digest('base64url');
  return (key) => getOrAdd(known, key, hash);
}
