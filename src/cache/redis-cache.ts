import type { ChainableCommander } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { atMostEntries } from '../domain/at-most-entries.ts';
import type { GatewayRedis } from '../redis/gateway-redis.ts';
import { REDIS_PAUSE_MS, type RedisCommands } from '../redis/redis-commands.ts';
import type { ReplicaBus } from '../redis/replica-bus.ts';
import type { StoredAnswer } from './cache-entry.ts';
import { type CacheKeys, open, seal } from './encryption.ts';
import { type Invalidation, PendingInvalidations } from './pending-invalidations.ts';
import { parseRedisText, toRedisText } from './redis-entry.ts';
import { parseReplicaMessage, type ReplicaMessage } from './replica-messages.ts';
import { createVersion, isSameVersions, parseVersion, parseVersions, type Versions } from './versions.ts';

export type RedisCacheParts = {
  readonly redis: GatewayRedis;
  readonly commands: RedisCommands;
  readonly bus: ReplicaBus;
  readonly keys: CacheKeys;
  /** Redis has taken all invalidations. Called again at intervals. */
  readonly onInvalidated: () => void;
};

type RedisCacheSettings = {
  /** The longest that any entry is stored. */
  readonly maxKeepMs: number;
  /** Monotonic. */
  readonly nowMs: () => number;
  readonly onMessage: (message: ReplicaMessage) => void;
  /** Begins to hear the other replicas: messages since it last did were missed. */
  readonly onListening: () => void;
};

/** The hashed keys of an entry and of its customer. */
export type HashedKeys = { readonly entry: string; readonly customer: string };

/** An answer that was fetched under these versions; `replaces`: an older one may be cached elsewhere. */
export type NewAnswer = {
  readonly answer: StoredAnswer;
  readonly versions: Versions;
  readonly replaces: boolean;
  readonly keepMs: number;
};

/** What Redis has of an entry: an answer that counts, and the versions that stand now. */
export type RedisRead = { readonly answer: StoredAnswer | null; readonly versions: Versions | null };

/**
 * A larger text stays in the process that fetched it, or its way to Redis and back would delay others. Encrypted it is 256 kB, so that twenty
 * such entries are read within the time of a command. It is what Vitec says of some 1,900 rows.
 */
const MAX_SHARED_BYTES = 190_000;
const MAX_KNOWN_VERSIONS = 40_000;
/** Invalidations in one round trip. */
const INVALIDATIONS_AT_ONCE = 100;

/** Encrypted entries in Redis, shared by all replicas, and the messages between them. No function throws or rejects. */
export function createRedisCache(
  { redis, commands, bus, keys, onInvalidated }: RedisCacheParts,
  { maxKeepMs, nowMs, onMessage, onListening }: RedisCacheSettings,
) {
  const pending = new PendingInvalidations();
  /** Versions as they were last read, by hashed key. A stale one is harmless: the answer stored under it is ignored. */
  const known = new LRUCache<string, string>(atMostEntries(MAX_KNOWN_VERSIONS));
  let flushing: Promise<void> | null = null;

  const remember = (hashedKey: string, version: string | null) =>
    void (version === null ? known.delete(hashedKey) : known.set(hashedKey, version));
  const isAvailable = ({ entry, customer }: HashedKeys) => commands.isAvailable() && !pending.has(entry, customer);
  const send = (add: (pipeline: ChainableCommander) => void) => {
    const pipeline = redis.pipeline();
    add(pipeline);
    return commands.send(pipeline);
  };
  const publish = (pipeline: ChainableCommander, { kind, hashedKey }: ReplicaMessage) => bus.publish(pipeline, kind, hashedKey);

  const flushAll = async (): Promise<void> => {
    while (!pending.isEmpty && redis.status === 'ready') {
      const invalidations = pending.first(INVALIDATIONS_AT_ONCE);
      const replies = await send((pipeline) => {
        for (const { entry, customer } of invalidations) {
          const names = namesIn(customer);
          if (entry === null) {
            pipeline.del(names.version(customer));
            publish(pipeline, { kind: 'customer-dropped', hashedKey: customer });
          } else {
            pipeline.del(names.version(entry), names.entry(entry));
            publish(pipeline, { kind: 'entry-dropped', hashedKey: entry });
          }
        }
      });
      if (!replies) break;
      pending.delete(invalidations);
    }
    if (pending.isEmpty) onInvalidated();
  };
  /** Resolves when Redis has taken all invalidations, or cannot now. */
  const flush = (): Promise<void> => {
    flushing ??= flushAll().finally(() => {
      flushing = null;
    });
    return flushing;
  };
  const flushTimer = setInterval(() => void flush(), REDIS_PAUSE_MS).unref();
  redis.on('ready', () => void flush());
  bus.addListener({
    onMessage(kind, payload) {
      const message = parseReplicaMessage(kind, payload);
      if (!message) return;
      if (message.kind !== 'replaced') known.delete(message.hashedKey);
      onMessage(message);
    },
    onListening,
  });

  const createVersions = async ({ entry, customer }: HashedKeys): Promise<Versions | null> => {
    const names = namesIn(customer);
    const replies = await send((pipeline) => {
      for (const hashedKey of [entry, customer]) pipeline.set(names.version(hashedKey), createVersion(), 'PX', 2 * maxKeepMs, 'NX');
      pipeline.mget(names.version(entry), names.version(customer));
    });
    const [entryText, customerText] = toList(replies?.[2]);
    remember(entry, parseVersion(entryText));
    remember(customer, parseVersion(customerText));
    return parseVersions(entryText, customerText);
  };

  return {
    /** Resolves when Redis has taken all invalidations, or cannot now. The caller closes the connections. */
    close(): Promise<void> {
      clearInterval(flushTimer);
      return flush();
    },

    /** Null if Redis is unavailable, or has not yet taken an invalidation of this entry. */
    async read(hashed: HashedKeys, entryKey: string): Promise<RedisRead | null> {
      if (!isAvailable(hashed)) return null;
      const names = namesIn(hashed.customer);
      // the time left first: if another answer takes the place of the first one between the two, that looks older than it is
      const replies = await send((pipeline) =>
        pipeline
          .pttl(names.entry(hashed.entry))
          .mget(names.entry(hashed.entry), names.version(hashed.entry), names.version(hashed.customer)),
      );
      if (!replies) return null;
      const [sealed, entryText, customerText] = toList(replies[1]);
      remember(hashed.entry, parseVersion(entryText));
      remember(hashed.customer, parseVersion(customerText));
      const versions = parseVersions(entryText, customerText);
      const stored = versions && typeof sealed === 'string' ? parseRedisText(open(sealed, keys), entryKey) : null;
      if (!stored || !isSameVersions(stored.versions, versions)) return { answer: null, versions };
      const leftMs = Number(replies[0]);
      if (!(leftMs > 0)) return { answer: null, versions };
      const ageMs = Math.max(0, stored.keepMs - leftMs);
      return { answer: { storedMs: nowMs() - ageMs, fetchedAt: stored.fetchedAt, text: stored.text }, versions };
    },

    /** The versions under which a call begins now; made where there are none. Null where nothing can be shared. */
    versionsOf(hashed: HashedKeys): Versions | null | Promise<Versions | null> {
      if (!isAvailable(hashed)) return null;
      return parseVersions(known.get(hashed.entry), known.get(hashed.customer)) ?? createVersions(hashed);
    },

    /**
     * Stores an answer, and tells the other replicas to forget theirs. An answer that is too large, or that Redis does not take, each replica
     * fetches for itself. Then a message is sent only where it replaces an older one, or the replicas would make each other fetch in turn.
     */
    async set(hashed: HashedKeys, entryKey: string, { answer, versions, replaces, keepMs }: NewAnswer): Promise<void> {
      if (!isAvailable(hashed)) return;
      const names = namesIn(hashed.customer);
      const tellReplaced = () => send((pipeline) => publish(pipeline, { kind: 'replaced', hashedKey: hashed.entry }));
      const { text } = answer;
      if (text !== null && Buffer.byteLength(text) > MAX_SHARED_BYTES) {
        const deleted = await send((pipeline) => pipeline.del(names.entry(hashed.entry)));
        if (deleted?.[0] === 1 || replaces) await tellReplaced();
        return;
      }
      const sealed = seal(toRedisText({ fetchedAt: answer.fetchedAt, text, versions, keepMs }, entryKey), keys);
      const stored = await send((pipeline) =>
        pipeline
          .set(names.entry(hashed.entry), sealed, 'PX', keepMs)
          .pexpire(names.version(hashed.entry), 2 * keepMs) // an entry never outlives its versions
          .pexpire(names.version(hashed.customer), 2 * maxKeepMs),
      );
      if (stored || replaces) await tellReplaced();
    },

    /** Resolves when Redis has taken it, or cannot now; then it is sent again later. */
    async drop(invalidation: Invalidation): Promise<void> {
      known.delete(invalidation.entry ?? invalidation.customer);
      pending.add(invalidation);
      await flush();
    },
  };
}

/** Keys in Redis of a customer's entries. The braces put them into one slot of a cluster, since they are read at once. */
const namesIn = (hashedCustomer: string) => {
  const tag = hashedCustomer.slice(0, 8);
  return {
    entry: (hashedKey: string): string => `vitec:{${tag}}:entry:${hashedKey}`,
    version: (hashedKey: string): string => `vitec:{${tag}}:version:${hashedKey}`,
  };
};

const toList = (reply: unknown): readonly unknown[] => (Array.isArray(reply) ? reply : []);
