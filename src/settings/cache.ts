import { parseCacheKeys } from '../cache/encryption.ts';
import { FORMATS, parsed, secret, wholeNumber } from './checks.ts';
import { redisAddress } from './redis-address.ts';
import { EXPLANATIONS } from './setting.ts';

export const cache = {
  CACHE_TTL_MS: wholeNumber(0, 86_400_000).default(60_000).register(EXPLANATIONS, {
    description: 'How long an answer of Vitec is shown without asking again; 0 keeps nothing.',
    unit: 'ms',
    example: '30000',
  }),
  CACHE_GRACE_MS: wholeNumber(0, 604_800_000).default(3_600_000).register(EXPLANATIONS, {
    description: 'How much longer it is shown, marked STALE, when Vitec cannot be asked; 0 never.',
    unit: 'ms',
    example: '0',
  }),
  REDIS_URL: redisAddress.optional().register(EXPLANATIONS, {
    description: 'Redis or Valkey, where replicas share what is kept and the calls a second. Needs `CACHE_ENCRYPTION_KEY`.',
    example: 'rediss://redis.internal:6379',
    isSecret: true,
  }),
  CACHE_ENCRYPTION_KEY: parsed(parseCacheKeys)
    .register(FORMATS, { accepts: '32 bytes in base64; several with commas between while one replaces another, the newest first' })
    .optional()
    .register(EXPLANATIONS, {
      description: 'Key that seals what is kept in Redis. `openssl rand -base64 32` makes one.',
      example: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
      isSecret: true,
    }),
  WEBHOOK_SECRET: secret.optional().register(EXPLANATIONS, {
    description: "Secret of Vitec's notifications, in `x-webhook-secret` or at the end of `/webhooks/vitec/`.",
    example: 'not-a-secret',
    without: 'none are taken',
    inDemo: 'sandbox-webhook',
    isSecret: true,
  }),
};
