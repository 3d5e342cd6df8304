import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisBusDriver, redisDriver } from 'bentocache/drivers/redis';
import type { CacheSerializer } from 'bentocache/types';
import { type CacheKeys, open, seal } from './encryption.ts';
import type { KeptAnswer, KeptFor } from './kept-answer.ts';
import type { GatewayRedis } from './redis.ts';
import { fromStored, toStored } from './stored-answer.ts';

/** What another replica has told. */
export type Told = {
  /** It has dropped what is kept under this name, or of the customer with this name. */
  readonly onDropped: (name: string) => void;
  /** It keeps another answer under this name. */
  readonly onReplaced: (name: string) => void;
};

export type SharedParts = { readonly redis: GatewayRedis; readonly keys: CacheKeys; readonly onTrouble: (error: unknown) => void };

/** After a fault of Redis it is left alone for so long. */
const REDIS_PAUSE_MS = 2_000;

/** Answers in Redis, where all replicas find them, sealed; and what replicas tell each other. Nothing of it throws. */
export function createSharedAnswers({ redis, keys, onTrouble }: SharedParts, { onDropped, onReplaced }: Told) {
  const bento = new BentoCache({
    default: 'answers',
    stores: {
      answers: bentostore()
        .useL1Layer(memoryDriver({ maxItems: 1 })) // without one it hears no message; ours stands before it
        .useL2Layer(redisDriver({ connection: redis }))
        .useBus(redisBusDriver({ connection: redis })),
    },
    prefix: 'vitec',
    suppressL2Errors: true,
    l2CircuitBreakerDuration: REDIS_PAUSE_MS,
    serializer: sealing(keys),
    logger: troubleLogger(onTrouble),
  });
  bento.use(); // else it would listen to the other replicas only once something has been asked for
  bento.on('bus:message:received', ({ message: { type, keys: names } }) => {
    for (const name of names) (type === 'delete' ? onDropped : onReplaced)(name);
  });
  const quietly = (work: Promise<unknown>): Promise<void> => work.then(() => undefined, onTrouble);

  return {
    /** Ends what it does at intervals; its connections are closed by whoever made them, whether they answer or not. */
    close: () => void bento.disconnectAll().catch(() => undefined),
    get: (name: string, contact: KeptFor): Promise<KeptAnswer | null> =>
      bento.get({ key: name }).then(
        (stored) => fromStored(stored, contact),
        (error: unknown) => {
          onTrouble(error);
          return null;
        },
      ),
    set: (name: string, contact: KeptFor, answer: KeptAnswer, customer: string, forMs: number) =>
      quietly(bento.set({ key: name, value: toStored(answer, contact), ttl: forMs, tags: [customer] })),
    delete: (name: string) => quietly(bento.delete({ key: name })),
    deleteCustomer: (customer: string) => {
      const tellOthers = bento.delete({ key: customer }); // nothing is kept under it, but it is told whether Redis takes the other or not
      return quietly(Promise.all([bento.deleteByTag({ tags: [customer] }), tellOthers]));
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
