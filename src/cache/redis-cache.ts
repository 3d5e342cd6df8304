import { LRUCache } from 'lru-cache';
import type { KeptAnswer, KeptFor } from './cache-entry.ts';
import { type CacheKeys, open, seal } from './encryption.ts';
import { type Drop, UntoldDrops } from './pending-invalidations.ts';
import type { GatewayRedis } from './redis.ts';
import { createRedisAttempts, REDIS_PAUSE_MS } from './redis-commands.ts';
import { parseStored, toStored } from './redis-entry.ts';
import { CHANNEL, createReplicaMessages, type ReplicaMessage } from './replica-messages.ts';
import { createVersion, isSameVersions, parseVersion, parseVersions, type Versions } from './versions.ts';

export type SharedParts = { readonly redis: GatewayRedis; readonly keys: CacheKeys; readonly onTrouble: (error: unknown) => void };

type SharedSettings = {
  readonly keepMs: number;
  /** Monotonic. */
  readonly nowMs: () => number;
  readonly onMessage: (message: ReplicaMessage) => void;
  /** Begins to hear the other replicas: what they told since it last did was missed. */
  readonly onListening: () => void;
};

/** Under which stored names something stands in Redis. */
export type StoredNames = { readonly contact: string; readonly customer: string };

/** An answer that was asked for under these versions, in place of an older one or as the first. */
export type NewAnswer = { readonly answer: KeptAnswer; readonly versions: Versions; readonly replaces: boolean };

/** What Redis has of a contact: an answer that counts, and the versions under which another may be asked for. */
export type SharedRead = { readonly answer: KeptAnswer | null; readonly versions: Versions | null };

/**
 * A larger text stays in the process that got it, or its way to Redis and back would make others wait too long. Sealed it is 256 kB,
 * so that twenty such contacts are read within the time of a command. It is what Vitec says of some 1,900 rows.
 */
const MAX_SHARED_BYTES = 190_000;
const MAX_KNOWN_VERSIONS = 20_000;
/** Drops that are told at once. */
const DROPS_A_TIME = 100;

/** Answers in Redis, where all replicas find them, sealed; and what replicas tell each other. Nothing of it throws. */
export function createSharedAnswers({ redis, keys, onTrouble }: SharedParts, { keepMs, nowMs, onMessage, onListening }: SharedSettings) {
  const attempts = createRedisAttempts(redis, onTrouble, nowMs);
  const messages = createReplicaMessages();
  const untold = new UntoldDrops();
  /** Versions as they were last read, by stored name. A stale one is harmless: the answer stored under it is ignored. */
  const known = new LRUCache<string, string>({ max: MAX_KNOWN_VERSIONS });
  let telling: Promise<void> | null = null;

  const know = (name: string, version: string | null) => void (version === null ? known.delete(name) : known.set(name, version));
  const isUsable = ({ contact, customer }: StoredNames) => attempts.isUsable() && !untold.has(contact, customer);
  const send = (commands: (pipeline: ReturnType<GatewayRedis['pipeline']>) => void) => {
    const pipeline = redis.pipeline();
    commands(pipeline);
    return attempts.send(pipeline);
  };

  const tellAll = async (): Promise<void> => {
    while (!untold.isEmpty && redis.status === 'ready') {
      const drops = untold.first(DROPS_A_TIME);
      const replies = await send((pipeline) => {
        for (const { contact, customer } of drops) {
          const keysOf = keysIn(customer);
          if (contact === null) pipeline.del(keysOf.version(customer));
          else pipeline.del(keysOf.version(contact), keysOf.answer(contact));
          pipeline.publish(
            CHANNEL,
            messages.write(contact === null ? { kind: 'customer-dropped', name: customer } : { kind: 'contact-dropped', name: contact }),
          );
        }
      });
      if (!replies) break;
      untold.delete(drops);
    }
  };
  /** Resolves when Redis has taken all drops, or cannot now. */
  const tell = (): Promise<void> => {
    telling ??= tellAll().finally(() => {
      telling = null;
    });
    return telling;
  };
  const retelling = setInterval(() => void tell(), REDIS_PAUSE_MS).unref();
  redis.on('ready', () => void tell());
  redis.listen(
    CHANNEL,
    (text) => {
      const message = messages.parse(text);
      if (!message) return;
      if (message.kind !== 'replaced') known.delete(message.name);
      onMessage(message);
    },
    onListening,
  );

  const createVersions = async ({ contact, customer }: StoredNames): Promise<Versions | null> => {
    const keysOf = keysIn(customer);
    const replies = await send((pipeline) => {
      for (const name of [contact, customer]) pipeline.set(keysOf.version(name), createVersion(), 'PX', 2 * keepMs, 'NX');
      pipeline.mget(keysOf.version(contact), keysOf.version(customer));
    });
    const [contactText, customerText] = toList(replies?.[2]);
    know(contact, parseVersion(contactText));
    know(customer, parseVersion(customerText));
    return parseVersions(contactText, customerText);
  };

  return {
    /** Ends what it does at intervals; its connections are closed by whoever made them, whether they answer or not. */
    close: () => clearInterval(retelling),

    /** Null where Redis cannot be asked, or has not yet taken a drop of this. */
    async read(names: StoredNames, contact: KeptFor): Promise<SharedRead | null> {
      if (!isUsable(names)) return null;
      const keysOf = keysIn(names.customer);
      // the time left first: if another answer takes the place of the first one between the two, that looks older than it is
      const replies = await send((pipeline) =>
        pipeline
          .pttl(keysOf.answer(names.contact))
          .mget(keysOf.answer(names.contact), keysOf.version(names.contact), keysOf.version(names.customer)),
      );
      if (!replies) return null;
      const [sealed, contactText, customerText] = toList(replies[1]);
      know(names.contact, parseVersion(contactText));
      know(names.customer, parseVersion(customerText));
      const versions = parseVersions(contactText, customerText);
      const stored = versions && typeof sealed === 'string' ? parseStored(open(sealed, keys), contact) : null;
      if (!stored || !isSameVersions(stored.versions, versions)) return { answer: null, versions };
      const leftMs = Number(replies[0]);
      if (!(leftMs > 0)) return { answer: null, versions };
      const ageMs = Math.max(0, stored.forMs - leftMs);
      return { answer: { keptMs: nowMs() - ageMs, fetchedAt: stored.fetchedAt, text: stored.text }, versions };
    },

    /** Under which an answer is asked for now; made where there are none. Null where nothing can be shared. */
    versionsOf(names: StoredNames): Versions | null | Promise<Versions | null> {
      if (!isUsable(names)) return null;
      const versions = parseVersions(known.get(names.contact), known.get(names.customer));
      return versions ?? createVersions(names);
    },

    /**
     * Puts an answer where the others find it, and tells them to forget theirs. One that is too large, or that Redis does not take, each
     * asks for itself: then it is told only where it replaces an older one, or the replicas would make each other ask in turn.
     */
    async set(names: StoredNames, contact: KeptFor, { answer: { fetchedAt, text }, versions, replaces }: NewAnswer): Promise<void> {
      if (!isUsable(names)) return;
      const keysOf = keysIn(names.customer);
      const replaced = messages.write({ kind: 'replaced', name: names.contact });
      if (text !== null && Buffer.byteLength(text) > MAX_SHARED_BYTES) {
        const deleted = await send((pipeline) => pipeline.del(keysOf.answer(names.contact)));
        if (deleted?.[0] === 1 || replaces) await send((pipeline) => pipeline.publish(CHANNEL, replaced));
        return;
      }
      const sealed = seal(toStored({ fetchedAt, text, versions, forMs: keepMs }, contact), keys);
      const stored = await send((pipeline) =>
        pipeline
          .set(keysOf.answer(names.contact), sealed, 'PX', keepMs)
          .pexpire(keysOf.version(names.contact), 2 * keepMs) // no answer outlives its versions: they go only when nobody asks
          .pexpire(keysOf.version(names.customer), 2 * keepMs),
      );
      if (stored || replaces) await send((pipeline) => pipeline.publish(CHANNEL, replaced));
    },

    /** Resolves when Redis has taken it, or cannot now; then it is told when it can. */
    async drop(drop: Drop): Promise<void> {
      known.delete(drop.contact ?? drop.customer);
      untold.add(drop);
      await tell();
    },
  };
}

/** The keys of a customer. What stands in braces puts them into one slot of a cluster, since they are read at once. */
const keysIn = (customer: string) => {
  const tag = customer.slice(0, 8);
  return {
    answer: (name: string): string => `vitec:{${tag}}:answer:${name}`,
    version: (name: string): string => `vitec:{${tag}}:version:${name}`,
  };
};

const toList = (reply: unknown): readonly unknown[] => (Array.isArray(reply) ? reply : []);
