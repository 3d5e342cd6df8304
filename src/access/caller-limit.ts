import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Failure } from '../domain/failure.ts';
import type { CallerAllowance } from '../domain/operation.ts';
import type { Caller } from './caller.ts';

/** Where replicas share the counts. `hashKey` hides who the caller is. */
export type SharedCounts = { readonly redis: Redis; readonly hashKey: (key: string) => string };

export type CallerLimit = {
  /** What one operation of the caller takes. */
  readonly allowanceOf: (caller: Caller) => CallerAllowance;
};

const MINUTE_SECONDS = 60;
/** A count that ends sooner is not corrected: the correction would count for the next minute. */
const ENDS_SOON_MS = 1_000;

/**
 * At most `perMinute` contacts for each caller, in minutes that begin with the first contact. All replicas count together in Redis; while it
 * cannot be used, each counts by itself in memory.
 */
export function createCallerLimit(perMinute: number, shared: SharedCounts | null): CallerLimit {
  const settings = { points: perMinute, duration: MINUTE_SECONDS };
  const memory = new RateLimiterMemory(settings);
  const limiter = shared
    ? new RateLimiterRedis({
        ...settings,
        storeClient: shared.redis,
        keyPrefix: 'vitec:caller',
        rejectIfRedisNotReady: true,
        insuranceLimiter: memory,
      })
    : memory;
  const hashKey = shared?.hashKey ?? ((key: string) => key);

  /** Counts them all, or none and rejects with CALLER_LIMIT_EXCEEDED. */
  const count = async (callerKey: string, contacts: number): Promise<void> => {
    try {
      await limiter.consume(callerKey, contacts);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const { msBeforeNext } = refused;
      if (msBeforeNext > ENDS_SOON_MS) await limiter.reward(callerKey, contacts);
      throw new Failure('CALLER_LIMIT_EXCEEDED', {
        message: contacts > perMinute ? tooManyAtOnce(perMinute) : tooManyAMinute(perMinute),
        retryAfterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)),
      });
    }
  };

  return {
    allowanceOf(caller) {
      const callerKey = hashKey(keyOf(caller));
      const counted = new Map<string, Promise<void>>();
      return {
        take(subjects) {
          const added = new Set(subjects.filter((subject) => !counted.has(subject)));
          const counting = added.size > 0 ? count(callerKey, added.size) : null;
          if (counting) for (const subject of added) counted.set(subject, counting);
          return subjects.map((subject) => counted.get(subject) ?? Promise.resolve());
        },
      };
    },
  };
}

/** Callers whose tokens have no `sub` are one caller. A password is known by its hash, whose salt is random per process. */
const keyOf = ({ identity: { issuer, subject }, rights }: Caller): string =>
  rights.kind === 'OWN' ? rights.hash : JSON.stringify([issuer, subject]);

const tooManyAMinute = (perMinute: number): string =>
  `A caller may ask for ${perMinute} contacts a minute, and this one has. Ask again after \`retryAfterSeconds\`.`;
const tooManyAtOnce = (perMinute: number): string =>
  `A caller may ask for ${perMinute} contacts a minute, which is less than this list. Split it.`;
