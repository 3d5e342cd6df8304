import type { AllowedKey } from '../domain/allowed-key.ts';
import type { Answer, Load, SharedFetch } from '../domain/answer.ts';
import type { CancelSignal } from '../domain/cancel-signal.ts';
import type { EndpointName } from '../domain/endpoint.ts';
import { FAILURES, Failure } from '../domain/failure.ts';
import type { Operation } from '../domain/operation.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';
import type { StaleReason } from '../domain/vitec-state.ts';
import type { EndpointCache } from './cache.ts';
import { type CacheEntry, type CacheTimes, isFresh, isWithinGrace } from './cache-entry.ts';
import type { CallInProgress } from './calls-in-progress.ts';

export type CachedCallSettings<Key> = CacheTimes & {
  readonly endpoint: EndpointName;
  /** How long Vitec is waited for where a stale entry can be shown, in milliseconds. */
  readonly slowMs: number;
  /** hit: a fresh entry; stale: an expired one within its grace, so Vitec is called; miss: none; bypass: not looked for, a no-cache request. */
  readonly onLookup: (endpoint: EndpointName, outcome: 'hit' | 'stale' | 'miss' | 'bypass') => void;
  readonly onStale: (endpoint: EndpointName, reason: StaleReason) => void;
  /** Hears of each failed fetch, also where a stale entry is shown instead. */
  readonly onFailure: (key: Key, operation: Operation, failure: Failure) => void;
  /** Begins an operation that outlives its caller's answer. */
  readonly beginRefresh: (operation: Operation) => { readonly operation: Operation; readonly end: () => void };
};

/** `nowMs` is monotonic, for ages; `date` is the wall clock, for people. */
export type Clocks = { readonly nowMs: () => number; readonly date: () => Date };

/**
 * Answers from the cache while an entry is fresh, and from a stale one when Vitec fails or is slow (stale-if-error). Access was checked
 * before. Answers fetched with a caller's own password are not cached, nor are failures, except that a key is unknown (NOT_FOUND).
 */
export function withCache<Key extends AllowedKey, Value>(
  fetch: SharedFetch<Key, Value>,
  cache: EndpointCache<Key, Value>,
  settings: CachedCallSettings<Key>,
  { nowMs, date }: Clocks,
): Load<Key, Value> {
  const { endpoint } = settings;
  /** A TTL of 0 caches nothing. */
  const isCached = ({ rights }: Key): boolean => rights.kind === 'GATEWAY' && settings.ttlMs > 0;

  const fetchAndStore = async (key: Key, operation: Operation, call: CallInProgress): Promise<Answer<Value>> => {
    try {
      const { value, text, fetchedAt } = await fetch(key, operation, call);
      if (isCached(key)) cache.set(key, { storedMs: nowMs(), fetchedAt, text }, call);
      return { value, state: 'FRESH', fetchedAt };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      settings.onFailure(key, operation, error);
      if (error.code === 'NOT_FOUND' && isCached(key))
        cache.set(key, { storedMs: nowMs(), fetchedAt: date().toISOString(), text: null }, call);
      if (error.code === 'FORBIDDEN' && error.upstreamCause !== 'LOCKED_OUT' && isCached(key)) void cache.delete(key);
      throw error;
    } finally {
      cache.endCall(call);
    }
  };

  const fetchNow = (key: Key, operation: Operation): Promise<Answer<Value>> => {
    const { startedMs, wantsFresh } = operation.record;
    const begun = cache.beginCall(key, { arrivedMs: startedMs, wantsFresh, isCached: isCached(key) });
    return begun instanceof Promise
      ? withinOperation(
          begun.then((call) => fetchAndStore(key, operation, call)),
          operation.signal,
        )
      : fetchAndStore(key, operation, begun);
  };

  const fetchOrShowStale = async (key: Key, operation: Operation, older: Answer<Value>): Promise<Answer<Value>> => {
    const refresh = settings.beginRefresh(operation);
    const fetched = fetchNow(key, refresh.operation).finally(refresh.end);
    const stale = (staleReason: StaleReason): Answer<Value> => {
      operation.cost.cacheHits += 1;
      operation.cost.stale[staleReason] += 1;
      settings.onStale(endpoint, staleReason);
      return { ...older, staleReason };
    };
    try {
      return (await withinTimeout(fetched, settings.slowMs, operation.signal)) ?? stale('SLOW');
    } catch (error) {
      if (operation.signal.aborted || !(error instanceof Failure) || !FAILURES[error.code].staleAllowed) throw error;
      return stale('FAILED');
    }
  };

  const answerFrom = (entry: CacheEntry<Value> | null, key: Key, operation: Operation): Promise<Answer<Value>> => {
    if (entry && isFresh(entry, settings, nowMs())) {
      settings.onLookup(endpoint, 'hit');
      operation.cost.cacheHits += 1;
      if (entry.value === null) return Promise.reject(new Failure('NOT_FOUND'));
      return Promise.resolve({ value: entry.value, state: 'CACHED', fetchedAt: entry.fetchedAt });
    }
    if (entry && entry.value !== null && isWithinGrace(entry, settings, nowMs())) {
      settings.onLookup(endpoint, 'stale');
      return fetchOrShowStale(key, operation, { value: entry.value, state: 'STALE', fetchedAt: entry.fetchedAt });
    }
    settings.onLookup(endpoint, 'miss');
    return fetchNow(key, operation);
  };

  return (key, operation) => {
    if (!isCached(key)) return fetchNow(key, operation);
    if (operation.record.wantsFresh) {
      settings.onLookup(endpoint, 'bypass');
      return fetchNow(key, operation);
    }
    const entry = cache.get(key);
    return entry instanceof Promise
      ? withinOperation(
          entry.then((read) => answerFrom(read, key, operation)),
          operation.signal,
        )
      : answerFrom(entry, key, operation);
  };
}

/** Rejects with the signal's reason if the operation ends while Redis is slow. The read goes on; a call to Vitec after it rejects at once. */
function withinOperation<Value>(answer: Promise<Value>, signal: CancelSignal): Promise<Value> {
  answer.catch(() => undefined); // when it fails later, nobody waits for it
  return unlessAborted<Value>(signal, (resolve, reject) => {
    answer.then(resolve, reject);
    return () => undefined;
  });
}

/** The answer, or null when it does not come in time; the fetch goes on, and refreshes the cache. Rejects when the caller leaves. */
function withinTimeout<Value>(fetched: Promise<Value>, timeoutMs: number, signal: CancelSignal): Promise<Value | null> {
  fetched.catch(() => undefined); // when it fails later, nobody waits for it
  return unlessAborted<Value | null>(signal, (resolve, reject) => {
    const timer = setTimeout(resolve, timeoutMs, null);
    fetched.then(resolve, reject);
    return () => clearTimeout(timer);
  });
}
