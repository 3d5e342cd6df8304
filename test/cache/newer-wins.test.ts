import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Answered, notify, QUERY, stateOf } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { entriesIn, hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

/** Hears what the replicas tell each other. */
async function hearMessages({ client }: RedisServer) {
  const subscriber = client.duplicate();
  let count = 0;
  subscriber.on('pmessage', () => {
    count += 1;
  });
  await subscriber.psubscribe('vitec:messages:*');
  return {
    haveCome: (messages: number) => expect.poll(() => count).toBe(messages),
    [Symbol.asyncDispose]: async () => subscriber.disconnect(),
  };
}

const OTHER = QUERY.replace('kontakt-1', 'kontakt-2');

/** Two replicas on one Redis, before a Vitec whose contact is at home-1 until it moves. */
async function startReplicas() {
  const redis = await startRedis();
  const vitec = await startVitec();
  const settings = {
    CACHE_TTL_MS: '60000',
    REDIS_URL: redis.url,
    CACHE_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    WEBHOOK_SECRET: 'hemlig-webhook',
  };
  const [one, two] = [await startGateway(vitec, settings), await startGateway(vitec, settings)];
  return {
    redis,
    vitec,
    one,
    two,
    moves: () => {
      vitec.answer = buyerOf('home-2');
    },
    [Symbol.asyncDispose]: async () => {
      for (const each of [one, two, vitec, redis]) await each[Symbol.asyncDispose]();
    },
  };
}

const askAnew = (gateway: TestGateway) => gateway.query(QUERY, {}, { 'cache-control': 'no-cache' });
const homeOf = async (gateway: TestGateway) => (await gateway.query<Answered>(QUERY)).data.contact.partyRoles?.[0]?.estate.estateId;

describe.skipIf(!hasRedis)('what was asked for anew', () => {
  it('stays, though a question before it finds the older answer in Redis only then', async () => {
    await using replicas = await startReplicas();
    const { one, two, redis } = replicas;
    await one.query(QUERY);
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    await redis.client.call('CLIENT', 'PAUSE', '40', 'ALL'); // Vitec answers before Redis does
    replicas.moves();
    await Promise.all([two.query(QUERY), askAnew(two)]);
    expect(await homeOf(two)).toBe('home-2');
  });

  it('stays, though a call that another replica began before it comes back only then', async () => {
    await using replicas = await startReplicas();
    const { one, two, vitec, redis } = replicas;
    await using messages = await hearMessages(redis);
    expect(await stateOf(two, OTHER)).toBe('FRESH');
    await messages.haveCome(1);
    const held = vitec.hold();
    const older = two.query(QUERY);
    await expect.poll(() => held.length).toBe(1);
    replicas.moves();
    await askAnew(one);
    await messages.haveCome(2);
    await notify(one.url, { type: 'Contact', id: 'kontakt-2', customerId: 'M1' });
    await expect.poll(() => stateOf(two, OTHER)).toBe('FRESH'); // it has heard of this, and of the answer before it
    held.forEach(buyerOf('home-1'));
    await older;
    for (const gateway of [one, two]) await expect.poll(() => homeOf(gateway)).toBe('home-2');
  });
});
