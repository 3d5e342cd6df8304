import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** Asks for leave to make one call: 0 when it is given, else the milliseconds after which to ask again. */
export type AskLeave = () => Promise<number>;

/** A Redis that takes longer than this is left alone for a while, or every call would wait for it. */
const SLOW_MS = 40;
const PAUSE_MS = 2_000;

/**
 * So many calls in each second, all at once if need be. With Redis the replicas share them; while it is away or slow each replica
 * has so many of its own. `nowMs` is a steady clock.
 */
export function createRate(perSecond: number, redis: object | null, nowMs: () => number): AskLeave {
  const own = new RateLimiterMemory({ points: perSecond, duration: 1 });
  if (!redis) return () => askLeave(own);
  const shared = new RateLimiterRedis({
    storeClient: redis,
    points: perSecond,
    duration: 1,
    keyPrefix: 'vitec-rate',
    insuranceLimiter: own,
  });
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const beganMs = nowMs();
    if (beganMs < pausedUntilMs) return askLeave(own);
    const delayMs = await askLeave(shared);
    if (nowMs() - beganMs > SLOW_MS) pausedUntilMs = nowMs() + PAUSE_MS;
    return delayMs;
  };
}

async function askLeave(limiter: RateLimiterAbstract): Promise<number> {
  try {
    await limiter.consume('calls');
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
    throw refusal;
  }
}
