import { expect, it } from 'vitest';
import { createRateLimiter } from '../../src/upstream/rate-limiter.ts';

/** A limiter of two calls per second whose Redis answers with `delayMs`, after `tookMs` of the clock. */
function createShared() {
  const world = { nowMs: 0, delayMs: 0, tookMs: 0, evals: 0 };
  const redis = {
    eval: async () => {
      world.evals += 1;
      world.nowMs += world.tookMs;
      return world.delayMs;
    },
  };
  return { world, limiter: createRateLimiter(2, { redis, origin: 'https://vitec' }, () => world.nowMs) };
}

it('gives back its own permit when Redis has none', async () => {
  const { world, limiter } = createShared();
  world.delayMs = 50;
  expect(await limiter.acquire()).toBe(50);
  world.delayMs = 0;
  expect(await limiter.acquire()).toBe(0);
});

it('does without Redis for two seconds after a slow answer', async () => {
  const { world, limiter } = createShared();
  world.tookMs = 41;
  expect(await limiter.acquire()).toBe(0);
  world.nowMs += 1_999;
  expect(await limiter.acquire()).toBe(0);
  expect(world.evals).toBe(1);
  world.nowMs += 1_025;
  expect(await limiter.acquire()).toBe(0);
  expect(world.evals).toBe(2);
});
