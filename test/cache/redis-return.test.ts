import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../support/cache-key.ts';
import type { TestGateway } from '../support/gateway.ts';
import { hasRedis } from '../support/redis-server.ts';
import { startBackends } from '../support/replicas.ts';

const AWAY = 'redis cannot be used: going on without it';
const BACK = 'redis can be used again';
/** Longer than a heartbeat, the calm before the return, and a slow machine. Shorter than the minute between two lines about one trouble. */
const AT_MOST = { timeout: 30_000, interval: 50 };

describe.skipIf(!hasRedis)('the return of Redis', { timeout: 120_000 }, () => {
  let backends: Awaited<ReturnType<typeof startBackends>>;
  let gateway: TestGateway;
  beforeEach(async () => {
    backends = await startBackends();
    gateway = await backends.start();
  });
  afterEach(() => backends[Symbol.asyncDispose]());
  const count = () => [AWAY, BACK].map((msg) => gateway.logged(msg).length);

  it('is logged once, and what follows is another trouble', async () => {
    for (const time of [1, 2]) {
      await backends.redis.stop();
      await expect.poll(count, AT_MOST).toEqual([time, time - 1]);
      await backends.redis.start();
      await expect.poll(count, AT_MOST).toEqual([time, time]);
    }
    expect(gateway.logged(BACK)[0]).toEqual({ level: 'info', time: expect.any(String), msg: BACK });
  });

  it('is not logged while Redis is full, though it answers', async () => {
    await backends.redis.client.config('SET', 'maxmemory', '1');
    await ask(gateway, 'kontakt-a');
    await expect.poll(count, AT_MOST).toEqual([1, 0]);
    const refusedWrites = async () => Number(/errorstat_OOM:count=(\d+)/.exec(await backends.redis.client.info('errorstats'))?.[1] ?? 0);
    const before = await refusedWrites();
    await expect.poll(refusedWrites, AT_MOST).toBeGreaterThan(before); // another write was tried, without a query
    expect(count()).toEqual([1, 0]);
    await backends.redis.client.config('SET', 'maxmemory', '0');
    await expect.poll(count, AT_MOST).toEqual([1, 1]);
  });
});
