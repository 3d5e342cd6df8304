import type { Cache } from './cache/cache.ts';
import type { CacheTimes } from './cache/cache-entry.ts';
import { withCache } from './cache/with-cache.ts';
import type { Config } from './config.ts';
import type { AllowedKey } from './domain/allowed-key.ts';
import type { Fetch, Load } from './domain/answer.ts';
import type { AllowedContact } from './domain/contact.ts';
import { type KnownContactType, LIKELY_ACTING_TYPE, likelyRepresentedType } from './domain/contact-type.ts';
import type { BatchEndpoint, Endpoint, EntryFormat } from './domain/endpoint.ts';
import type { Failure } from './domain/failure.ts';
import type { Operation } from './domain/operation.ts';
import { toRelationOfContacts } from './domain/party-relation.ts';
import type { Loads } from './loaders/loaders.ts';
import type { ContactRef } from './telemetry/logging/contact-ref.ts';
import type { Log } from './telemetry/logging/log.ts';
import type { Metrics } from './telemetry/metrics/metrics.ts';
import type { Tracing } from './telemetry/tracing/trace-span.ts';
import { traceBatches } from './telemetry/tracing/trace-upstream.ts';
import { createBatcher } from './upstream/batcher.ts';
import { ContactTypes } from './upstream/contact-types.ts';
import { createFetch, type FetchParts } from './upstream/fetch-key.ts';
import { beginRefresh } from './upstream/operation-deadline.ts';
import { withSingleFlight } from './upstream/single-flight.ts';
import { createTypedFetch } from './upstream/typed-batches.ts';
import {
  contactOfAnyType,
  contactOfLikelyType,
  contactOfType,
  contactProfile,
  formTypeOf,
  hasName,
} from './vitec/endpoints/contact-profile.ts';
import { contactRelations } from './vitec/endpoints/contact-relations.ts';
import { contactSearch } from './vitec/endpoints/contact-search.ts';
import { estateListing } from './vitec/endpoints/estate-listing.ts';
import { buyer, seller, speculator } from './vitec/endpoints/estate-ties.ts';
import { partyRoles } from './vitec/endpoints/party-roles.ts';

export type Telemetry = {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracing: Tracing | null;
  readonly contactRef: ContactRef;
};

type PathIds = { readonly customerId: string };

/** A search is personal data, and nobody repeats one. */
const NOT_CACHED: CacheTimes = { ttlMs: 0, graceMs: 0 };
const PROFILE_FORMS = {
  ofAnyType: contactOfAnyType,
  ofType: contactOfType,
  likely: contactOfLikelyType,
  typeOf: formTypeOf,
  isComplete: hasName,
};

/** Every endpoint of Vitec that resolvers load from. */
export function createLoads(parts: StageParts): Loads {
  const { fetchParts, nowMs } = parts;
  const { cache } = parts.config;
  const types = new ContactTypes<KnownContactType>();
  const single = <Ids extends PathIds, Value>(endpoint: Endpoint<Ids, Value>, times: CacheTimes): Load<Ids & AllowedKey, Value> =>
    createLoad(endpoint, createFetch(endpoint, fetchParts), times, parts);
  const batched = <Value>(endpoint: BatchEndpoint<Value>, times: CacheTimes): Load<AllowedContact, Value> =>
    createLoad(endpoint, createBatcher(endpoint, fetchParts).fetch, times, parts);
  return {
    partyRoles: single(partyRoles, cache),
    contactRelations: andThen(single(contactRelations, cache), ({ representedBy, represents }, { rights }) => {
      for (const each of representedBy) types.guess({ ...each, rights }, LIKELY_ACTING_TYPE);
      for (const each of represents) types.guess({ ...each, rights }, likelyRepresentedType(toRelationOfContacts(each.relationCode)));
    }),
    profile: createLoad(contactProfile, createTypedFetch(PROFILE_FORMS, types, fetchParts, nowMs), cache.profile, parts),
    ties: { BUYER: batched(buyer, cache), SELLER: batched(seller, cache), SPECULATOR: batched(speculator, cache) },
    listing: single(estateListing, cache.listing),
    search: andThen(single(contactSearch, NOT_CACHED), ({ matches }, { rights }) => {
      for (const match of matches) types.learn({ ...match, rights }, formTypeOf(match));
    }),
  };
}

/** Learns from each answer that has just come. */
function andThen<Key extends AllowedKey, Value>(load: Load<Key, Value>, learn: (value: Value, key: Key) => void): Load<Key, Value> {
  return async (key, operation) => {
    const answer = await load(key, operation);
    if (answer.state === 'FRESH') learn(answer.value, key);
    return answer;
  };
}

export type StageParts = {
  readonly config: Config;
  readonly telemetry: Telemetry;
  readonly cache: Cache;
  readonly fetchParts: FetchParts;
  readonly nowMs: () => number;
};

/** The stages of one endpoint, innermost first: the call with its policies, single-flight, the cache. */
function createLoad<Ids extends PathIds, Value>(
  format: EntryFormat<Ids, Value>,
  fetch: Fetch<Ids & AllowedKey, Value>,
  times: CacheTimes,
  parts: StageParts,
): Load<Ids & AllowedKey, Value> {
  type Key = Ids & AllowedKey;
  const { config, cache, fetchParts, nowMs } = parts;
  const { log, metrics, tracing, contactRef } = parts.telemetry;
  const { name } = format;

  const shared = withSingleFlight(fetch, metrics.shared);
  const settings = {
    ...times,
    endpoint: name,
    slowMs: config.cache.slowMs,
    onLookup: metrics.lookedUp,
    onStale: metrics.shownStale,
    onFailure(key: Key, { record }: Operation, failure: Failure): void {
      if (format.isOftenAbsent && failure.code === 'NOT_FOUND') return;
      const customerId = key.rights.kind === 'GATEWAY' ? key.customerId : null;
      log.upstreamFailed(record, failure, { endpoint: name, customerId, subject: () => subjectOf(key, contactRef) });
    },
    beginRefresh: (operation: Operation) => beginRefresh(operation, config.operationTimeoutMs, nowMs),
  };
  const cached = withCache(shared, cache.of(format, times.ttlMs + times.graceMs), settings, { nowMs, date: fetchParts.date });
  return tracing ? traceBatches(name, cached, tracing) : cached;
}

/** What a failed call was about, for the log. A search is about nobody. */
function subjectOf(key: AllowedKey, ref: ContactRef) {
  if ('contactId' in key) return { contactRef: ref(key) };
  return 'estateId' in key ? { estateRef: ref(key) } : {};
}
