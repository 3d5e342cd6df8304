import { describe, expect, it } from 'vitest';
import { homeOf, notify } from '../support/cache-key.ts';
import { hasRedis } from '../support/redis-server.ts';
import { startBackends, store } from '../support/replicas.ts';
import { buyerOf } from '../support/vitec.ts';

describe.skipIf(!hasRedis)('a replica that receives no messages', { timeout: 60_000 }, () => {
  it('shares no answer from before an invalidation, however many come during its calls', async () => {
    await using backends = await startBackends();
    const { redis, vitec } = backends;
    await redis.client.call('ACL', 'SETUSER', 'deaf', 'on', '>hemligt', '~*', '&*', '+@all', '-subscribe');
    const hearing = await backends.start();
    const deaf = await backends.start({ REDIS_URL: redis.url.replace('//', '//deaf:hemligt@') });
    await store(deaf, redis);
    const versions = async () => (await redis.client.keys('vitec:*:version:*')).sort();
    const ofOthers = await versions();
    const held = vitec.hold();

    const asked = [homeOf(deaf)];
    await expect.poll(() => held.length).toBe(1);
    const { calls } = vitec;
    for (const more of [1, 2]) {
      await notify(hearing.url, { type: 'Contact', id: 'kontakt-1', customerId: 'M1' });
      await expect.poll(versions).toEqual(ofOthers);
      if (more === 2) vitec.answer = buyerOf('home-new');
      const callsOfAnother = () => {
        if (vitec.calls < calls + more) asked.push(homeOf(deaf));
        return vitec.calls - calls;
      };
      await expect.poll(callsOfAnother).toBe(more);
    }
    expect(await asked.at(-1)).toBe('home-new');
    held.forEach(buyerOf('home-old'));
    await Promise.all(asked);
    expect(await homeOf(hearing)).toBe('home-new');
    expect(await homeOf(deaf)).toBe('home-new');
  });
});
