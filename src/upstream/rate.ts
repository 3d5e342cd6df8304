import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Asks for leave to make one call: 0 when it is given, else the milliseconds after which to ask again. */
export type AskLeave = () => Promise<number>;

/** So many calls in each second, all at once if need be. */
export const createRate = (perSecond: number): AskLeave => askLeaveOf(new RateLimiterMemory({ points: perSecond, duration: 1 }));

function askLeaveOf(limiter: RateLimiterAbstract): AskLeave {
  return async () => {
    try {
      await limiter.consume('vitec');
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, refusal.msBeforeNext);
      throw refusal;
    }
  };
}
