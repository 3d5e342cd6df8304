import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answered, QUERY, stateOf } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { entriesIn, hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { buyerOf, json, startVitec, type Vitec } from '../support/vitec.ts';

/** An answer of this size: the contact buys this home, and acts for a party whose id fills the rest. */
const large = (estateId: string, bytes: number) =>
  json(JSON.stringify({ buyer: [{ estateId }], extraBuyer: [{ estateId, partyRole: 'Guardian', contactId: 'x'.repeat(bytes) }] }));
const MB = 1_000_000;
const OTHER = QUERY.replace('kontakt-1', 'kontakt-2');
const homeOf = async (gateway: TestGateway) => (await gateway.query<Answered>(QUERY)).data.contact.partyRoles?.[0]?.estate.estateId;
const faultsOf = async (gateway: TestGateway) => (await readMetrics(gateway)).gateway_redis_faults_total;

describe.skipIf(!hasRedis)('a large answer', () => {
  let redis: RedisServer;
  let vitec: Vitec;
  let one: TestGateway;
  let two: TestGateway;
  let small = 0;

  beforeEach(async () => {
    redis = await startRedis();
    vitec = await startVitec();
    const settings = {
      CACHE_TTL_MS: '60000',
      METRICS_TOKEN,
      REDIS_URL: redis.url,
      CACHE_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    };
    [one, two] = [await startGateway(vitec, settings), await startGateway(vitec, settings)];
  });
  afterEach(async () => {
    for (const each of [one, two, vitec, redis]) await each[Symbol.asyncDispose]();
  });

  const listOf = (count: number) =>
    `{ contacts(customerId: "M1", contactIds: [${Array.from({ length: count }, (_, index) => `"kontakt-large-${index}"`)}]) { partyRolesStatus { state } } }`;
  /** Each uses Redis: what the one keeps the other shows. A command that was late on a busy machine pauses it for two seconds. */
  const expectShared = () =>
    expect
      .poll(async () => {
        small += 1;
        const query = QUERY.replace('kontakt-1', `kontakt-small-${small}`);
        const before = vitec.calls;
        await stateOf(one, query);
        for (let tries = 0; tries < 20 && (await stateOf(two, query)) !== 'CACHED'; tries += 1);
        return vitec.calls - before;
      })
      .toBe(1);

  it('of 9 MB is kept in its process, and leaves the next one to be shared at once', async () => {
    vitec.answer = large('home-1', 9 * MB);
    expect([await stateOf(one), await stateOf(one)]).toEqual(['FRESH', 'CACHED']);
    expect(await entriesIn(redis)).toEqual([]);
    vitec.answer = buyerOf('home-1');
    expect(await stateOf(one, OTHER)).toBe('FRESH');
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    expect(await stateOf(two, OTHER)).toBe('CACHED');
    expect(await faultsOf(one)).toBe(0);
  });

  it('of 9 MB takes the place of a smaller one, which nobody shows any more', async () => {
    expect(await homeOf(one)).toBe('home-1');
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    expect(await homeOf(two)).toBe('home-1');
    vitec.answer = large('home-2', 9 * MB);
    await one.query(QUERY, {}, { 'cache-control': 'no-cache' });
    await expect.poll(() => entriesIn(redis)).toEqual([]);
    await expect.poll(() => homeOf(two)).toBe('home-2');
    expect(await homeOf(one)).toBe('home-2');
  });

  it('of 9 MB is asked for once by each, and neither makes the other ask again', async () => {
    vitec.answer = large('home-1', 9 * MB);
    expect([await stateOf(one), await stateOf(two)]).toEqual(['FRESH', 'FRESH']);
    await new Promise((resolve) => setTimeout(resolve, 100)); // a message would have come
    expect([await stateOf(one), await stateOf(two), vitec.calls]).toEqual(['CACHED', 'CACHED', 2]);
  });

  it('of 9 MB that a caller has asked for anew takes the place of another of 9 MB', async () => {
    vitec.answer = large('home-1', 9 * MB);
    expect(await homeOf(two)).toBe('home-1');
    vitec.answer = large('home-2', 9 * MB);
    await one.query(QUERY, {}, { 'cache-control': 'no-cache' });
    await expect.poll(() => homeOf(two)).toBe('home-2');
  });

  it('is shared when it has 180 kB', async () => {
    vitec.answer = large('home-1', 0.18 * MB);
    expect(await stateOf(one)).toBe('FRESH');
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    expect(await stateOf(two)).toBe('CACHED');
  });

  it('is one of twenty that are shared, which does not make Redis be left alone', async () => {
    vitec.answer = large('home-1', 0.18 * MB);
    await one.query(listOf(20));
    await expect.poll(() => entriesIn(redis)).toHaveLength(20);
    await expectShared();
    vitec.answer = buyerOf('home-1');
    const { errors } = await two.query(listOf(20));
    expect(errors).toBeUndefined();
    await expectShared();
  });

  it('while others read Redis does not make them give it up', async () => {
    vitec.answer = large('home-1', 9 * MB);
    await Promise.all([
      two.query(listOf(3)),
      ...Array.from({ length: 10 }, (_, index) => stateOf(two, QUERY.replace('kontakt-1', `kontakt-${index + 3}`))),
    ]);
    vitec.answer = buyerOf('home-1');
    await expectShared();
  });
});
