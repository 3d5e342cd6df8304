import type { SharedCounts } from './access/caller-limit.ts';
import { createCache } from './cache/cache.ts';
import { createKeyHash } from './cache/encryption.ts';
import type { Config } from './config.ts';
import { contactCacheKey, estateCacheKey } from './domain/contact.ts';
import { CONTACT_ENDPOINT_NAMES } from './domain/endpoint.ts';
import type { Notification } from './domain/notification.ts';
import type { Loads } from './loaders/loaders.ts';
import { createLoads, type Telemetry } from './loads.ts';
import { createReplicaBus } from './redis/replica-bus.ts';
import { traceAttempts } from './telemetry/tracing/trace-upstream.ts';
import { composePolicies } from './upstream/policies.ts';
import { createRateLimiter, untilPermit } from './upstream/rate-limiter.ts';
import { createVitecClient } from './vitec/client.ts';
import { createListSegmentEncoder, createSegmentEncoder } from './vitec/path-segment.ts';

/** Everything between the data loaders and Vitec: the cache, the policies and the client. */
export type DataSource = {
  readonly loads: Loads;
  /** Where replicas count what callers ask for; null without Redis. */
  readonly sharedCounts: SharedCounts | null;
  /** Drops the cache entries that a notification of Vitec is about. */
  readonly onNotification: (notification: Notification) => void;
  /** Resolves when Redis can be used, at the latest after `atMostMs`. */
  readonly untilReady: (atMostMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function createDataSource(config: Config, telemetry: Telemetry): Promise<DataSource> {
  const { log, metrics, tracing } = telemetry;
  const { origin, maxPerSecond } = config.vitec;
  const nowMs = () => performance.now();
  const date = () => new Date();

  const onTrouble = (error: unknown) => {
    metrics.redisFault();
    log.redisTrouble(error);
  };
  // ioredis is loaded only if Redis is configured, to save start time and memory
  const redis = config.redis
    ? new (await import('./redis/gateway-redis.ts')).GatewayRedis(config.redis.url, { onTrouble, onReturn: log.redisReturned })
    : null;
  const bus = redis && createReplicaBus(redis, origin);
  const hashKey = config.redis ? createKeyHash(config.redis.keys, origin) : (key: string) => key;
  const cache = createCache(redis && bus && config.redis && { redis, bus, keys: config.redis.keys, onTrouble: redis.reportTrouble }, {
    maxKeepMs: Math.max(...[config.cache, config.cache.profile, config.cache.listing].map(({ ttlMs, graceMs }) => ttlMs + graceMs)),
    hashKey,
    nowMs,
  });

  const rateLimiter = maxPerSecond === null ? null : createRateLimiter(maxPerSecond, redis && { redis, origin }, nowMs);
  const client = createVitecClient({
    ...config.vitec,
    dateMs: () => date().getTime(),
    onReconnect: metrics.reconnected,
    ...(rateLimiter ? { untilPermit: (signal) => untilPermit(rateLimiter, signal) } : {}),
  });
  const policies = {
    concurrency: config.vitec.maxConcurrency,
    concurrencyPerCustomer: config.vitec.maxPerCustomer,
    attemptTimeoutMs: config.vitec.attemptTimeoutMs,
    rateLimiter,
    nowMs,
    random: Math.random,
    lockoutMs: config.vitec.lockoutMs,
  };
  const call = composePolicies(tracing ? traceAttempts(client.call, tracing) : client.call, policies, {
    ...metrics,
    lockoutBegan: log.lockoutBegan,
    lockoutEnded: log.lockoutEnded,
  });

  const fetchParts = {
    call,
    toSegment: createSegmentEncoder(config.idPattern),
    toListSegment: createListSegmentEncoder(config.idPattern),
    date,
    onUnknownCodes: metrics.unknownCodes,
    onIgnoredRows: metrics.ignoredRows,
  };
  return {
    sharedCounts: redis && { redis, onTrouble: redis.reportTrouble, hashKey },
    loads: createLoads({ config, telemetry, cache, fetchParts, nowMs }),
    onNotification({ changes, estates }) {
      for (const change of changes)
        for (const endpoint of CONTACT_ENDPOINT_NAMES)
          void cache.delete(endpoint, { customerId: change.customerId, cacheKey: contactCacheKey(change) });
      for (const estate of estates) void cache.delete('Estate', { customerId: estate.customerId, cacheKey: estateCacheKey(estate) });
    },
    untilReady: async (atMostMs) => await redis?.untilReady(atMostMs),
    async close() {
      await client.close();
      cache.close();
      redis?.close();
    },
  };
}
