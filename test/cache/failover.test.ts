import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answered, notify, QUERY, stateOf } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { entriesIn, hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { buyerOf, startVitec, type Vitec } from '../support/vitec.ts';

/** Replicas that hear the messages. */
async function listenersOf({ client }: RedisServer): Promise<number> {
  const [channel] = (await client.pubsub('CHANNELS', 'vitec:messages:*')) as string[];
  return channel === undefined ? 0 : Number((await client.pubsub('NUMSUB', channel))[1]);
}

const portOf = ({ url }: RedisServer) => Number(new URL(url).port);
let asked = 0;
const newContact = () => {
  asked += 1;
  return QUERY.replace('kontakt-1', `kontakt-new-${asked}`);
};
/** The first asks, which has come to this Redis when it resolves; false where it does not come. */
const keep = async (redis: RedisServer, one: TestGateway, query: string): Promise<boolean> => {
  const before = (await entriesIn(redis)).length;
  await stateOf(one, query);
  const hasCome = async () => expect((await entriesIn(redis)).length).toBeGreaterThan(before);
  return vi.waitFor(hasCome, { timeout: 1_000, interval: 10 }).then(
    () => true,
    () => false,
  );
};
/** Whether the second finds in this Redis what the first has just kept. */
const share = async (redis: RedisServer, one: TestGateway, two: TestGateway): Promise<boolean> => {
  const query = newContact();
  return (await keep(redis, one, query)) && (await stateOf(two, query)) === 'CACHED';
};
/**
 * Resolves when the second has heard all that the first has told: it shows its own answer of a contact until it hears that the first has
 * replaced that.
 */
const hearsAll = async (one: TestGateway, two: TestGateway): Promise<void> => {
  const query = newContact();
  const shown = async () => (await two.query<Answered>(query)).data.contact.partyRolesStatus.fetchedAt;
  const own = await shown();
  const replaceAndLook = async () => {
    await askAnew(one, query);
    return shown();
  };
  await expect.poll(replaceAndLook).not.toBe(own);
};
const homeOf = async (gateway: TestGateway) => (await gateway.query<Answered>(QUERY)).data.contact.partyRoles?.[0]?.estate.estateId;
const askAnew = (gateway: TestGateway, query = QUERY) => gateway.query<Answered>(query, {}, { 'cache-control': 'no-cache' });
describe.skipIf(!hasRedis)('two replicas whose Redis', { timeout: 30_000 }, () => {
  let redis: RedisServer;
  let proxies: readonly [TcpProxy, TcpProxy];
  let vitec: Vitec;
  let gateways: readonly [TestGateway, TestGateway];

  const bothKeep = async (one: TestGateway, two: TestGateway) => {
    expect(await keep(redis, one, QUERY)).toBe(true);
    await hearsAll(one, two);
    expect([await stateOf(one), await stateOf(two)]).toEqual(['CACHED', 'CACHED']);
  };

  beforeEach(async () => {
    redis = await startRedis();
    vitec = await startVitec();
    proxies = [await startTcpProxy(portOf(redis)), await startTcpProxy(portOf(redis))];
    const key = randomBytes(32).toString('base64');
    const startReplica = (proxy: TcpProxy) =>
      startGateway(vitec, {
        CACHE_TTL_MS: '60000',
        REDIS_URL: `redis://127.0.0.1:${proxy.port}`,
        CACHE_ENCRYPTION_KEY: key,
        WEBHOOK_SECRET: 'hemlig-webhook',
        VITEC_MAX_PER_SECOND: '500',
      });
    gateways = [await startReplica(proxies[0]), await startReplica(proxies[1])];
    await expect.poll(() => share(redis, ...gateways)).toBe(true);
  });
  afterEach(async () => {
    for (const each of [...gateways, ...proxies, vitec, redis]) await each[Symbol.asyncDispose]();
  });

  it('becomes the replica of another share answers and rate again within seconds', async () => {
    await using promoted = await startRedis();
    await redis.client.replicaof('127.0.0.1', portOf(promoted));
    for (const proxy of proxies) proxy.leadTo(portOf(promoted));
    await expect.poll(() => share(promoted, ...gateways), { interval: 100 }).toBe(true);
    await stateOf(gateways[0], newContact());
    await expect.poll(() => promoted.client.keys('vitec:rate:*')).toHaveLength(1);
    expect(await entriesIn(promoted)).not.toEqual([]);
  });

  it('becomes the replica of another, while nobody asks anything, hear each other on the new one', async () => {
    await using promoted = await startRedis();
    await redis.client.replicaof('127.0.0.1', portOf(promoted));
    for (const proxy of proxies) proxy.leadTo(portOf(promoted));
    const listeners = () => listenersOf(promoted);
    await expect.poll(listeners, { interval: 100 }).toBe(2);
  });

  it('is a replica for a while share answers again when it is the primary', async () => {
    await using other = await startRedis();
    await redis.client.replicaof('127.0.0.1', portOf(other));
    await stateOf(gateways[0], newContact());
    expect(await stateOf(gateways[1], newContact())).toBe('FRESH');
    await redis.client.replicaof('NO', 'ONE');
    await expect.poll(() => share(redis, ...gateways), { interval: 100 }).toBe(true);
  });

  it('vanishes without a word, another standing at its address, share answers again within seconds', async () => {
    await using promoted = await startRedis();
    for (const proxy of proxies) {
      proxy.freeze();
      proxy.leadTo(portOf(promoted));
    }
    await expect.poll(() => share(promoted, ...gateways), { interval: 100 }).toBe(true);
    const listeners = () => listenersOf(promoted);
    await expect.poll(listeners, { interval: 100 }).toBe(2);
  });

  const NOTIFICATIONS = [
    ['of the contact', { type: 'Contact', id: 'kontakt-1', customerId: 'M1' }],
    ['of the customer', { type: 'EstateContact', id: 'x', customerId: 'M1' }],
  ] as const;

  it.each(NOTIFICATIONS)('is away from the one that is notified %s hear of it when it is back', async (_what, notification) => {
    const [one, two] = gateways;
    await bothKeep(one, two);
    proxies[0].cut();
    expect((await notify(one.url, notification)).status).toBe(204);
    expect([await stateOf(one), await stateOf(two)]).toEqual(['FRESH', 'CACHED']);
    proxies[0].mend();
    await expect.poll(() => stateOf(two), { interval: 100 }).toBe('FRESH');
  });

  it.each(NOTIFICATIONS)('is away from the one while the other is notified %s drop it in both', async (_what, notification) => {
    const [one, two] = gateways;
    await bothKeep(one, two);
    proxies[1].cut();
    expect((await notify(one.url, notification)).status).toBe(204);
    expect(await stateOf(two)).toBe('CACHED'); // it cannot know
    proxies[1].mend();
    await expect.poll(() => stateOf(two), { interval: 100 }).toBe('FRESH');
  });

  it.each(NOTIFICATIONS)(
    'is away from the one that asks, while the other is notified %s, join no call of before',
    async (_what, notification) => {
      const [one, two] = gateways;
      await bothKeep(one, two);
      const held = vitec.hold();
      const [early, late] = [askAnew(two), homeOf(one)];
      expect(await late).toBe('home-1');
      await expect.poll(() => held.length).toBe(1);
      proxies[1].cut();
      expect((await notify(one.url, notification)).status).toBe(204);
      vitec.answer = buyerOf('home-2');
      proxies[1].mend();
      await expect.poll(() => homeOf(two), { interval: 100 }).toBe('home-2');
      held.forEach(buyerOf('home-1'));
      await early;
      await expect.poll(() => share(redis, one, two)).toBe(true); // what the older answer would have brought with it has come
      expect([await homeOf(one), await homeOf(two)]).toEqual(['home-2', 'home-2']);
    },
  );

  it('is away for a moment still show what both keep', async () => {
    const [one, two] = gateways;
    await bothKeep(one, two);
    const { calls } = vitec;
    for (const proxy of proxies) proxy.cut();
    expect([await stateOf(one), await stateOf(two)]).toEqual(['CACHED', 'CACHED']);
    for (const proxy of proxies) proxy.mend();
    await expect.poll(() => share(redis, one, two), { interval: 100 }).toBe(true);
    expect([await stateOf(one), await stateOf(two)]).toEqual(['CACHED', 'CACHED']);
    expect(vitec.calls).toBeGreaterThan(calls);
  });
});
