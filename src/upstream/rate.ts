import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** Asks for leave to make one call: 0 when it is given, else the milliseconds after which to ask again. */
export type AskLeave = () => Promise<number>;

/**
 * So many calls in each second, all at once if need be. With Redis the replicas share them; while it is away each replica has
 * so many of its own.
 */
export function createRate(perSecond: number, redis: object | null): AskLeave {
  const inMemory = new RateLimiterMemory({ points: perSecond, duration: 1 });
  return askLeaveOf(
    redis
      ? new RateLimiterRedis({ storeClient: redis, points: perSecond, duration: 1, keyPrefix: 'vitec-rate', insuranceLimiter: inMemory })
      : inMemory,
  );
}

function askLeaveOf(limiter: RateLimiterAbstract): AskLeave {
  return async () => {
    try {
      await limiter.consume('calls');
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
      throw refusal;
    }
  };
}
