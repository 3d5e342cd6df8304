import type { Operation, UpstreamOperation } from './operation.ts';

/** The value of one key as resolvers get it. */
export type Answer<Value> = {
  readonly value: Value;
  /** FRESH: fetched for this operation. CACHED: within its TTL. STALE: past it, shown since Vitec could not be asked. */
  readonly state: 'FRESH' | 'CACHED' | 'STALE';
  /** When Vitec gave it: RFC 3339 with three fraction digits. */
  readonly fetchedAt: string;
};

/** Gives the answer for one key, from the cache or from Vitec. Rejects with a Failure. */
export type Load<Key, Value> = (key: Key, operation: Operation) => Promise<Answer<Value>>;

/** The value of one key as Vitec gave it now. */
export type FetchedAnswer<Value> = Omit<Answer<Value>, 'state'> & {
  /** The text from which it can be read again. */
  readonly toText: () => string;
};

/** Fetches one key from Vitec. Rejects with a Failure. */
export type Fetch<Key, Value> = (key: Key, operation: UpstreamOperation) => Promise<FetchedAnswer<Value>>;
