import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PacedRate } from '../../src/upstream/paced-rate.ts';
import { createRateLimiter } from '../../src/upstream/rate-limiter.ts';

/** Takes a permit as soon as there is one; gives when that was. */
function takeNext(rate: PacedRate, fromMs: number): number {
  let nowMs = fromMs;
  for (let delayMs = rate.take(nowMs); delayMs > 0; delayMs = rate.take(nowMs)) nowMs += delayMs;
  return nowMs;
}

const perSecond = fc.integer({ min: 1, max: 40 });
const pauses = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2_000 })), { minLength: 1, maxLength: 200 });

describe('a paced rate', () => {
  it('gives no more permits than its rate in any second', () => {
    fc.assert(
      fc.property(perSecond, pauses, (rate, gaps) => {
        const paced = new PacedRate(rate);
        const takenMs: number[] = [];
        let nowMs = 1_000_000;
        for (const gap of gaps) {
          nowMs = takeNext(paced, nowMs + gap);
          takenMs.push(nowMs);
        }
        for (const [index, ms] of takenMs.entries()) {
          const next = takenMs[index + rate];
          if (next !== undefined) expect(next - ms).toBeGreaterThanOrEqual(1_025 - 1e-6);
        }
      }),
    );
  });

  it('says when the nth permit comes', () => {
    fc.assert(
      fc.property(perSecond, pauses, fc.integer({ min: 1, max: 60 }), (rate, gaps, n) => {
        const paced = new PacedRate(rate);
        let nowMs = 1_000_000;
        for (const gap of gaps) nowMs = takeNext(paced, nowMs + gap);
        const saidMs = paced.delayOfNthMs(n, nowMs);
        let takenMs = nowMs;
        for (let index = 0; index < n; index += 1) takenMs = takeNext(paced, takenMs);
        expect(saidMs).toBeGreaterThanOrEqual(takenMs - nowMs - 1e-6);
        expect(saidMs).toBeLessThanOrEqual(takenMs - nowMs + (n <= rate ? 1e-6 : 500));
      }),
    );
  });

  it('gives half of a second at once, and a permit that is given back again', () => {
    const paced = new PacedRate(10);
    expect(Array.from({ length: 6 }, () => paced.take(0))).toEqual([0, 0, 0, 0, 0, 102.5]);
    paced.giveBack();
    expect([paced.takenInLastSecond(0), paced.take(0), paced.take(0)]).toEqual([4, 0, 102.5]);
  });
});

describe('a rate limiter', () => {
  afterEach(() => void vi.useRealTimers());

  it('does not wait as long as the clock of the day steps back', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 1_764_000_000_000 });
    const limiter = createRateLimiter(4, null, () => performance.now());
    for (let taken = 0; taken < 4; taken += 1) await limiter.acquire();
    vi.setSystemTime(1_764_000_000_000 - 3_600_000);
    expect(await limiter.acquire()).toBeLessThanOrEqual(1_000);
  });

  it('expects a fair part of what replicas share, where it had asked for little and was refused', async () => {
    let nowMs = 0;
    const refusing = { eval: async () => 500 };
    const limiter = createRateLimiter(10, { redis: refusing, origin: 'https://vitec' }, () => nowMs);
    expect(await limiter.acquire()).toBe(500);
    expect(limiter.delayOfNthMs(20)).toBe(4_000);
    nowMs = 2_000;
    expect(limiter.delayOfNthMs(20)).toBeLessThanOrEqual(2_000); // nobody took anything of late
  });
});
