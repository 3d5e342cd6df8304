import { type Cache, createCache } from './cache/cache.ts';
import { createKeyHash } from './cache/encryption.ts';
import { withCache } from './cache/with-cache.ts';
import type { Config } from './config.ts';
import type { AllowedKey } from './domain/allowed-key.ts';
import type { Load } from './domain/answer.ts';
import { contactCacheKey } from './domain/contact.ts';
import { ENDPOINT_NAMES, type Endpoint } from './domain/endpoint.ts';
import type { Failure } from './domain/failure.ts';
import type { Generations } from './domain/generations.ts';
import type { Notification } from './domain/notification.ts';
import type { Operation } from './domain/operation.ts';
import type { Loads } from './loaders/loaders.ts';
import { GatewayRedis } from './redis/gateway-redis.ts';
import { type ContactRef, createContactRef } from './telemetry/logging/contact-ref.ts';
import type { Log } from './telemetry/logging/log.ts';
import type { Metrics } from './telemetry/metrics/metrics.ts';
import type { Tracing } from './telemetry/tracing/trace-span.ts';
import { traceAttempts, traceBatches } from './telemetry/tracing/trace-upstream.ts';
import { createFetch, type FetchParts } from './upstream/fetch-key.ts';
import { createGenerations } from './upstream/generations.ts';
import { beginRefresh } from './upstream/operation-deadline.ts';
import { composePolicies } from './upstream/policies.ts';
import { createRateLimiter, untilPermit } from './upstream/rate-limiter.ts';
import { withSingleFlight } from './upstream/single-flight.ts';
import { createVitecClient } from './vitec/client.ts';
import { contactRelations } from './vitec/endpoints/contact-relations.ts';
import { partyRoles } from './vitec/endpoints/party-roles.ts';
import { createSegmentEncoder } from './vitec/path-segment.ts';

/** Every endpoint of Vitec that resolvers load from. */
function createLoads(parts: StageParts): Loads {
  const { fetchParts } = parts;
  const { cache } = parts.config;
  const types = new ContactTypes<TypeWithForm>();
  const single = <Ids extends PathIds, Value>(endpoint: Endpoint<Ids, Value>, times: CacheTimes): Load<Ids & AllowedKey, Value> =>
    createLoad(endpoint, createFetch(endpoint, fetchParts), times, parts);
  const batched = <Value>(endpoint: BatchEndpoint<ContactKey, Value>, times: CacheTimes): Load<AllowedContact, Value> =>
    createLoad(endpoint, createBatcher(endpoint, fetchParts).fetch, times, parts);
  return {
    partyRoles: single(partyRoles, cache),
    contactRelations: withTypes(single(contactRelations, cache), types),
    profile: createLoad(contactProfile, createTypedFetch(profileForms, types, fetchParts), cache.profile, parts),
    ties: { BUYER: batched(buyer, cache), SELLER: batched(seller, cache), SPECULATOR: batched(speculator, cache) },
    listing: single(estateListing, cache.listing),
    search: withTypes(single(contactSearch, NOT_CACHED), types),
  };
}

/** Everything between the data loaders and Vitec: the cache, the policies and the client. */
export type DataSource = {
  readonly loads: Loads;
  /** Drops the cache entries that a notification of Vitec is about. */
  readonly onNotification: (notification: Notification) => void;
  /** Resolves when Redis can be used, at the latest after `atMostMs`. */
  readonly untilReady: (atMostMs: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

export type Telemetry = { readonly log: Log; readonly metrics: Metrics; readonly tracing: Tracing | null };

export function createDataSource(config: Config, telemetry: Telemetry): DataSource {
  const { log, metrics, tracing } = telemetry;
  const { origin, maxPerSecond } = config.vitec;
  const nowMs = () => performance.now();
  const date = () => new Date();

  const onRedisTrouble = (error: unknown) => {
    metrics.redisFault();
    log.redisTrouble(error);
  };
  const redis = config.redis ? new GatewayRedis(config.redis.url, onRedisTrouble) : null;
  const hashKey = config.redis ? createKeyHash(config.redis.keys, origin) : (key: string) => key;
  const generations = createGenerations(hashKey);
  const cache = createCache(redis && config.redis && { redis, origin, keys: config.redis.keys, onTrouble: onRedisTrouble }, {
    keepMs: config.cache.ttlMs + config.cache.graceMs,
    hashKey,
    generations,
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
  };
  const call = composePolicies(tracing ? traceAttempts(client.call, tracing) : client.call, policies, metrics);

  const fetchParts = { call, toSegment: createSegmentEncoder(config.idPattern), date, onUnknownCodes: metrics.unknownCodes };
  const contactRef = createContactRef(config.logKey);
  return {
    loads: createLoads({ config, telemetry, cache, generations, fetchParts, contactRef, nowMs }),
    onNotification({ customerId, contactId }) {
      if (contactId === null) void cache.deleteCustomer(customerId);
      else
        for (const endpoint of ENDPOINT_NAMES) // for an endpoint whose keys are not contacts this deletes nothing
          void cache.delete(endpoint, { customerId, cacheKey: contactCacheKey({ customerId, contactId }) });
    },
    untilReady: async (atMostMs) => await redis?.untilReady(atMostMs),
    async close() {
      await client.close();
      cache.close();
      redis?.close();
    },
  };
}

type StageParts = {
  readonly config: Config;
  readonly telemetry: Telemetry;
  readonly cache: Cache;
  readonly generations: Generations;
  readonly fetchParts: FetchParts;
  readonly contactRef: ContactRef;
  readonly nowMs: () => number;
};

/** The stages of one endpoint, innermost first: the call with its policies, single-flight, the cache. */
function createLoad<Ids extends { readonly customerId: string }, Value>(
  endpoint: Endpoint<Ids, Value>,
  parts: StageParts,
): Load<Ids & AllowedKey, Value> {
  type Key = Ids & AllowedKey;
  const { config, cache, generations, fetchParts, contactRef, nowMs } = parts;
  const { log, metrics, tracing } = parts.telemetry;
  const { name } = endpoint;

  const shared = withSingleFlight(createFetch(endpoint, fetchParts), (key: Key) => generations.of(name, key), metrics.shared);
  const settings = {
    ...config.cache,
    endpoint: name,
    onLookup: metrics.lookedUp,
    onFailure(key: Key, { record }: Operation, failure: Failure): void {
      const customerId = key.rights.kind === 'GATEWAY' ? key.customerId : null;
      log.upstreamFailed(record, failure, { endpoint: name, customerId, contactRef: () => contactRef(key) });
    },
    beginRefresh: (operation: Operation) => beginRefresh(operation, config.operationTimeoutMs, nowMs),
  };
  const cached = withCache(shared, cache.of(endpoint), generations, settings, { nowMs, date: fetchParts.date });
  return tracing ? traceBatches(name, cached, tracing) : cached;
}
