import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, NOTIFICATIONS, notify, stateOf } from '../support/cache-key.ts';
import { startGateway } from '../support/gateway.ts';
import type { Program } from '../support/program.ts';
import { entriesIn, hasRedis } from '../support/redis-server.ts';
import { share, startBackends, store } from '../support/replicas.ts';
import { startProgram } from '../support/start-program.ts';
import { startVitec, status } from '../support/vitec.ts';

const HOUR_MS = 3_600_000;
const TTL_MS = 60_000;
/** Without grace, or the state after the TTL would depend on how soon Vitec answers. */
const NO_GRACE = { CACHE_TTL_MS: String(TTL_MS), CACHE_GRACE_MS: '0' };

describe('an entry in memory', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.now() })); // before the gateway reads them
  afterEach(() => void vi.useRealTimers());
  /** The wall clock alone is set; the monotonic one stands still until `pass`. */
  const stepClock = (ms: number) => vi.setSystemTime(Date.now() + ms);
  const pass = (ms: number) => vi.advanceTimersByTime(ms);

  it.each([
    ['back', -HOUR_MS],
    ['forward', HOUR_MS],
  ])('is fresh for its TTL when the wall clock steps %s', async (_direction, stepMs) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, NO_GRACE);
    expect(await stateOf(gateway)).toBe('FRESH');
    stepClock(stepMs);
    pass(TTL_MS - 1);
    expect(await stateOf(gateway)).toBe('CACHED');
    pass(1);
    expect(await stateOf(gateway)).toBe('FRESH');
  });

  it('is shown for no longer than its grace when the wall clock steps back', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { ...NO_GRACE, CACHE_GRACE_MS: String(TTL_MS) });
    expect(await stateOf(gateway)).toBe('FRESH');
    stepClock(-HOUR_MS);
    vitec.answer = status(500);
    pass(2 * TTL_MS - 1);
    expect(await stateOf(gateway)).toBe('STALE');
    pass(1);
    expect(await stateOf(gateway)).toBe('UNAVAILABLE');
  });
});

describe.skipIf(!hasRedis)('replicas whose wall clocks differ', { timeout: 120_000 }, () => {
  const PASS_MS = 40_000;
  const COMMAND = [process.execPath, '--import', './test/support/shifted-clock.ts', 'src/main.ts'] as const;

  /** Two replicas, each a process with a clock of its own. */
  async function startProcesses(clocks: readonly [Clock, Clock]) {
    const backends = await startBackends({ ...NO_GRACE, CLOCK_PASS_MS: String(PASS_MS) });
    const { redis, vitec, settings } = backends;
    const start = async ({ aheadMs = 0, stepMs = 0 }: Clock) => {
      const clock = { CLOCK_SHIFT_MS: String(aheadMs), CLOCK_STEP_MS: String(stepMs) };
      const gateway = await startProgram(vitec, { ...settings, ...clock }, COMMAND);
      await store(gateway, redis); // a process that has just started may be too slow for Redis
      return { ...gateway, step: () => signal(gateway.program, 'SIGUSR2', 'clock stepped') };
    };
    const [one, two] = [await start(clocks[0]), await start(clocks[1])];
    return {
      redis,
      one,
      two,
      /** PASS_MS later for all of them, Redis too: a key whose time is over goes. */
      pass: async () => {
        for (const key of await entriesIn(redis)) await redis.client.pexpire(key, Math.max(0, (await redis.client.pttl(key)) - PASS_MS));
        for (const { program } of [one, two]) await signal(program, 'SIGCONT', 'time passed');
      },
      [Symbol.asyncDispose]: async () => {
        for (const each of [one, two, backends]) await each[Symbol.asyncDispose]();
      },
    };
  }
  type Clock = { readonly aheadMs?: number; readonly stepMs?: number };
  /** Sends a signal, and waits until the program says that it has received it. */
  const signal = async (program: Program, name: NodeJS.Signals, told: string) => {
    const timesTold = () => program.errors.split(told).length;
    const before = timesTold();
    program.signal(name);
    await expect.poll(timesTold).toBe(before + 1);
  };

  it.each(NOTIFICATIONS)('drop an entry from a clock that is ahead on a notification %s', async (_what, notificationOf) => {
    await using replicas = await startProcesses([{ aheadMs: 5_000 }, {}]);
    const { one: ahead, two: right } = replicas;
    const contactId = await share(ahead, right);
    const { fetchedAt } = await ask(ahead, contactId);
    expect((await notify(right.url, notificationOf(contactId))).status).toBe(204);
    for (const each of [right, ahead]) await expect.poll(async () => (await ask(each, contactId)).fetchedAt).not.toBe(fetchedAt);
    await share(right, ahead, contactId); // and take a later answer, though it looks older
  });

  /** The states that a replica shows 40 and 80 s after the other has stored an entry. Tried again where Redis was late. */
  const statesInTime = async ({ one, two, redis, pass }: Awaited<ReturnType<typeof startProcesses>>, afterStore = async () => {}) => {
    const { contactId } = await store(one, redis);
    await afterStore();
    await pass();
    const state = await stateOf(two, contactId);
    await pass();
    return [state, await stateOf(two, contactId)];
  };

  it.each([
    ['ahead', HOUR_MS],
    ['behind', -HOUR_MS],
  ])('share an entry from a clock that is an hour %s for its TTL', async (_where, aheadMs) => {
    await using replicas = await startProcesses([{ aheadMs }, {}]);
    await expect.poll(() => statesInTime(replicas), { timeout: 60_000 }).toEqual(['CACHED', 'FRESH']);
  });

  it('share an entry for its TTL when their clocks step back', async () => {
    await using replicas = await startProcesses([{ stepMs: -HOUR_MS }, { stepMs: -HOUR_MS }]);
    const stepBack = async () => {
      for (const each of [replicas.one, replicas.two]) await each.step();
    };
    await expect.poll(() => statesInTime(replicas, stepBack), { timeout: 60_000 }).toEqual(['CACHED', 'FRESH']);
  });
});
