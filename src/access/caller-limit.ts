import type { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
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
/** A count that ends sooner is not corrected: the correction would count for the next minute. */
const ENDS_SOON_MS = 1_000;
/** A Redis that fails is left out for so long, or each list would wait for it. */
const PAUSE_MS = 2_000;

/**
 * At most `perMinute` contacts for each caller, in minutes that begin with the first contact. All replicas count together in Redis; while it
 * cannot be used, each counts by itself in memory. `nowMs` is a monotonic clock.
 */
export function createCallerLimit(
  perMinute: number,
  shared: SharedCounts | null,
  nowMs: () => number = () => performance.now(),
): CallerLimit {
  const settings = { points: perMinute, duration: MINUTE_SECONDS };
  const inMemory = new RateLimiterMemory(settings);
  const inRedis = shared && new RateLimiterRedis({ ...settings, storeClient: shared.redis, keyPrefix: 'vitec:caller' });
  const hashKey = shared?.hashKey ?? ((key: string) => key);
  let pausedUntilMs = Number.NEGATIVE_INFINITY;

  /** Rejects with a RateLimiterRes if it would be too many. */
  const countWhereItCan = async (callerKey: string, contacts: number): Promise<void> => {
    if (inRedis && shared.redis.status === 'ready' && nowMs() >= pausedUntilMs) {
      try {
        return await consume(inRedis, callerKey, contacts);
      } catch (error) {
        if (error instanceof RateLimiterRes) throw error;
        pausedUntilMs = nowMs() + PAUSE_MS;
        shared.onTrouble(error);
      }
    }
    await consume(inMemory, callerKey, contacts);
  };

  /** Rejects with CALLER_LIMIT_EXCEEDED. */
  const count = async (caller: Caller, contacts: number): Promise<void> => {
    try {
      await countWhereItCan(hashKey(keyOf(caller)), contacts);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new Failure('CALLER_LIMIT_EXCEEDED', {
        message: contacts > perMinute ? tooManyAtOnce(perMinute) : tooManyAMinute(perMinute),
        retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)),
      });
    }
  };

  return {
    allowanceOf(caller) {
      const counted = new Map<string, Promise<void>>();
      return {
        take(subjects) {
          const added = new Set(subjects.filter((subject) => !counted.has(subject)));
          const counting = added.size > 0 ? count(caller, added.size) : null;
          if (counting) for (const subject of added) counted.set(subject, counting);
          return subjects.map((subject) => counted.get(subject) ?? Promise.resolve());
        },
      };
    },
  };
}

/** Counts them all, or none: the limiter counts what it refuses too, so that is taken back. */
async function consume(limiter: RateLimiterAbstract, callerKey: string, contacts: number): Promise<void> {
  try {
    await limiter.consume(callerKey, contacts);
  } catch (refused) {
    if (refused instanceof RateLimiterRes && refused.msBeforeNext > ENDS_SOON_MS)
      await limiter.reward(callerKey, contacts).catch(() => undefined); // too much is counted then, till the minute ends
    throw refused;
  }
}

/** Callers whose tokens have no `sub` are one caller. A password is known by its hash, whose salt is random per process. */
const keyOf = ({ identity: { issuer, subject }, rights }: Caller): string =>
  rights.kind === 'OWN' ? rights.hash : JSON.stringify([issuer, subject]);

const tooManyAMinute = (perMinute: number): string =>
  `A caller may ask for ${perMinute} contacts a minute, and this one has. Ask again after \`retryAfterSeconds\`.`;
const tooManyAtOnce = (perMinute: number): string =>
  `A caller may ask for ${perMinute} contacts a minute, which is less than this list. Split it.`;
