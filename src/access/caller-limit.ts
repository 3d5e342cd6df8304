import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Failure } from '../domain/failure.ts';
import type { CallerAllowance } from '../domain/operation.ts';
import type { Caller } from './caller.ts';

/** Where replicas share the counts. `hashKey` hides who the caller is. */
export type SharedCounts = {
  readonly redis: Redis;
  readonly onTrouble: (error: unknown) => void;
  readonly hashKey: (key: string) => string;
};

export type CallerLimit = {
  /** What one operation of the caller takes. */
  readonly allowanceOf: (caller: Caller) => CallerAllowance;
};

const MINUTE_SECONDS = 60;
/** A Redis that fails is left out for so long, or each list would wait for it. */
const PAUSE_MS = 2_000;

/** The library's own script also counts what it refuses. This one counts all of them or none. */
const COUNT_IN_REDIS = `
redis.call('SET', KEYS[1], 0, 'EX', ARGV[2], 'NX')
local wanted = redis.call('GET', KEYS[1]) + ARGV[1]
if wanted <= tonumber(ARGV[3]) then redis.call('INCRBY', KEYS[1], ARGV[1]) end
return {wanted, redis.call('PTTL', KEYS[1])}`;

/**
 * At most `perMinute` contacts for each caller, in minutes that begin with the first contact. All replicas count together in Redis; while it
 * cannot be used, each counts by itself in memory. Instead of the library's insurance, so that a Redis that hangs is not waited for each time.
 */
export function createCallerLimit(perMinute: number, shared: SharedCounts | null): CallerLimit {
  const settings = { points: perMinute, duration: MINUTE_SECONDS };
  const inMemory = new RateLimiterMemory(settings);
  const inRedis =
    shared &&
    new RateLimiterRedis({ ...settings, storeClient: shared.redis, keyPrefix: 'vitec:caller', customIncrTtlLuaScript: COUNT_IN_REDIS });
  let pausedUntilMs = Number.NEGATIVE_INFINITY;

  /** Rejects with a RateLimiterRes if it would be too many. */
  const consume = async ({ identity, rights }: Caller, contacts: number): Promise<void> => {
    const isShared = rights.kind === 'GATEWAY'; // the key of a password is of this process alone
    if (inRedis && isShared && shared.redis.status === 'ready' && performance.now() >= pausedUntilMs) {
      try {
        await inRedis.consume(shared.hashKey(identity.key), contacts);
        return;
      } catch (error) {
        if (error instanceof RateLimiterRes) throw error;
        pausedUntilMs = performance.now() + PAUSE_MS;
        shared.onTrouble(error);
      }
    }
    await consumeInMemory(inMemory, identity.key, contacts);
  };

  /** Rejects with CALLER_LIMIT_EXCEEDED. */
  const count = async (caller: Caller, contacts: number): Promise<void> => {
    try {
      await consume(caller, contacts);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const seconds = Math.ceil(refused.msBeforeNext / 1_000);
      throw new Failure('CALLER_LIMIT_EXCEEDED', {
        message: contacts > perMinute ? tooManyAtOnce(perMinute) : tooManyAMinute(perMinute),
        retryAfterSeconds: Math.min(MINUTE_SECONDS, Math.max(1, seconds)), // whatever clock or Redis says
      });
    }
  };

  return {
    allowanceOf(caller) {
      const counted = new Map<string, Promise<void>>();
      let added = 0;
      let counting: Promise<void> | null = null;
      /** What all loaders of the operation ask for in one turn of the event loop is counted at once, so that it is loaded in the same batches. */
      const countSoon = () =>
        new Promise<void>((resolve) => {
          setImmediate(() => {
            counting = null;
            const contacts = added;
            added = 0;
            resolve(count(caller, contacts));
          });
        });
      return {
        take: (subject) => {
          const known = counted.get(subject);
          if (known) return known;
          added += 1;
          counting ??= countSoon();
          counted.set(subject, counting);
          return counting;
        },
      };
    },
  };
}

/** Counts all of them or none: the limiter counts what it refuses too, so that is taken back. */
async function consumeInMemory(limiter: RateLimiterMemory, callerKey: string, contacts: number): Promise<void> {
  try {
    await limiter.consume(callerKey, contacts);
  } catch (refused) {
    await limiter.reward(callerKey, contacts);
    throw refused;
  }
}

const tooManyAMinute = (perMinute: number): string =>
  `A caller may ask for ${perMinute} contacts a minute, and this one has. Ask again after \`retryAfterSeconds\`.`;
const tooManyAtOnce = (perMinute: number): string =>
  `A caller may ask for ${perMinute} contacts a minute, and the operation asks for more at once. Split it.`;
