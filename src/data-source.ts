import type { SharedCounts } from './access/caller-limit.ts';
import { createCache } from './cache/cache.ts';
import { createKeyHash, open, seal } from './cache/encryption.ts';
import { ChangeBus } from './changes/change-bus.ts';
import { ContactChanges } from './changes/contact-changes.ts';
import type { Config } from './config.ts';
import { contactCacheKey, estateCacheKey } from './domain/contact.ts';
import { CONTACT_ENDPOINT_NAMES } from './domain/endpoint.ts';
import type { Notification } from './domain/notification.ts';
import type { Loads } from './loaders/loaders.ts';
import { createLoads, type Telemetry } from './loads.ts';
import { createRedisCommands } from './redis/redis-commands.ts';
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
  /** Tells of the changes that any replica hears of from Vitec. A contact's cache entries are dropped here before. */
  readonly changes: ContactChanges;
  /** Drops the cache entries that a notification of Vitec is about, and tells of the changes, here and at the other replicas. */
  readonly onNotification: (notification: Notification) => void;
  /** Resolves when Redis can be used, at the latest after `atMostMs`. */
  readonly untilReady: (atMostMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

type RedisParts = {
  /** Of Vitec. */
  readonly origin: string;
  readonly changes: ContactChanges;
  /** Monotonic. */
  readonly nowMs: () => number;
  readonly onTrouble: (error: unknown) => void;
  readonly onReturn: () => void;
};

/** What this replica shares with the others. */
async function connectRedis({ url, keys }: NonNullable<Config['redis']>, { origin, changes, nowMs, ...events }: RedisParts) {
  // ioredis is loaded only if Redis is configured, to save start time and memory
  const { GatewayRedis } = await import('./redis/gateway-redis.ts');
  const redis = new GatewayRedis(url, events);
  const commands = createRedisCommands(redis, redis.reportTrouble, nowMs);
  const bus = createReplicaBus(redis, origin);
  const changeBus = new ChangeBus(changes, {
    redis,
    commands,
    bus,
    seal: (text) => seal(text, keys),
    open: (sealed) => open(sealed, keys),
  });
  return { redis, keys, commands, bus, changeBus };
}

export async function createDataSource(config: Config, telemetry: Telemetry): Promise<DataSource> {
  const { log, metrics, tracing } = telemetry;
  const { origin, maxPerSecond } = config.vitec;
  const nowMs = () => performance.now();
  const date = () => new Date();

  const changes = new ContactChanges();
  const onTrouble = (error: unknown) => {
    metrics.redisFault();
    log.redisTrouble(error);
  };
  const shared = config.redis && (await connectRedis(config.redis, { origin, changes, nowMs, onTrouble, onReturn: log.redisReturned }));
  const redis = shared?.redis ?? null;
  const hashKey = config.redis ? createKeyHash(config.redis.keys, origin) : (key: string) => key;
  const cache = createCache(shared && { ...shared, onInvalidated: () => void shared.changeBus.send() }, {
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
    changes,
    onNotification(notification) {
      for (const change of notification.changes)
        for (const endpoint of CONTACT_ENDPOINT_NAMES)
          void cache.delete(endpoint, { customerId: change.customerId, cacheKey: contactCacheKey(change) });
      for (const estate of notification.estates)
        void cache.delete('Estate', { customerId: estate.customerId, cacheKey: estateCacheKey(estate) });
      // after the entries are dropped, since those who hear of a change read at once
      for (const change of notification.changes) {
        shared?.changeBus.add(change);
        changes.publish(change);
      }
    },
    untilReady: async (atMostMs) => await redis?.untilReady(atMostMs),
    async close() {
      await client.close();
      await cache.close();
      await shared?.changeBus.send();
      redis?.close();
    },
  };
}
