import { describe, expect, it } from 'vitest';
import { ask, askFresh, homeOf, newContact } from '../support/cache-key.ts';
import { hasRedis } from '../support/redis-server.ts';
import { hearMessages, share, startReplicas, store } from '../support/replicas.ts';
import { buyerOf } from '../support/vitec.ts';

describe.skipIf(!hasRedis)('the answer of a no-cache request', { timeout: 60_000 }, () => {
  it('stays when an earlier read of the older entry in Redis ends after it', async () => {
    await using replicas = await startReplicas();
    const { one, two, vitec, redis } = replicas;
    const { contactId } = await store(one, redis);
    await redis.client.call('CLIENT', 'PAUSE', '40', 'ALL'); // Vitec answers before Redis does
    vitec.answer = buyerOf('home-2');
    await Promise.all([ask(two, contactId), askFresh(two, contactId)]);
    expect(await homeOf(two, contactId)).toBe('home-2');
  });

  it('stays when an earlier call of another replica ends after it', async () => {
    await using replicas = await startReplicas();
    const { one, two, vitec, redis } = replicas;
    await using messages = await hearMessages(redis);
    const contactId = newContact();
    const held = vitec.hold();
    const older = ask(two, contactId);
    await expect.poll(() => held.length).toBe(1);
    vitec.answer = buyerOf('home-2');
    const tellsOthers = async () => {
      await askFresh(one, contactId);
      return messages.kinds;
    };
    await expect.poll(tellsOthers).toContain('replaced');
    await share(one, two); // the other has heard it
    held.forEach(buyerOf('home-1'));
    await older;
    for (const gateway of [one, two]) await expect.poll(() => homeOf(gateway, contactId)).toBe('home-2');
  });
});
