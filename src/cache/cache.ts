import { LRUCache } from 'lru-cache';
import type { AllowedKey } from '../domain/allowed-key.ts';
import { atMostEntries } from '../domain/at-most-entries.ts';
import { type EndpointName, type EntryFormat, entryKeyOf } from '../domain/endpoint.ts';
import type { CacheEntry, StoredAnswer } from './cache-entry.ts';
import { type CallInProgress, CallsInProgress } from './calls-in-progress.ts';
import { createGenerations } from './generations.ts';
import { createMemoryCache, readStored } from './memory-cache.ts';
import { createRedisCache, type HashedKeys, type RedisCacheParts } from './redis-cache.ts';
import type { ReplicaMessage } from './replica-messages.ts';
import type { Versions } from './versions.ts';

/** The entries of all endpoints. */
export type Cache = {
  /** Of one endpoint. `keepMs`: TTL and grace together, how long an entry is stored. */
  readonly of: <Ids extends EntryIds, Value>(format: EntryFormat<Ids, Value>, keepMs: number) => EndpointCache<Ids & AllowedKey, Value>;
  /** Drops an entry on all replicas. A call in progress is not cached: its answer may be older than the change. */
  readonly delete: (endpoint: EndpointName, key: EntryKey) => Promise<void>;
  /** Sends the last invalidations, if Redis takes them now. */
  readonly close: () => Promise<void>;
};

type EntryIds = { readonly customerId: string };
export type EntryKey = Pick<AllowedKey, 'customerId' | 'cacheKey'>;

/** The entries of one endpoint. A store that fails is a miss: no function throws or rejects. */
export type EndpointCache<Key, Value> = {
  /** At once where this process has the entry, or there is no Redis. */
  readonly get: (key: Key) => CacheEntry<Value> | null | Promise<CacheEntry<Value> | null>;
  /** The call that this caller makes or joins; `endCall` follows. At once unless Redis has to be read. */
  readonly beginCall: (key: Key, caller: CallerOfVitec) => CallInProgress | Promise<CallInProgress>;
  readonly endCall: (call: CallInProgress) => void;
  /** Stores the answer of a call once, and not where a newer one has been stored or the entry has changed since the call began. */
  readonly set: (key: Key, answer: StoredAnswer, call: CallInProgress) => void;
  readonly delete: (key: Key) => Promise<void>;
};

/** A caller whom Vitec has to be asked for. */
export type CallerOfVitec = {
  /** When its request arrived, in milliseconds of the monotonic clock. */
  readonly arrivedMs: number;
  /** A no-cache request. */
  readonly wantsFresh: boolean;
  /** Whether the answer may be stored. */
  readonly isCached: boolean;
};

export type CacheSettings = {
  /** The longest that an entry of any endpoint is stored. */
  readonly maxKeepMs: number;
  /** The key under which other processes and people may see something. */
  readonly hashKey: (key: string) => string;
  /** Monotonic: setting the wall clock must not make an entry older or younger. */
  readonly nowMs: () => number;
};

/** Entries that other replicas have replaced, and are remembered. */
const MAX_REPLACED = 10_000;

/** A memory cache, and behind it, where it is shared, Redis. Replicas tell each other what they drop. */
export function createCache(redisParts: RedisCacheParts | null, { maxKeepMs, hashKey, nowMs }: CacheSettings): Cache {
  const memory = createMemoryCache(nowMs);
  const generations = createGenerations(hashKey);
  const calls = new CallsInProgress();
  /** Orders what this process does and hears. */
  let lastSequence = 0;
  const replaced = new LRUCache<string, number>(atMostEntries(MAX_REPLACED));
  /** Reads of Redis in progress. One that something newer has overtaken is no longer in it. */
  const reads = new Map<string, object>();

  const hashedKeysOf = (endpoint: EndpointName, key: EntryKey): HashedKeys => ({
    entry: hashKey(entryKeyOf(endpoint, key)),
    customer: hashKey(key.customerId),
  });
  const forget = (hashedEntry: string) => {
    reads.delete(hashedEntry);
    memory.delete(hashedEntry);
  };
  const drop = (hashed: string, isCustomer: boolean) => {
    generations.begin(hashed);
    if (isCustomer) memory.deleteCustomer(hashed);
    else forget(hashed);
  };
  const onMessage = ({ kind, hashedKey: hashed }: ReplicaMessage) => {
    if (kind !== 'replaced') return drop(hashed, kind === 'customer-dropped');
    lastSequence += 1;
    replaced.set(hashed, lastSequence);
    forget(hashed);
  };
  const redis = redisParts && createRedisCache(redisParts, { maxKeepMs, nowMs, onMessage, onListening: memory.requireRevalidation });

  const of = <Ids extends EntryIds, Value>(format: EntryFormat<Ids, Value>, keepMs: number): EndpointCache<Ids & AllowedKey, Value> => {
    type Key = Ids & AllowedKey;
    const { name } = format;

    const readRedis = async (from: NonNullable<typeof redis>, keys: HashedKeys, key: Key): Promise<CacheEntry<Value> | null> => {
      const read = {};
      reads.set(keys.entry, read);
      const generation = generations.of(name, key);
      const found = await from.read(keys, entryKeyOf(name, key));
      const isNewest = reads.get(keys.entry) === read;
      if (isNewest) reads.delete(keys.entry);
      if (generations.of(name, key) !== generation) return null; // dropped while it was read
      if (!found) return memory.getUnchecked(keys.entry, format, key);
      const { answer, versions } = found;
      if (!answer) return memory.revalidate(keys.entry, format, key, versions);
      if (!isNewest) return readStored(answer, format, key);
      memory.set(keys.entry, { answer, hashedCustomer: keys.customer, versions, keepMs: answer.storedMs + keepMs - nowMs() });
      return memory.get(keys.entry, format, key) ?? readStored(answer, format, key); // one that is too large for the memory is shown all the same
    };

    return {
      get(key) {
        const hashedEntry = hashKey(entryKeyOf(name, key));
        const known = memory.get(hashedEntry, format, key);
        return known || !redis ? known : readRedis(redis, hashedKeysOf(name, key), key);
      },
      beginCall(key, { arrivedMs, wantsFresh, isCached }) {
        const keys = hashedKeysOf(name, key);
        const callKey = key.rights.kind === 'OWN' ? JSON.stringify([key.rights.hash, keys.entry]) : keys.entry;
        const begin = (versions: Versions | null) => {
          const call = {
            callKey,
            keys,
            versions,
            generation: generations.of(name, key),
            sequence: lastSequence,
            beganMs: nowMs(),
            wantsFresh,
            sharers: 0,
            flight: null,
          };
          return calls.begin(call, arrivedMs);
        };
        const versions = redis && isCached ? redis.versionsOf(keys) : null;
        return versions instanceof Promise ? versions.then(begin) : begin(versions);
      },
      endCall: (call) => calls.leave(call),
      set(key, answer, call) {
        const { keys, generation, sequence, versions, wantsFresh } = call;
        if (!calls.complete(call) || generations.of(name, key) !== generation || (replaced.get(keys.entry) ?? 0) > sequence) return;
        reads.delete(keys.entry);
        const replaces = wantsFresh || memory.has(keys.entry);
        memory.set(keys.entry, { answer, hashedCustomer: keys.customer, versions, keepMs });
        if (versions) void redis?.set(keys, entryKeyOf(name, key), { answer, versions, replaces, keepMs });
      },
      delete: (key) => deleteEntry(name, key),
    };
  };

  const deleteEntry = async (endpoint: EndpointName, key: EntryKey): Promise<void> => {
    const keys = hashedKeysOf(endpoint, key);
    drop(keys.entry, false);
    await redis?.drop(keys);
  };

  return {
    of,
    delete: deleteEntry,
    close: async () => await redis?.close(),
  };
}
