import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { postOperation, startGateway } from '../support/gateway.ts';
import { type Answered, notify, people, QUERY, stateOf } from '../support/kept-contact.ts';
import { startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { entriesIn, hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { createSigner } from '../support/tokens.ts';

const HOUR_MS = 3_600_000;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('an answer in memory', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })); // before the gateway takes hold of it
  afterEach(() => void vi.useRealTimers());
  const stepClock = (ms: number) => vi.setSystemTime(Date.now() + ms);

  it.each([
    ['back', -HOUR_MS],
    ['forward', HOUR_MS],
  ])('is fresh for its time, though the wall clock steps %s', async (_direction, stepMs) => {
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, { CACHE_TTL_MS: '400' });
    expect(await stateOf(gateway)).toBe('FRESH');
    stepClock(stepMs);
    expect(await stateOf(gateway)).toBe('CACHED');
    await sleep(450);
    expect(await stateOf(gateway)).toBe('FRESH');
  });

  it('is shown stale no longer than its grace, though the wall clock steps back', async () => {
    await using office = await startOffice(people());
    const gateway = await startGateway(office, { CACHE_TTL_MS: '1', CACHE_GRACE_MS: '600' });
    expect(await stateOf(gateway)).toBe('FRESH');
    stepClock(-HOUR_MS);
    await office[Symbol.asyncDispose]();
    expect(await stateOf(gateway)).toBe('STALE');
    await sleep(650);
    expect(await stateOf(gateway)).toBe('UNAVAILABLE');
    await gateway[Symbol.asyncDispose]();
  });
});

describe.skipIf(!hasRedis)('replicas whose wall clocks differ', () => {
  /** Replicas before one office and one Redis, each a process whose clock is ahead by so much. */
  async function startReplicas(settings: Record<string, string>) {
    const redis = await startRedis();
    const office = await startOffice(people());
    const signer = await createSigner();
    const programs: Program[] = [];
    const shared = {
      ...programSettings(office, signer),
      REDIS_URL: redis.url,
      CACHE_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      WEBHOOK_SECRET: 'hemlig-webhook',
      ...settings,
    };
    const authorization = `Bearer ${await signer.token({ exp: Math.floor(Date.now() / 1_000) + 10 * HOUR_MS })}`;
    return {
      redis,
      office,
      start: async (aheadMs: number, stepMs = 0) => {
        const program = new Program('src/main.ts', { ...shared, CLOCK_SHIFT_MS: String(aheadMs), CLOCK_STEP_MS: String(stepMs) }, [
          process.execPath,
          '--import',
          './test/support/shifted-clock.ts',
          'src/main.ts',
        ]);
        programs.push(program);
        const url = await program.address();
        const state = async (query = QUERY) =>
          (await postOperation<Answered>(url, { query }, { authorization })).data.contact.partyRolesStatus.state;
        return { url, state, step: () => program.signal('SIGUSR2') };
      },
      [Symbol.asyncDispose]: async () => {
        for (const each of [...programs, office, redis]) await each[Symbol.asyncDispose]();
      },
    };
  }
  const isKept = (redis: RedisServer) => expect.poll(async () => (await entriesIn(redis)).length).toBe(1);

  it.each([
    ['ahead, of the contact', 5_000, { type: 'Contact', id: 'kontakt-1', customerId: 'M1' }],
    ['ahead, of the customer', 5_000, { type: 'EstateContact', id: 'x', customerId: 'M1' }],
  ])('drop what the one keeps that is %s', async (_what, aheadMs, notification) => {
    await using replicas = await startReplicas({ CACHE_TTL_MS: '60000' });
    const [ahead, right] = await Promise.all([replicas.start(aheadMs), replicas.start(0)]);
    expect(await ahead.state()).toBe('FRESH');
    await isKept(replicas.redis);
    expect(await right.state()).toBe('CACHED');
    expect((await notify(right.url, notification)).status).toBe(204);
    await sleep(200); // it is told
    expect(await right.state()).toBe('FRESH');
    await sleep(200); // and so is that another is kept
    const later = await replicas.start(0);
    expect([await ahead.state(), await later.state(), replicas.office.totalCalls]).toEqual(['CACHED', 'CACHED', 2]);
    expect((await notify(ahead.url, notification)).status).toBe(204);
    await sleep(100);
    expect(await later.state()).toBe('FRESH');
  });

  it.each([
    ['ahead', HOUR_MS],
    ['behind', -HOUR_MS],
  ])('share what the one keeps that is an hour %s, for its time and no longer', async (_where, aheadMs) => {
    await using replicas = await startReplicas({ CACHE_TTL_MS: '1500' });
    const [other, right] = await Promise.all([replicas.start(aheadMs), replicas.start(0)]);
    for (const each of [other, right]) await each.state(QUERY.replace('kontakt-1', 'kontakt-2')); // both are warm now
    expect(await other.state()).toBe('FRESH');
    await expect.poll(async () => (await entriesIn(replicas.redis)).length).toBe(2);
    expect(await right.state()).toBe('CACHED');
    await sleep(1_500);
    expect(await right.state()).toBe('FRESH');
  });

  it('show nothing longer because a clock steps back', async () => {
    await using replicas = await startReplicas({ CACHE_TTL_MS: '1500' });
    const [one, two] = await Promise.all([replicas.start(0, -HOUR_MS), replicas.start(0, -HOUR_MS)]);
    expect(await one.state()).toBe('FRESH');
    await isKept(replicas.redis);
    one.step();
    two.step();
    await sleep(100);
    expect(await two.state()).toBe('CACHED');
    await sleep(1_500);
    expect(await two.state()).toBe('FRESH');
  });
});
