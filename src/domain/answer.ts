import type { Operation, UpstreamOperation } from './operation.ts';
import type { StaleReason } from './vitec-state.ts';

/** The value of one key as resolvers get it. */
export type Answer<Value> = {
  readonly value: Value;
  /** FRESH: fetched for this operation. CACHED: within its TTL. STALE: past its TTL, used because Vitec failed. */
  readonly state: 'FRESH' | 'CACHED' | 'STALE';
  /** With STALE. */
  readonly staleReason?: StaleReason;
  /** When Vitec sent it: RFC 3339 with three fraction digits. */
  readonly fetchedAt: string;
};

/** Loads one key from the cache or from Vitec. Rejects with a Failure. */
export type Load<Key, Value> = (key: Key, operation: Operation) => Promise<Answer<Value>>;

/** The value of one key, just fetched from Vitec. */
export type FetchedAnswer<Value> = Omit<Answer<Value>, 'state' | 'staleReason'> & {
  /** The text for the cache, which `Endpoint.read` parses into the same value. */
  readonly text: string;
};

/** Fetches one key from Vitec. Rejects with a Failure. */
export type Fetch<Key, Value> = (key: Key, operation: UpstreamOperation) => Promise<FetchedAnswer<Value>>;

/** A call that callers with the same key and rights share. */
export type SharedCall = {
  /** Set by single-flight while callers may join its fetch. */
  flight: object | null;
};

/** The same for callers that share calls: those who pass the same `call` while it is in progress. */
export type SharedFetch<Key, Value> = (key: Key, operation: UpstreamOperation, call: SharedCall) => Promise<FetchedAnswer<Value>>;
