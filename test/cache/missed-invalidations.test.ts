import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Answered, notify, QUERY } from '../support/cache-key.ts';
import { startGateway } from '../support/gateway.ts';
import { hasRedis, startRedis } from '../support/redis-server.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

describe.skipIf(!hasRedis)('a replica that hears no messages', () => {
  it('keeps nothing of before a drop for the others, however many drops come while it asks', async () => {
    await using redis = await startRedis();
    await redis.client.call('ACL', 'SETUSER', 'deaf', 'on', '>hemligt', '~*', '&*', '+@all', '-subscribe');
    await using vitec = await startVitec();
    const settings = {
      CACHE_TTL_MS: '60000',
      CACHE_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      WEBHOOK_SECRET: 'hemlig-webhook',
      VITEC_ATTEMPT_TIMEOUT_MS: '30000',
      OPERATION_TIMEOUT_MS: '60000',
    };
    await using hearing = await startGateway(vitec, { ...settings, REDIS_URL: redis.url });
    await using deaf = await startGateway(vitec, { ...settings, REDIS_URL: redis.url.replace('//', '//deaf:hemligt@') });
    const show = async (gateway: typeof deaf) => {
      const { data } = await gateway.query<Answered>(QUERY);
      return data.contact.partyRoles?.[0]?.estate.estateId;
    };
    const versions = () => redis.client.keys('vitec:*:version:*');
    const drop = async () => {
      await notify(hearing.url, { type: 'Contact', id: 'kontakt-1', customerId: 'M1' });
      await expect.poll(async () => (await versions()).length).toBe(1); // that of the customer alone
    };
    const held = vitec.hold();

    const asked = [show(deaf)];
    await expect.poll(() => held.length).toBe(1);
    for (const calls of [2, 3]) {
      await drop();
      if (calls === 3) vitec.answer = buyerOf('home-new');
      asked.push(show(deaf));
      await expect.poll(() => vitec.calls).toBe(calls);
    }
    expect(await asked[2]).toBe('home-new');
    held.forEach(buyerOf('home-old'));
    await Promise.all(asked);
    expect(await show(hearing)).toBe('home-new');
    expect(await show(deaf)).toBe('home-new');
  });
});
