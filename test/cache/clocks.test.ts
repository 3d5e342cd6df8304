import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answered, notify, people, QUERY, stateOf } from '../support/cache-key.ts';
import { postOperation, startGateway } from '../support/gateway.ts';
import { startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { entriesIn, hasRedis, startRedis } from '../support/redis-server.ts';
import { createSigner } from '../support/tokens.ts';

const HOUR_MS = 3_600_000;
const KEPT_MS = 60_000;
/** An answer older than its time is not shown, or the state after it would rest on how soon Vitec answers. */
const KEPT = { CACHE_TTL_MS: String(KEPT_MS), CACHE_GRACE_MS: '0' };

describe('an answer in memory', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.now() })); // before the gateway takes hold of them
  afterEach(() => void vi.useRealTimers());
  /** The wall clock alone is set; the monotonic one stands still until `pass`. */
  const stepClock = (ms: number) => vi.setSystemTime(Date.now() + ms);
  const pass = (ms: number) => vi.advanceTimersByTime(ms);

  it.each([
    ['back', -HOUR_MS],
    ['forward', HOUR_MS],
  ])('is fresh for its time, though the wall clock steps %s', async (_direction, stepMs) => {
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, KEPT);
    expect(await stateOf(gateway)).toBe('FRESH');
    stepClock(stepMs);
    pass(KEPT_MS - 1);
    expect(await stateOf(gateway)).toBe('CACHED');
    pass(1);
    expect(await stateOf(gateway)).toBe('FRESH');
  });

  it('is shown stale no longer than its grace, though the wall clock steps back', async () => {
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, { ...KEPT, CACHE_GRACE_MS: String(KEPT_MS) });
    expect(await stateOf(gateway)).toBe('FRESH');
    stepClock(-HOUR_MS);
    await office[Symbol.asyncDispose]();
    pass(2 * KEPT_MS - 1);
    expect(await stateOf(gateway)).toBe('STALE');
    pass(1);
    expect(await stateOf(gateway)).toBe('UNAVAILABLE');
  });
});

describe.skipIf(!hasRedis)('replicas whose wall clocks differ', { timeout: 60_000 }, () => {
  const PASS_MS = 40_000;
  /** Replicas before one office and one Redis, each a process whose clock is ahead by so much. */
  async function startReplicas() {
    const redis = await startRedis();
    const office = await startOffice(people());
    const signer = await createSigner();
    const programs: Program[] = [];
    /** The entry of the contact that warms the programs; the others are of the contact that is tested. */
    let warmEntry: string | undefined;
    const entries = async () => (await entriesIn(redis)).filter((key) => key !== warmEntry);
    const shared = {
      ...programSettings(office, signer),
      REDIS_URL: redis.url,
      CACHE_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      WEBHOOK_SECRET: 'hemlig-webhook',
      ...KEPT,
      CLOCK_PASS_MS: String(PASS_MS),
    };
    const authorization = `Bearer ${await signer.token({ exp: Math.floor(Date.now() / 1_000) + 10 * HOUR_MS })}`;
    return {
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
        const ask = async (query: string, headers = {}) =>
          (await postOperation<Answered>(url, { query }, { authorization, ...headers })).data.contact.partyRolesStatus;
        await ask(QUERY.replace('kontakt-1', 'kontakt-2')); // a cold program may be slower than it lets Redis be
        warmEntry ??= (await vi.waitUntil(() => entries().then(([first]) => first), { timeout: 5_000 })) as string;
        const status = () => ask(QUERY);
        const renew = () => ask(QUERY, { 'cache-control': 'no-cache' });
        return {
          url,
          status,
          renew,
          state: async () => (await status()).state,
          step: () => signalled(program, 'SIGUSR2', 'clock stepped'),
        };
      },
      /** The answers in Redis, sealed. */
      kept: async () => Promise.all((await entries()).map((key) => redis.client.get(key))),
      /** PASS_MS later for all of them, Redis too: a key whose time is over goes. */
      pass: async () => {
        for (const key of await entriesIn(redis)) await redis.client.pexpire(key, Math.max(0, (await redis.client.pttl(key)) - PASS_MS));
        for (const program of programs) await signalled(program, 'SIGCONT', 'time passed');
      },
      [Symbol.asyncDispose]: async () => {
        for (const each of [...programs, office, redis]) await each[Symbol.asyncDispose]();
      },
    };
  }
  /** Waits until the program says that it has heard the signal. */
  const signalled = async (program: Program, signal: NodeJS.Signals, told: string) => {
    const timesTold = () => program.errors.split(told).length;
    const before = timesTold();
    program.signal(signal);
    await expect.poll(timesTold).toBe(before + 1);
  };
  const isKept = (replicas: Awaited<ReturnType<typeof startReplicas>>) => expect.poll(() => replicas.kept()).toHaveLength(1);

  it.each([
    ['ahead, of the contact', 5_000, { type: 'Contact', id: 'kontakt-1', customerId: 'M1' }],
    ['ahead, of the customer', 5_000, { type: 'EstateContact', id: 'x', customerId: 'M1' }],
  ])('drop what the one keeps that is %s', async (_what, aheadMs, notification) => {
    await using replicas = await startReplicas();
    const [ahead, right] = await Promise.all([replicas.start(aheadMs), replicas.start(0)]);
    expect(await ahead.state()).toBe('FRESH');
    await isKept(replicas);
    expect(await right.state()).toBe('CACHED');
    const older = await replicas.kept();
    expect((await notify(right.url, notification)).status).toBe(204);
    expect(await right.state()).toBe('FRESH');
    const keepsAnother = async () => {
      const hasCome = (await replicas.kept()).some((each) => !older.includes(each));
      if (!hasCome) await right.renew(); // Redis was late, and is left alone for two seconds
      return hasCome;
    };
    await expect.poll(keepsAnother, { interval: 500 }).toBe(true);
    const [{ fetchedAt }, calls] = [await right.status(), replicas.office.calls['kontakt-1']];
    const later = await replicas.start(0);
    for (const each of [ahead, later]) await expect.poll(() => each.status()).toEqual({ state: 'CACHED', fetchedAt });
    expect(replicas.office.calls).toMatchObject({ 'kontakt-1': calls });
    expect((await notify(ahead.url, notification)).status).toBe(204);
    await expect.poll(() => later.state()).toBe('FRESH');
  });

  it.each([
    ['ahead', HOUR_MS],
    ['behind', -HOUR_MS],
  ])('share what the one keeps that is an hour %s, for its time and no longer', async (_where, aheadMs) => {
    await using replicas = await startReplicas();
    const [other, right] = await Promise.all([replicas.start(aheadMs), replicas.start(0)]);
    expect(await other.state()).toBe('FRESH');
    await isKept(replicas);
    await replicas.pass();
    expect(await right.state()).toBe('CACHED');
    await replicas.pass();
    expect(await right.state()).toBe('FRESH');
  });

  it('show nothing longer because a clock steps back', async () => {
    await using replicas = await startReplicas();
    const [one, two] = await Promise.all([replicas.start(0, -HOUR_MS), replicas.start(0, -HOUR_MS)]);
    expect(await one.state()).toBe('FRESH');
    await isKept(replicas);
    await one.step();
    await two.step();
    await replicas.pass();
    expect(await two.state()).toBe('CACHED');
    await replicas.pass();
    expect(await two.state()).toBe('FRESH');
  });
});
