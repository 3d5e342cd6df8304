import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisBusDriver, redisDriver } from 'bentocache/drivers/redis';
import type { CacheSerializer } from 'bentocache/types';
import { LRUCache } from 'lru-cache';
import { type CacheKeys, open, seal } from './encryption.ts';
import type { KeptAnswer } from './kept-answer.ts';
import type { GatewayRedis } from './redis.ts';

/** Where answers are kept. A store that fails has nothing: it never throws. */
export type AnswerStore = {
  readonly get: (key: string, customerId: string) => Promise<KeptAnswer | null>;
  readonly set: (answer: KeptAnswer, customerId: string, forMs: number) => Promise<void>;
  readonly delete: (key: string) => Promise<void>;
  /** Drops all of a customer, on all replicas. */
  readonly deleteCustomer: (customerId: string) => Promise<void>;
};

export type SharedStore = {
  readonly redis: GatewayRedis;
  readonly keys: CacheKeys;
  readonly onTrouble: (error: unknown) => void;
  /** Another replica has dropped what is kept under this name, or of the customer with this name. */
  readonly onDroppedElsewhere: (storedName: string) => void;
};

/** Memory is bounded in entries and in bytes; what was used longest ago makes room. */
const MEMORY = { maxItems: 20_000, maxSize: '64mb' } as const;
/** So many are remembered here. */
const MAX_DROPS = 10_000;
/** After a fault of Redis it is left alone for so long. */
const REDIS_PAUSE_MS = 2_000;

/**
 * Answers kept in this process's memory, as text, so that they can be counted in bytes; and behind it in Redis, where all
 * replicas find them, sealed and under the names that `storedName` gives. Replicas tell each other what they drop.
 */
export function createAnswerStore(shared: SharedStore | null, storedName: (name: string) => string): AnswerStore {
  const memory = memoryDriver(MEMORY);
  const store = shared
    ? bentostore()
        .useL1Layer(memory)
        .useL2Layer(redisDriver({ connection: shared.redis }))
        .useBus(redisBusDriver({ connection: shared.redis }))
    : bentostore().useL1Layer(memory);
  const bento = new BentoCache({
    default: 'answers',
    stores: { answers: store },
    prefix: 'vitec',
    suppressL2Errors: true,
    l2CircuitBreakerDuration: REDIS_PAUSE_MS,
    ...(shared ? { serializer: sealing(shared.keys), logger: troubleLogger(shared.onTrouble) } : {}),
  });
  bento.use(); // else it would listen to the other replicas only once something has been asked for
  // Redis may be too slow to take a drop just then; what was kept before it is not shown all the same
  const droppedMs = new LRUCache<string, number>({ max: MAX_DROPS });
  const noteDrop = (name: string) => void droppedMs.set(name, Date.now());
  bento.on('bus:message:received', ({ message: { type, keys } }) => {
    for (const name of type === 'delete' ? keys : []) {
      noteDrop(name);
      shared?.onDroppedElsewhere(name);
    }
  });
  const quietly = (work: Promise<unknown>): Promise<void> =>
    work.then(
      () => undefined,
      (error: unknown) => shared?.onTrouble(error),
    );

  return {
    async get(key, customerId) {
      const name = storedName(key);
      const kept: KeptAnswer | undefined = await bento.get({ key: name }).catch((error: unknown) => shared?.onTrouble(error));
      if (kept?.version !== 1 || kept.key !== key) return null;
      const dropped = Math.max(...[name, storedName(customerId)].map((each) => droppedMs.get(each) ?? Number.NEGATIVE_INFINITY));
      return kept.keptMs > dropped ? kept : null;
    },
    set: (answer, customerId, forMs) =>
      quietly(bento.set({ key: storedName(answer.key), value: answer, ttl: forMs, tags: [storedName(customerId)] })),
    delete(key) {
      const name = storedName(key);
      noteDrop(name);
      return quietly(bento.delete({ key: name }));
    },
    deleteCustomer(customerId) {
      const name = storedName(customerId);
      noteDrop(name);
      const tellOthers = bento.delete({ key: name }); // nothing is kept under it, but it is told whether Redis takes the other or not
      return quietly(Promise.all([bento.deleteByTag({ tags: [name] }), tellOthers]));
    },
  };
}

/** What cannot be opened or read is taken for an entry that has expired: a miss. */
const sealing = (keys: CacheKeys): CacheSerializer => ({
  serialize: (value) => seal(JSON.stringify(value), keys),
  deserialize: (sealed) => {
    try {
      return JSON.parse(open(String(sealed), keys) ?? '');
    } catch {
      return { value: null, createdAt: 0, logicalExpiration: 1, tags: [] };
    }
  },
});

/** bentocache tells of a fault of Redis in its log alone. */
function troubleLogger(onTrouble: (error: unknown) => void) {
  const logger = { ...quiet, error: (details: unknown) => onTrouble(readError(details)), child: () => logger };
  return logger as never;
}
const nothing = () => undefined;
const quiet = { trace: nothing, debug: nothing, info: nothing, warn: nothing, fatal: nothing };
const readError = (details: unknown): unknown =>
  typeof details === 'object' && details !== null ? (Reflect.get(details, 'err') ?? null) : null;
