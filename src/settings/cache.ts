import { parseCacheKeys } from '../cache/encryption.ts';
import { FORMATS, parsed, secret, wholeNumber } from './checks.ts';
import { redisAddress } from './redis-address.ts';
import { EXPLANATIONS } from './setting.ts';

export const cache = {
  CACHE_TTL_MS: wholeNumber(0, 86_400_000).default(60_000).register(EXPLANATIONS, {
    description: 'How long a cached answer is fresh; 0 caches nothing.',
    unit: 'ms',
    example: '30000',
  }),
  CACHE_GRACE_MS: wholeNumber(0, 604_800_000).default(3_600_000).register(EXPLANATIONS, {
    description: 'How much longer it is served, marked STALE, when Vitec fails; 0 never.',
    unit: 'ms',
    example: '0',
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
