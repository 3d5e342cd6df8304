import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Answered, notify, people, QUERY, stateOf } from '../support/cache-key.ts';
import { postOperation, startGateway } from '../support/gateway.ts';
import { listen } from '../support/listen.ts';
import { contact, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { entriesIn, hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { createSigner } from '../support/tokens.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

const KEY = randomBytes(32).toString('base64');
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const sealedIn = async (redis: RedisServer) => Promise.all((await entriesIn(redis)).map((key) => redis.client.get(key)));
const settingsOf = (redis: RedisServer, key = KEY) => ({
  CACHE_TTL_MS: '60000',
  REDIS_URL: redis.url,
  CACHE_ENCRYPTION_KEY: key,
  WEBHOOK_SECRET: 'hemlig-webhook',
});

describe.skipIf(!hasRedis)('two replicas on one Redis', () => {
  it("the second one's first answer is what the first one kept", async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using one = await startGateway(office, settingsOf(redis));
    await using two = await startGateway(office, settingsOf(redis));
    expect(await stateOf(one)).toBe('FRESH');
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    expect(await stateOf(two)).toBe('CACHED');
    expect(office.totalCalls).toBe(1);
  });

  it.each([
    ['of the contact', { type: 'Contact', subType: 'Person', id: 'kontakt-1', event: 'Update', customerId: 'M1' }],
    [
      'of who buys and sells',
      { type: 'EstateContact', subType: 'EstateContactBuyer', id: 'whatever', event: 'Update', customerId: 'M1', data: {} },
    ],
  ])('a notification %s at the one drops it in both', async (_what, body) => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using one = await startGateway(office, settingsOf(redis));
    await using two = await startGateway(office, settingsOf(redis));
    await stateOf(one);
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    expect(await stateOf(two)).toBe('CACHED');
    const older = await sealedIn(redis);
    expect((await notify(one.url, body)).status).toBe(204);
    await expect.poll(() => stateOf(two)).toBe('FRESH');
    await expect.poll(async () => (await sealedIn(redis)).filter((each) => !older.includes(each))).toHaveLength(1);
    expect(await stateOf(one)).toBe('CACHED'); // what the other has asked for since
    expect(office.totalCalls).toBe(2);
  });

  it.each([
    ['of the contact', { type: 'Contact', id: 'kontakt-1', customerId: 'M1' }],
    ['of who buys and sells', { type: 'EstateContact', id: 'whatever', customerId: 'M1' }],
  ])('a notification %s at the one, while the other asks, keeps the older answer out of both', async (_what, body) => {
    await using redis = await startRedis();
    await using vitec = await startVitec();
    await using one = await startGateway(vitec, settingsOf(redis));
    await using two = await startGateway(vitec, settingsOf(redis));
    const held = vitec.hold();
    const older = stateOf(two);
    await expect.poll(() => held.length).toBe(1);
    expect((await notify(one.url, body)).status).toBe(204);
    vitec.answer = buyerOf('home-2');
    held.forEach(buyerOf('home-1'));
    expect(await older).toBe('FRESH');
    expect([await stateOf(one), vitec.calls]).toEqual(['FRESH', 2]);
  });

  it('what the one has asked for anew takes the place of what the other had', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using one = await startGateway(office, settingsOf(redis));
    await using two = await startGateway(office, settingsOf(redis));
    await stateOf(one);
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    expect(await stateOf(two)).toBe('CACHED');
    const anew = await one.query<Answered>(QUERY, {}, { 'cache-control': 'no-cache' });
    expect(anew.data.contact.partyRolesStatus.state).toBe('FRESH');
    const { fetchedAt } = anew.data.contact.partyRolesStatus;
    await expect
      .poll(async () => (await two.query<Answered>(QUERY)).data.contact.partyRolesStatus)
      .toMatchObject({ state: 'CACHED', fetchedAt });
    expect(office.totalCalls).toBe(2);
  });

  it('count the age of an answer from when it was kept, whichever shows it', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    const settings = { ...settingsOf(redis), CACHE_GRACE_MS: '0' };
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    /** So much later, in the gateways and in Redis, where a key whose time is over goes. */
    const pass = async (ms: number) => {
      vi.advanceTimersByTime(ms);
      for (const key of await entriesIn(redis)) await redis.client.pexpire(key, Math.max(0, (await redis.client.pttl(key)) - ms));
    };
    await using one = await startGateway(office, settings);
    await using two = await startGateway(office, settings);
    await stateOf(one);
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    await pass(40_000);
    expect(await stateOf(two)).toBe('CACHED');
    await pass(20_000);
    expect(await stateOf(two)).toBe('FRESH');
  });

  it('share the calls a second', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(Array.from({ length: 20 }, (_, index) => contact(`c${index}`)));
    const settings = { ...settingsOf(redis), VITEC_MAX_PER_SECOND: '4' };
    await using one = await startGateway(office, settings);
    await using two = await startGateway(office, settings);
    const list = (from: number) =>
      `{ contacts(customerId: "M1", contactIds: [${Array.from({ length: 10 }, (_, index) => `"c${from + index}"`)}]) { partyRolesStatus { state } } }`;
    await one.query('{ contact(customerId: "M1", contactId: "c0") { id } }'); // connected
    const began = performance.now();
    await Promise.all([one.query(list(0)), two.query(list(10))]);
    const seconds = Math.floor((performance.now() - began) / 1_000) + 2; // windows that were touched
    expect(office.totalCalls).toBeGreaterThanOrEqual(4);
    expect(office.totalCalls).toBeLessThanOrEqual(4 * seconds);
  });
});

describe.skipIf(!hasRedis)('two processes on one Redis', { timeout: 60_000 }, () => {
  it('share what is kept, and what is dropped', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    const signer = await createSigner();
    const settings = {
      ...programSettings(office, signer),
      ...settingsOf(redis),
    };
    await using first = new Program('src/main.ts', settings);
    await using second = new Program('src/main.ts', settings);
    const urls = [await first.address(), await second.address()] as const;
    const authorization = `Bearer ${await signer.token()}`;
    const state = async (url: string) =>
      (await postOperation<Answered>(url, { query: QUERY }, { authorization })).data.contact.partyRolesStatus.state;
    expect(await state(urls[0])).toBe('FRESH');
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    expect(await state(urls[1])).toBe('CACHED');
    expect((await notify(urls[0], { type: 'Contact', id: 'kontakt-1', event: 'Update', customerId: 'M1' })).status).toBe(204);
    await expect.poll(() => state(urls[1])).toBe('FRESH');
    expect(office.totalCalls).toBe(2);
  });
});

describe.skipIf(!hasRedis)('what is kept in Redis', () => {
  it('names nobody, is sealed, and goes away by itself', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, settingsOf(redis));
    await stateOf(gateway);
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    for (const key of await redis.client.keys('*')) {
      const value = await redis.client.get(key);
      expect(key + value).not.toMatch(/kontakt-1|home-1|BUYER|estateId/);
      expect(await redis.client.pttl(key)).toBeGreaterThan(0);
    }
  });

  it('is a miss when it cannot be opened or read, and is written anew', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using writer = await startGateway(office, settingsOf(redis));
    await stateOf(writer);
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    const [key = ''] = await entriesIn(redis);
    const sealed = (await redis.client.get(key)) ?? '';
    for (const rubbish of [
      '',
      'rubbish',
      '{}',
      'null',
      'v1.',
      `v1.${'A'.repeat(80)}`,
      `v2${sealed.slice(2)}`,
      `${sealed.slice(0, -4)}AAAA`,
    ]) {
      await redis.client.set(key, rubbish, 'PX', 60_000);
      await using reader = await startGateway(office, settingsOf(redis));
      const answer = await reader.query<Answered>(QUERY);
      expect([answer.errors, answer.data.contact.partyRolesStatus.state]).toEqual([undefined, 'FRESH']);
    }
  });

  it('is not taken from under the name of another', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using writer = await startGateway(office, settingsOf(redis));
    await stateOf(writer);
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    const [first = ''] = await entriesIn(redis);
    await stateOf(writer, QUERY.replace('kontakt-1', 'kontakt-2'));
    await expect.poll(() => entriesIn(redis)).toHaveLength(2);
    const second = (await entriesIn(redis)).find((name) => name !== first) ?? '';
    await redis.client.set(second, (await redis.client.get(first)) ?? '', 'PX', 60_000);
    await using reader = await startGateway(office, settingsOf(redis));
    expect(await stateOf(reader, QUERY.replace('kontakt-1', 'kontakt-2'))).toBe('FRESH');
  });

  it('is read while its key is changed, and not with another key', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    const newer = randomBytes(32).toString('base64');
    await using old = await startGateway(office, settingsOf(redis));
    await stateOf(old);
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    await using changing = await startGateway(office, settingsOf(redis, `${newer},${KEY}`));
    expect(await stateOf(changing)).toBe('CACHED');
    await using other = await startGateway(office, settingsOf(redis, newer));
    expect(await stateOf(other)).toBe('FRESH');
  });
});

describe.skipIf(!hasRedis)('a Redis that fails', { timeout: 60_000 }, () => {
  /** How long a query for a contact takes that nobody has asked for. */
  const timeOf = async (gateway: Awaited<ReturnType<typeof startGateway>>, contactId: string) => {
    const began = performance.now();
    const { errors } = await gateway.query(QUERY.replace('kontakt-1', contactId));
    expect(errors?.filter(({ extensions }) => extensions.code !== 'NOT_FOUND')).toEqual(errors === undefined ? undefined : []);
    return performance.now() - began;
  };

  it('by being stopped is done without, and used again when it is back', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, settingsOf(redis));
    expect(await stateOf(gateway)).toBe('FRESH');
    await redis.stop();
    expect(await stateOf(gateway)).toBe('CACHED'); // from memory
    for (let index = 0; index < 5; index += 1) expect(await timeOf(gateway, `x${index}`)).toBeLessThan(2_000);
    await redis.start();
    await expect
      .poll(
        async () => {
          await timeOf(gateway, `y${Math.random()}`.replace('.', '-'));
          return entriesIn(redis).catch(() => []);
        },
        { timeout: 10_000 },
      )
      .not.toEqual([]);
  });

  it('by being slow holds nobody up', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, { ...settingsOf(redis), VITEC_MAX_PER_SECOND: '500' });
    await stateOf(gateway);
    await redis.client.call('CLIENT', 'PAUSE', '60000', 'ALL');
    const times = [];
    for (let index = 0; index < 5; index += 1) times.push(await timeOf(gateway, `x${index}`));
    expect(Math.max(...times)).toBeLessThan(2_000); // Redis is back after a minute
    const ids = Array.from({ length: 60 }, (_, index) => `"z${index}"`);
    const { data } = await gateway.query(`{ contacts(customerId: "M1", contactIds: [${ids}]) { partyRolesStatus { code } } }`);
    expect(
      data.contacts.every(({ partyRolesStatus }: { partyRolesStatus: { code: string } }) => partyRolesStatus.code === 'NOT_FOUND'),
    ).toBe(true);
  });

  it('by being full is done without', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await redis.client.config('SET', 'maxmemory', '1');
    await using gateway = await startGateway(office, settingsOf(redis));
    expect([await stateOf(gateway), await stateOf(gateway)]).toEqual(['FRESH', 'CACHED']);
    expect(await redis.client.dbsize()).toBe(0);
  });

  it('by being full does not make the replicas ask in turn', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using one = await startGateway(office, settingsOf(redis));
    await using two = await startGateway(office, settingsOf(redis));
    await stateOf(one);
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    await redis.client.del(...(await entriesIn(redis))); // its versions stay
    await redis.client.config('SET', 'maxmemory', '1');
    expect(await stateOf(two)).toBe('FRESH'); // Redis does not take it
    await sleep(100);
    expect([await stateOf(one), await stateOf(two)]).toEqual(['CACHED', 'CACHED']);
  });

  it('by being full lets a notification drop what was kept, on both replicas', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using one = await startGateway(office, settingsOf(redis));
    await using two = await startGateway(office, settingsOf(redis));
    await stateOf(one);
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    expect(await stateOf(two)).toBe('CACHED');
    await redis.client.config('SET', 'maxmemory', '1');
    expect((await notify(one.url, { type: 'EstateContact', id: 'x', customerId: 'M1' })).status).toBe(204);
    await expect.poll(() => stateOf(two)).toBe('FRESH');
    await expect.poll(() => stateOf(one)).toBe('FRESH');
  });

  it.each([
    ['a wrong password', 'redis://:fel-hemlighet@127.0.0.1'],
    ['no password', 'redis://127.0.0.1'],
  ])('by refusing %s is done without, and the password is not shown', async (_what, url) => {
    await using redis = await startRedis({ password: 'hemlig-redis' });
    await using office = await startOffice(people());
    const signer = await createSigner();
    const settings = { ...settingsOf(redis), REDIS_URL: redis.url.replace('redis://127.0.0.1', url) };
    await using program = new Program('src/main.ts', { ...programSettings(office, signer), ...settings });
    const authorization = `Bearer ${await signer.token()}`;
    const address = await program.address();
    const ask = async () => (await postOperation<Answered>(address, { query: QUERY }, { authorization })).data.contact;
    expect((await ask()).partyRolesStatus.state).toBe('FRESH');
    expect((await ask()).partyRolesStatus.state).toBe('CACHED');
    expect(await program.stop('SIGTERM')).toBe(0);
    expect(program.output + program.errors).not.toMatch(/fel-hemlighet|hemlig-redis/);
  });

  it('by answering what is no answer is done without', async () => {
    await using rubbish = await listen(createServer((socket) => socket.on('data', () => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'))));
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, settingsOf({ url: `redis://127.0.0.1:${rubbish.port}` } as RedisServer));
    expect([await stateOf(gateway), await stateOf(gateway)]).toEqual(['FRESH', 'CACHED']);
    expect(await timeOf(gateway, 'x')).toBeLessThan(2_000);
  });

  it('by not being there at the start is done without, and the gateway stops in time', async () => {
    await using office = await startOffice(people());
    const began = performance.now();
    {
      await using gateway = await startGateway(office, {
        ...settingsOf({ url: 'redis://127.0.0.1:1' } as RedisServer),
        VITEC_MAX_PER_SECOND: '100',
      });
      expect([await stateOf(gateway), await stateOf(gateway)]).toEqual(['FRESH', 'CACHED']);
    }
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
