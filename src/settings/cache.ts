import { parseCacheKeys } from '../cache/encryption.ts';
import { FORMATS, parsed, secret, wholeNumber } from './checks.ts';
import { redisAddress } from './redis-address.ts';
import { EXPLANATIONS } from './setting.ts';

/** At most a day. */
const ttl = wholeNumber(0, 86_400_000);
/** At most a week. */
const grace = wholeNumber(0, 604_800_000);

export const cache = {
  CACHE_TTL_MS: ttl.default(60_000).register(EXPLANATIONS, {
    description: 'How long a cached answer is fresh; 0 switches off every cache, those of profiles and listings too.',
    unit: 'ms',
    example: '30000',
  }),
  CACHE_GRACE_MS: grace.default(3_600_000).register(EXPLANATIONS, {
    description:
      'How much longer it is served, marked STALE, when Vitec fails. 0: nothing is served stale, profiles and listings included.',
    unit: 'ms',
    example: '0',
  }),
  CACHE_PROFILE_TTL_MS: ttl.default(300_000).register(EXPLANATIONS, {
    description: '`CACHE_TTL_MS` of profiles; 0 caches none. No effect if `CACHE_TTL_MS` is 0.',
    unit: 'ms',
    example: '60000',
  }),
  CACHE_PROFILE_GRACE_MS: grace.default(86_400_000).register(EXPLANATIONS, {
    description: '`CACHE_GRACE_MS` of profiles. No effect if `CACHE_GRACE_MS` is 0.',
    unit: 'ms',
    example: '3600000',
  }),
  CACHE_LISTING_TTL_MS: ttl.default(600_000).register(EXPLANATIONS, {
    description: '`CACHE_TTL_MS` of listings; 0 caches none. No effect if `CACHE_TTL_MS` is 0.',
    unit: 'ms',
    example: '60000',
  }),
  CACHE_LISTING_GRACE_MS: grace.default(86_400_000).register(EXPLANATIONS, {
    description: '`CACHE_GRACE_MS` of listings. No effect if `CACHE_GRACE_MS` is 0.',
    unit: 'ms',
    example: '3600000',
  }),
  CACHE_SLOW_MS: wholeNumber(0, 600_000).default(300).register(EXPLANATIONS, {
    description: 'How long Vitec is waited for where a stale answer can be shown. Then that is shown, and the call goes on.',
    unit: 'ms',
    example: '1000',
  }),
  REDIS_URL: redisAddress.optional().register(EXPLANATIONS, {
    description: 'Redis or Valkey, where replicas share the cache and the rate limit of Vitec. Needs `CACHE_ENCRYPTION_KEY`.',
    example: 'rediss://redis.internal:6379',
    isSecret: true,
  }),
  CACHE_ENCRYPTION_KEY: parsed(parseCacheKeys)
    .register(FORMATS, { accepts: '32 bytes in base64; several with commas between while one replaces another, the newest first' })
    .optional()
    .register(EXPLANATIONS, {
      description: 'Key that encrypts the cache in Redis. `openssl rand -base64 32` makes one.',
      example: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
      isSecret: true,
    }),
  WEBHOOK_SECRET: secret.optional().register(EXPLANATIONS, {
    description: "Secret of Vitec's notifications, in `x-webhook-secret` or at the end of `/webhooks/vitec/`.",
    example: 'not-a-secret',
    without: 'none are accepted',
    inDemo: 'sandbox-webhook',
    isSecret: true,
  }),
};
