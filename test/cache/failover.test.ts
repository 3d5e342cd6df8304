import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askFresh, homeOf, NOTIFICATIONS, newContact, notify, stateOf } from '../support/cache-key.ts';
import type { TestGateway } from '../support/gateway.ts';
import { entriesIn, hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { share, startBackends } from '../support/replicas.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { buyerOf } from '../support/vitec.ts';

const portOf = ({ url }: RedisServer) => Number(new URL(url).port);
/** Replicas that receive the messages. */
async function subscribersOf({ client }: RedisServer): Promise<number> {
  const [channel] = (await client.pubsub('CHANNELS', 'vitec:messages:*')) as string[];
  return channel === undefined ? 0 : Number((await client.pubsub('NUMSUB', channel))[1]);
}
/** Connections are tested every 2 s, opened again after at most 1 s, and Redis is left alone for 2 s after a fault. */
const AT_MOST = { timeout: 25_000 };

describe.skipIf(!hasRedis)('two replicas', { timeout: 90_000 }, () => {
  let backends: Awaited<ReturnType<typeof startBackends>>;
  let proxies: readonly [TcpProxy, TcpProxy];
  let one: TestGateway;
  let two: TestGateway;

  beforeEach(async () => {
    backends = await startBackends({ VITEC_MAX_PER_SECOND: '500' });
    proxies = [await startTcpProxy(portOf(backends.redis)), await startTcpProxy(portOf(backends.redis))];
    const start = ({ port }: TcpProxy) => backends.start({ REDIS_URL: `redis://127.0.0.1:${port}` });
    [one, two] = [await start(proxies[0]), await start(proxies[1])];
    await share(one, two);
  }, 60_000);
  afterEach(async () => {
    for (const each of [...proxies, backends]) await each[Symbol.asyncDispose]();
  });

  it('share entries and the rate again when their Redis becomes a replica of another', async () => {
    await using promoted = await startRedis();
    await backends.redis.client.replicaof('127.0.0.1', portOf(promoted));
    for (const proxy of proxies) proxy.leadTo(portOf(promoted));
    await share(one, two);
    expect(await entriesIn(promoted)).not.toEqual([]);
    const ratesAfterACall = async () => {
      await askFresh(one);
      return promoted.client.keys('vitec:rate:*');
    };
    await expect.poll(ratesAfterACall, AT_MOST).toHaveLength(1);
  });

  it('subscribe to the new Redis without a query to answer', async () => {
    await using promoted = await startRedis();
    await backends.redis.client.replicaof('127.0.0.1', portOf(promoted));
    for (const proxy of proxies) proxy.leadTo(portOf(promoted));
    await expect.poll(() => subscribersOf(promoted), AT_MOST).toBe(2);
  });

  it('share entries again when their Redis was a replica for a while', async () => {
    await using other = await startRedis();
    await backends.redis.client.replicaof('127.0.0.1', portOf(other));
    for (const each of [one, two]) expect(await stateOf(each, newContact())).toBe('FRESH');
    await backends.redis.client.replicaof('NO', 'ONE');
    await share(one, two);
  });

  it('share entries again when their Redis vanishes without closing connections, and another takes its address', async () => {
    await using promoted = await startRedis();
    for (const proxy of proxies) {
      proxy.freeze();
      proxy.leadTo(portOf(promoted));
    }
    await share(one, two);
    await expect.poll(() => subscribersOf(promoted), AT_MOST).toBe(2);
  });

  it.each(NOTIFICATIONS)('both drop an entry on a notification %s to one without Redis, once it is back', async (_what, notificationOf) => {
    const contactId = await share(one, two);
    proxies[0].cut();
    expect((await notify(one.url, notificationOf(contactId))).status).toBe(204);
    expect([await stateOf(one, contactId), await stateOf(two, contactId)]).toEqual(['FRESH', 'CACHED']);
    proxies[0].mend();
    await expect.poll(() => stateOf(two, contactId), AT_MOST).toBe('FRESH');
  });

  it.each(NOTIFICATIONS)('both drop an entry on a notification %s that one missed, once Redis is back', async (_what, notificationOf) => {
    const contactId = await share(one, two);
    proxies[1].cut();
    expect((await notify(one.url, notificationOf(contactId))).status).toBe(204);
    expect(await stateOf(two, contactId)).toBe('CACHED'); // it cannot know
    proxies[1].mend();
    await expect.poll(() => stateOf(two, contactId), AT_MOST).toBe('FRESH');
  });

  it('drop other entries of the customer too, where one missed more notifications than the other remembers', async () => {
    const contactId = await share(one, two);
    proxies[0].cut();
    for (const list of [1, 2, 3, 4]) {
      const contacts = Array.from({ length: 500 }, (_, index) => ({ type: 'Contact', customerId: 'M1', id: `${list}-${index}` }));
      expect((await notify(one.url, contacts)).status).toBe(204);
    }
    expect(await stateOf(two, contactId)).toBe('CACHED');
    proxies[0].mend();
    await expect.poll(() => stateOf(two, contactId), AT_MOST).toBe('FRESH');
  });

  it.each(NOTIFICATIONS)('join no call from before a notification %s that one missed', async (_what, notificationOf) => {
    const { vitec } = backends;
    const contactId = await share(one, two);
    const held = vitec.hold();
    const early = askFresh(two, contactId);
    await expect.poll(() => held.length).toBe(1);
    expect(await homeOf(one, contactId)).toBe('home-1');
    proxies[1].cut();
    expect((await notify(one.url, notificationOf(contactId))).status).toBe(204);
    vitec.answer = buyerOf('home-2');
    proxies[1].mend();
    const shown: (string | null)[] = [];
    const showsAgain = () => {
      void homeOf(two, contactId).then((home) => shown.push(home)); // one may join the held call while Redis is not back
      return shown;
    };
    await expect.poll(showsAgain, { ...AT_MOST, interval: 200 }).toContain('home-2');
    held.forEach(buyerOf('home-1'));
    expect(await early).toMatchObject({ state: 'FRESH', home: 'home-1' });
    await share(two, one); // what the earlier answer would have sent has been received
    expect([await homeOf(one, contactId), await homeOf(two, contactId)]).toEqual(['home-2', 'home-2']);
  });

  it('keep their entries while Redis is away for a moment', async () => {
    const contactId = await share(one, two);
    for (const proxy of proxies) proxy.cut();
    expect([await stateOf(one, contactId), await stateOf(two, contactId)]).toEqual(['CACHED', 'CACHED']);
    for (const proxy of proxies) proxy.mend();
    await share(one, two);
    expect([await stateOf(one, contactId), await stateOf(two, contactId)]).toEqual(['CACHED', 'CACHED']);
  });
});
