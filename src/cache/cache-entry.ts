/** What the cache stores for one key of an endpoint. */
export type StoredAnswer = {
  /** When it was stored, in milliseconds of this process's monotonic clock. No text of another process holds it. */
  readonly storedMs: number;
  /** The same as wall-clock time, for people. Nothing is computed from it. */
  readonly fetchedAt: string;
  /** Null: Vitec has no such thing (404 or 410). */
  readonly text: string | null;
};

/** The same with its text read. */
export type CacheEntry<Value> = Omit<StoredAnswer, 'text'> & { readonly value: Value | null };

export type CacheTimes = {
  readonly ttlMs: number;
  /** How long after its TTL an entry may be served when Vitec fails or is slow. */
  readonly graceMs: number;
};

/** A 404 is cached for less, since the contact may have been added a moment ago. */
const NOT_FOUND_TTL_MS = 10_000;

/** Whether an entry is shown without asking Vitec. `nowMs` is of the monotonic clock. */
export const isFresh = ({ storedMs, value }: CacheEntry<unknown>, { ttlMs }: CacheTimes, nowMs: number): boolean =>
  nowMs - storedMs < (value === null ? Math.min(NOT_FOUND_TTL_MS, ttlMs) : ttlMs);

/** Whether an entry may be served when Vitec fails or is slow. */
export const isWithinGrace = ({ storedMs, value }: CacheEntry<unknown>, { ttlMs, graceMs }: CacheTimes, nowMs: number): boolean =>
  value !== null && nowMs - storedMs < ttlMs + graceMs;
