import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { open, parseCacheKeys } from '../../src/cache/encryption.ts';
import { ask, NOTIFICATIONS, newContact, notify, type Queried, stateOf } from '../support/cache-key.ts';
import { startGateway } from '../support/gateway.ts';
import { listen } from '../support/listen.ts';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { createEncryptionKey, hearMessages, share, startBackends, startReplicas, store } from '../support/replicas.ts';
import { startProgram } from '../support/start-program.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

/** The second replica serves what the first stored: it uses Redis, which was not late. */
const expectRead = ({ one, two, redis }: { readonly one: Queried; readonly two: Queried; readonly redis: RedisServer }) =>
  expect.poll(async () => stateOf(two, (await store(one, redis)).contactId)).toBe('CACHED');

/** Flips the bit of the cipher text that makes a 0 of the 1 in home-1: only the authentication tag tells. */
function toHome0(sealed: string, key: string): string {
  const [version, text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64');
  const at = SEALED_FROM + (open(sealed, parseCacheKeys(key))?.indexOf('home-1') ?? Number.NaN) + 'home-'.length;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return `${version}.${bytes.toString('base64')}`;
}
/** The bytes of nonce and tag. */
const SEALED_FROM = 12 + 16;

describe.skipIf(!hasRedis)('two replicas on one Redis', { timeout: 60_000 }, () => {
  it('serve an entry that the other stored', async () => {
    await using replicas = await startReplicas();
    await expectRead(replicas);
  });

  it('replace their entry with the answer of a no-cache request to the other', async () => {
    await using replicas = await startReplicas();
    await share(replicas.one, replicas.two);
  });

  it.each(NOTIFICATIONS)('both drop an entry on a notification %s to one of them', async (_what, notificationOf) => {
    await using replicas = await startReplicas();
    const { one, two } = replicas;
    const contactId = await share(one, two);
    const { fetchedAt } = await ask(one, contactId);
    expect((await notify(one.url, notificationOf(contactId))).status).toBe(204);
    for (const each of [two, one]) await expect.poll(async () => (await ask(each, contactId)).fetchedAt).not.toBe(fetchedAt);
  });

  it.each(NOTIFICATIONS)(
    'cache no answer to a call that was in progress at a notification %s to the other',
    async (_what, notificationOf) => {
      await using replicas = await startReplicas();
      const { one, two, vitec } = replicas;
      const contactId = newContact();
      const held = vitec.hold();
      const older = ask(two, contactId);
      await expect.poll(() => held.length).toBe(1);
      expect((await notify(one.url, notificationOf(contactId))).status).toBe(204);
      vitec.answer = buyerOf('home-2');
      held.forEach(buyerOf('home-1'));
      expect(await older).toMatchObject({ state: 'FRESH', home: 'home-1' });
      expect(await ask(one, contactId)).toMatchObject({ state: 'FRESH', home: 'home-2' });
    },
  );
});

describe.skipIf(!hasRedis)('an entry in Redis', { timeout: 60_000 }, () => {
  it('shows no id or role in its key or value, and expires', async () => {
    await using backends = await startBackends();
    const { redis } = backends;
    const { contactId } = await store(await backends.start(), redis);
    for (const key of await redis.client.keys('*')) {
      const value = await redis.client.get(key);
      expect(key + value).not.toMatch(new RegExp(`${contactId}|home-1|BUYER|estateId`));
      expect(await redis.client.pttl(key)).toBeGreaterThan(0);
    }
  });

  it.each<[string, (sealed: string, key: string) => string]>([
    ['empty', () => ''],
    ['another text', () => 'rubbish'],
    ['JSON', () => '{}'],
    ['null', () => 'null'],
    ['cut short', () => 'v1.'],
    ['not encrypted', () => `v1.${'A'.repeat(80)}`],
    ['of another version', (sealed) => `v2${sealed.slice(2)}`],
    ['changed at its end', (sealed) => `${sealed.slice(0, -4)}AAAA`],
    ['changed so that it names another home', toHome0],
  ])('is a miss when it is %s', async (_what, change) => {
    await using replicas = await startReplicas();
    const { one, two, redis, settings } = replicas;
    const { contactId, entry } = await store(one, redis);
    await redis.client.set(entry, change((await redis.client.get(entry)) ?? '', settings.CACHE_ENCRYPTION_KEY), 'KEEPTTL');
    await expectRead(replicas);
    expect(await ask(two, contactId)).toMatchObject({ state: 'FRESH', home: 'home-1' });
  });

  it('is a miss under the key of another contact', async () => {
    await using replicas = await startReplicas();
    const { one, two, redis } = replicas;
    const [first, second] = [await store(one, redis), await store(one, redis)];
    for (const kind of [':entry:', ':version:']) {
      const [from, to] = [first, second].map(({ entry }) => entry.replace(':entry:', kind)) as [string, string];
      await redis.client.set(to, (await redis.client.get(from)) ?? '', 'KEEPTTL');
    }
    await expectRead(replicas);
    expect(await stateOf(two, second.contactId)).toBe('FRESH');
  });

  it('is a miss when its version was replaced', async () => {
    await using replicas = await startReplicas();
    const { one, two, redis } = replicas;
    const { contactId, entry } = await store(one, redis);
    await redis.client.set(entry.replace(':entry:', ':version:'), 'A'.repeat(16), 'KEEPTTL');
    await expectRead(replicas);
    expect(await stateOf(two, contactId)).toBe('FRESH');
  });

  it('is read while the encryption key is rotated, and not without its key', async () => {
    await using backends = await startBackends();
    const { redis, settings } = backends;
    const newer = createEncryptionKey();
    const one = await backends.start();
    const two = await backends.start({ CACHE_ENCRYPTION_KEY: `${newer},${settings.CACHE_ENCRYPTION_KEY}` });
    await expectRead({ one, two, redis });
    const withoutKey = await backends.start({ CACHE_ENCRYPTION_KEY: newer });
    await store(withoutKey, redis);
    expect(await stateOf(withoutKey, (await store(one, redis)).contactId)).toBe('FRESH');
  });
});

describe.skipIf(!hasRedis)('a gateway does without a Redis', { timeout: 60_000 }, () => {
  /** How long a gateway takes for a contact that it has not cached. */
  const timeOf = async (gateway: Queried) => {
    const began = performance.now();
    expect(await stateOf(gateway, newContact())).toBe('FRESH');
    return performance.now() - began;
  };
  const QUICK_MS = 5_000;
  const expectQuick = async (gateway: Queried) => {
    for (let time = 0; time < 5; time += 1) expect(await timeOf(gateway)).toBeLessThan(QUICK_MS);
  };
  const expectCachedInMemory = async (gateway: Queried) =>
    expect([await stateOf(gateway), await stateOf(gateway)]).toEqual(['FRESH', 'CACHED']);

  it('that is stopped, and uses it again when it is back', async () => {
    await using backends = await startBackends();
    const gateway = await backends.start();
    expect(await stateOf(gateway)).toBe('FRESH');
    await backends.redis.stop();
    expect(await stateOf(gateway)).toBe('CACHED'); // from memory
    await expectQuick(gateway);
    await backends.redis.start();
    await store(gateway, backends.redis);
  });

  it('that is slow', async () => {
    await using backends = await startBackends({ VITEC_MAX_PER_SECOND: '500' });
    const gateway = await backends.start();
    await backends.redis.client.call('CLIENT', 'PAUSE', '60000', 'ALL');
    await expectQuick(gateway);
    const contactIds = Array.from({ length: 60 }, newContact);
    const { data } = await gateway.query(
      `{ contacts(customerId: "M1", contactIds: ${JSON.stringify(contactIds)}) { partyRolesStatus { state } } }`,
    );
    expect(data.contacts).toEqual(Array(60).fill({ partyRolesStatus: { state: 'FRESH' } }));
  });

  it('that is full', async () => {
    await using backends = await startBackends();
    await backends.redis.client.config('SET', 'maxmemory', '1');
    await expectCachedInMemory(await backends.start());
    expect(await backends.redis.client.dbsize()).toBe(0);
  });

  it('that is full, and tells no replica to fetch again', async () => {
    await using replicas = await startReplicas();
    const { one, two, redis } = replicas;
    const { contactId, entry } = await store(one, redis);
    await using messages = await hearMessages(redis);
    await redis.client.del(entry); // its versions stay
    await redis.client.config('SET', 'maxmemory', '1');
    expect(await stateOf(two, contactId)).toBe('FRESH'); // Redis rejects the entry
    for (const invalidations of [2, 4]) {
      await notify(two.url, { type: 'Contact', id: newContact(), customerId: 'M1' }); // an entry of each endpoint
      await expect.poll(() => messages.kinds.length).toBeGreaterThanOrEqual(invalidations);
    }
    expect(messages.kinds).not.toContain('replaced');
    expect([await stateOf(one, contactId), await stateOf(two, contactId)]).toEqual(['CACHED', 'CACHED']);
  });

  it('that is full, and drops an entry on a notification to another replica', async () => {
    await using replicas = await startReplicas();
    const { one, two, redis } = replicas;
    const contactId = await share(one, two);
    await redis.client.config('SET', 'maxmemory', '1');
    expect((await notify(one.url, { type: 'EstateContact', relId1: 'home-1', relId2: contactId, customerId: 'M1' })).status).toBe(204);
    for (const each of [two, one]) await expect.poll(() => stateOf(each, contactId)).toBe('FRESH');
  });

  it.each([
    ['a wrong password', 'redis://:fel-hemlighet@127.0.0.1'],
    ['no password', 'redis://127.0.0.1'],
  ])('that rejects %s, and does not show the password', async (_what, address) => {
    await using redis = await startRedis({ password: 'hemlig-redis' });
    await using vitec = await startVitec();
    await using gateway = await startProgram(vitec, {
      CACHE_TTL_MS: '60000',
      REDIS_URL: redis.url.replace('redis://127.0.0.1', address),
      CACHE_ENCRYPTION_KEY: createEncryptionKey(),
    });
    await expectCachedInMemory(gateway);
    expect(await gateway.program.stop('SIGTERM')).toBe(0);
    expect(gateway.program.output + gateway.program.errors).not.toMatch(/fel-hemlighet|hemlig-redis/);
  });

  it('that answers with another protocol', async () => {
    await using rubbish = await listen(createServer((socket) => socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))));
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, {
      CACHE_TTL_MS: '60000',
      REDIS_URL: `redis://127.0.0.1:${rubbish.port}`,
      CACHE_ENCRYPTION_KEY: createEncryptionKey(),
    });
    await expectCachedInMemory(gateway);
    await expectQuick(gateway);
  });

  it('that is not there, and stops in time', async () => {
    await using vitec = await startVitec();
    const gateway = await startGateway(vitec, {
      CACHE_TTL_MS: '60000',
      REDIS_URL: 'redis://127.0.0.1:1',
      CACHE_ENCRYPTION_KEY: createEncryptionKey(),
      VITEC_MAX_PER_SECOND: '100',
    });
    await expectCachedInMemory(gateway);
    const began = performance.now();
    await gateway[Symbol.asyncDispose]();
    expect(performance.now() - began).toBeLessThan(QUICK_MS);
  });
});
