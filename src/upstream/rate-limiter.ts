import type { CancelSignal } from '../domain/cancel-signal.ts';
import { PacedRate } from './paced-rate.ts';
import { createSharedRate, type RateShare } from './shared-rate.ts';
import { wait } from './wait.ts';

export type RateLimiter = {
  /** Takes a permit and gives 0, or gives the milliseconds after which to try again. Never rejects. */
  readonly acquire: () => number | Promise<number>;
  /** Gives back the last permit, which was not used. */
  readonly giveBack: () => void;
  /** Milliseconds until the nth permit from now, as far as this process knows. */
  readonly delayOfNthMs: (n: number) => number;
};

/** A Redis that takes longer is left out for `PAUSE_MS`, or every call would wait for it. */
const SLOW_MS = 40;
const PAUSE_MS = 2_000;
const SECOND_MS = 1_000;

/**
 * At most `perSecond` calls in any second, paced. With Redis all replicas share the rate; while Redis is away or slow each replica has the
 * whole rate. `nowMs` is a monotonic clock.
 */
export function createRateLimiter(perSecond: number, share: RateShare | null, nowMs: () => number): RateLimiter {
  const own = new PacedRate(perSecond);
  const giveBack = () => own.giveBack();
  if (!share) return { acquire: () => own.take(nowMs()), giveBack, delayOfNthMs: (n) => own.delayOfNthMs(n, nowMs()) };

  const takeShared = createSharedRate(perSecond, share);
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  let refusedMs = Number.NEGATIVE_INFINITY;

  const acquireShared = async (): Promise<number> => {
    const beganMs = nowMs();
    try {
      const delayMs = await takeShared();
      if (delayMs > 0) {
        refusedMs = nowMs();
        own.giveBack();
      }
      return delayMs;
    } catch {
      return 0; // Redis is away: the permit of this process is enough
    } finally {
      if (nowMs() - beganMs > SLOW_MS) pausedUntilMs = nowMs() + PAUSE_MS;
    }
  };

  return {
    acquire() {
      const delayMs = own.take(nowMs());
      return delayMs > 0 || nowMs() < pausedUntilMs ? delayMs : acquireShared();
    },
    giveBack, // in Redis it stays taken for the rest of its second
    delayOfNthMs(n) {
      const now = nowMs();
      if (now - refusedMs > SECOND_MS) return own.delayOfNthMs(n, now);
      // other replicas take a share. The estimate for this one: its permits of the last second, at least half of the rate
      return (n * SECOND_MS) / Math.max(own.takenInLastSecond(now), Math.ceil(perSecond / 2));
    },
  };
}

/** Waits for a permit; rejects with the signal's reason. */
export async function untilPermit(rateLimiter: RateLimiter, signal: CancelSignal): Promise<void> {
  for (let delayMs = await rateLimiter.acquire(); delayMs > 0; delayMs = await rateLimiter.acquire()) await wait(delayMs, signal);
}
