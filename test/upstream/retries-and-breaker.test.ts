import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { FAILURES, Failure, type FailureCode } from '../../src/domain/failure.ts';
import { withBreaker } from '../../src/upstream/breaker.ts';
import { composePolicies } from '../../src/upstream/policies.ts';
import { retryDelayMs, withRetries } from '../../src/upstream/retries.ts';
import { ANSWER, allowed, createHeldUpstream, createOperation, settle, toCall } from '../support/upstream.ts';

const atOnce = () => 0;

/** An upstream that fails so often with that, and is well afterwards. */
function failing(times: number, failure: () => unknown) {
  const upstream = {
    attempts: 0,
    call: toCall(async () => {
      upstream.attempts += 1;
      if (upstream.attempts <= times) throw failure();
      return ANSWER;
    }),
  };
  return upstream;
}

describe('retries', () => {
  it.each(Object.entries(FAILURES).filter(([code]) => code !== 'UPSTREAM_RATE_LIMITED'))(
    'of %s are as many as the table says',
    async (code, { attempts }) => {
      const upstream = failing(9, () => new Failure(code as FailureCode));
      await expect(withRetries(upstream.call, atOnce)(allowed('a'), createOperation())).rejects.toMatchObject({ code });
      expect(upstream.attempts).toBe(Math.max(1, attempts));
    },
  );

  it('end with the first answer', async () => {
    const upstream = failing(2, () => new Failure('UPSTREAM_UNAVAILABLE'));
    expect(await withRetries(upstream.call, atOnce)(allowed('a'), createOperation())).toBe(ANSWER);
    expect(upstream.attempts).toBe(3);
  });

  it.each([
    [0, 2],
    [1, 2],
    [2, 1],
    [30, 1],
    [null, 1],
  ])('after a limit that ends in %s s are %s attempts in all', async (retryAfterSeconds, attempts) => {
    const upstream = failing(9, () => new Failure('UPSTREAM_RATE_LIMITED', { retryAfterSeconds }));
    await expect(withRetries(upstream.call, atOnce)(allowed('a'), createOperation())).rejects.toMatchObject({
      code: 'UPSTREAM_RATE_LIMITED',
    });
    expect(upstream.attempts).toBe(attempts);
  });

  it('do not follow a bug', async () => {
    const upstream = failing(9, () => new TypeError('a bug'));
    await expect(withRetries(upstream.call, atOnce)(allowed('a'), createOperation())).rejects.toThrow('a bug');
    expect(upstream.attempts).toBe(1);
  });

  it('add next to nothing to a lasting outage', async () => {
    const upstream = failing(Number.POSITIVE_INFINITY, () => new Failure('UPSTREAM_UNAVAILABLE'));
    const fetch = withRetries(upstream.call, atOnce);
    for (let index = 0; index < 200; index += 1) await fetch(allowed('a'), createOperation()).catch(() => undefined);
    expect(upstream.attempts).toBeLessThanOrEqual(200 * 1.2);
    expect(upstream.attempts).toBeGreaterThan(200); // and there are some
  });

  it('are counted for each customer, so that one whose calls fail for long takes none from another', async () => {
    const tried: Record<string, number> = {};
    const down = toCall(async ({ customerId }) => {
      tried[customerId] = (tried[customerId] ?? 0) + 1;
      throw new Failure('UPSTREAM_UNAVAILABLE');
    });
    const fetch = withRetries(down, atOnce);
    for (let index = 0; index < 50; index += 1) await fetch(allowed('a', 'M1'), createOperation()).catch(() => undefined);
    await fetch(allowed('a', 'M2'), createOperation()).catch(() => undefined);
    expect([tried.M1, tried.M2]).toEqual([55, 3]);
  });

  it('are counted for all customers too, so that an outage of all is no storm', async () => {
    let tried = 0;
    const down = toCall(async () => {
      tried += 1;
      throw new Failure('UPSTREAM_UNAVAILABLE');
    });
    const fetch = withRetries(down, atOnce);
    for (let index = 0; index < 500; index += 1) await fetch(allowed('a', `M${index}`), createOperation()).catch(() => undefined);
    expect(tried).toBe(540);
  });

  it('that were told the same time to wait do not come back at the same time', () => {
    const delayMs = (random: number) => retryDelayMs(new Failure('UPSTREAM_RATE_LIMITED', { retryAfterSeconds: 1 }), 1, () => random) ?? 0;
    expect([delayMs(0), delayMs(0.5), delayMs(0.999)].map(Math.round)).toEqual([1_000, 1_250, 1_500]);
  });

  it('wait at most a second, or as long as they are told up to one and a half', () => {
    const failure = fc.record({
      retryAfterSeconds: fc.option(fc.integer({ min: 0, max: 5 })),
      attempt: fc.integer({ min: 1, max: 4 }),
      random: fc.double({ min: 0, max: 0.999, noNaN: true }),
    });
    fc.assert(
      fc.property(failure, ({ retryAfterSeconds, attempt, random }) => {
        const delayMs = retryDelayMs(new Failure('UPSTREAM_UNAVAILABLE', { retryAfterSeconds }), attempt, () => random);
        if (attempt >= 3 || (retryAfterSeconds ?? 0) > 1.5) expect(delayMs).toBeNull();
        else {
          expect(delayMs).toBeGreaterThanOrEqual((retryAfterSeconds ?? 0) * 1_000);
          expect(delayMs).toBeLessThanOrEqual(1_500);
        }
      }),
    );
  });
});

describe('the breaker', () => {
  /** A breaker with a clock of its own before an upstream that does what `mood` says. */
  function createBreaker() {
    const world = { nowMs: 0, attempts: 0, mood: null as unknown };
    const upstream = toCall(async () => {
      world.attempts += 1;
      if (world.mood) throw world.mood;
      return ANSWER;
    });
    const fetch = withBreaker(upstream, () => world.nowMs);
    const ask = (customerId = 'M1') =>
      fetch(allowed('a', customerId), createOperation()).then(
        () => 'well',
        (error: unknown) => (error as Failure).code,
      );
    const askTimes = async (times: number) => {
      for (let index = 0; index < times; index += 1) await ask();
    };
    return { world, ask, askTimes };
  }
  const down = () => new Failure('UPSTREAM_UNAVAILABLE');

  it('opens when half of at least ten fail within ten seconds, and then asks nobody', async () => {
    const { world, ask, askTimes } = createBreaker();
    await askTimes(5);
    world.mood = down();
    await askTimes(4);
    expect(world.attempts).toBe(9);
    await ask(); // the tenth call, and the fifth to fail
    expect(await ask()).toBe('UPSTREAM_UNAVAILABLE');
    expect(world.attempts).toBe(10);
  });

  it('stays closed below ten, below half, and over a longer time', async () => {
    const { world, askTimes } = createBreaker();
    world.mood = down();
    await askTimes(9);
    world.nowMs = 11_000;
    await askTimes(9);
    world.mood = null;
    world.nowMs = 22_000;
    await askTimes(11);
    world.mood = down();
    await askTimes(9);
    expect(world.attempts).toBe(38);
  });

  it('counts the attempts of one call as one failure, so that a contact that always fails stops nobody else', async () => {
    const upstream = toCall(async ({ contactId }) => {
      if (contactId === 'always-fails') throw down();
      return ANSWER;
    });
    const call = withRetries(
      withBreaker(upstream, () => 0),
      atOnce,
    );
    for (let index = 0; index < 7; index += 1) await call(allowed(`well-${index}`), createOperation());
    for (let index = 0; index < 4; index += 1) await expect(call(allowed('always-fails'), createOperation())).rejects.toThrow();
    expect(await call(allowed('well'), createOperation())).toBe(ANSWER);
  });

  it('closes after a probe that is well', async () => {
    const { world, ask, askTimes } = createBreaker();
    world.mood = down();
    await askTimes(10);
    world.mood = null;
    expect(await ask()).toBe('UPSTREAM_UNAVAILABLE');
    world.nowMs = 2_000;
    expect(await ask()).toBe('well');
    await askTimes(5);
    expect(world.attempts).toBe(16);
  });

  it('opens again after a probe that fails', async () => {
    const { world, ask, askTimes } = createBreaker();
    world.mood = down();
    await askTimes(10);
    world.nowMs = 2_000;
    await ask();
    world.nowMs = 3_999;
    await ask();
    expect(world.attempts).toBe(11);
  });

  it('is one for each customer', async () => {
    const { world, ask, askTimes } = createBreaker();
    world.mood = down();
    await askTimes(10);
    world.mood = null;
    expect([await ask('M1'), await ask('M2')]).toEqual(['UPSTREAM_UNAVAILABLE', 'well']);
  });

  it('is one for each function group of a customer', async () => {
    const world = { down: true };
    const upstream = toCall(async () => {
      if (world.down) throw down();
      return ANSWER;
    });
    const fetch = withBreaker(upstream, () => 0);
    for (let index = 0; index < 10; index += 1) await fetch(allowed('a'), createOperation()).catch(() => undefined);
    world.down = false;
    await expect(fetch(allowed('a'), createOperation())).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(await fetch({ ...allowed('a'), functionGroup: 'advertising' }, createOperation())).toBe(ANSWER);
  });

  it.each([
    'FORBIDDEN',
    'NOT_FOUND',
    'UPSTREAM_BAD_REQUEST',
    'UPSTREAM_RATE_LIMITED',
    'UPSTREAM_BAD_RESPONSE',
    'UPSTREAM_MISCONFIGURED',
    'UNAUTHENTICATED',
    'BAD_USER_INPUT',
    'OVERLOADED',
    'CANCELLED',
  ] as const)('never opens for %s, however many', async (code) => {
    const { world, askTimes } = createBreaker();
    world.mood = new Failure(code);
    await askTimes(100);
    expect(world.attempts).toBe(100);
  });

  it('opens for an outage even after many wrong passwords of callers', async () => {
    const { world, askTimes } = createBreaker();
    world.mood = new Failure('UNAUTHENTICATED');
    await askTimes(100);
    world.mood = down();
    await askTimes(20);
    expect(world.attempts).toBe(110);
  });

  /** A breaker that has opened, two seconds ago. */
  const createOpened = async () => {
    const upstream = createHeldUpstream();
    let nowMs = 0;
    const fetch = withBreaker(upstream.call, () => nowMs);
    for (let index = 0; index < 10; index += 1) {
      const call = fetch(allowed('a'), createOperation()).catch(() => undefined);
      upstream.calls.at(-1)?.fail(down());
      await call;
    }
    nowMs = 2_000;
    return { upstream, fetch, probes: () => upstream.calls.slice(10) };
  };
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 'well',
      (error: Failure) => error.code ?? error.message,
    );

  it('lets five calls probe, and all others go on when one of them is answered, though another always fails', async () => {
    const { fetch, probes } = await createOpened();
    const list = Array.from({ length: 40 }, (_, index) => codeOf(fetch(allowed(`c${index}`), createOperation())));
    await settle();
    expect(probes()).toHaveLength(5);
    probes()[0]?.fail(down());
    await settle();
    expect(probes()).toHaveLength(5);
    probes()[1]?.answer();
    await settle();
    expect(probes()).toHaveLength(40);
    for (const probe of probes()) probe.answer();
    const codes = await Promise.all(list);
    expect([codes[0], new Set(codes.slice(1))]).toEqual(['UPSTREAM_UNAVAILABLE', new Set(['well'])]);
  });

  it('opens again when all probes fail, and those who waited for them fail without a call', async () => {
    const { fetch, probes } = await createOpened();
    const list = Array.from({ length: 40 }, (_, index) => codeOf(fetch(allowed(`c${index}`), createOperation())));
    await settle();
    for (const probe of probes()) probe.fail(down());
    expect(new Set(await Promise.all(list))).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
    expect(probes()).toHaveLength(5);
    expect(await codeOf(fetch(allowed('a'), createOperation()))).toBe('UPSTREAM_UNAVAILABLE');
    expect(probes()).toHaveLength(5);
  });

  it('takes probes that are given up for nothing: those who wait probe in their place', async () => {
    const { fetch, probes } = await createOpened();
    const leavers = Array.from({ length: 5 }, () => createOperation());
    const left = leavers.map((leaver) => codeOf(fetch(allowed('a'), leaver)));
    const waiting = codeOf(fetch(allowed('b'), createOperation()));
    for (const leaver of leavers) leaver.leave();
    expect(new Set(await Promise.all(left))).toEqual(new Set(['left']));
    await settle();
    expect(probes()).toHaveLength(6);
    probes()[5]?.answer();
    expect(await waiting).toBe('well');
  });

  it('lets nobody wait for its probes longer than a second, nor longer than the caller stays', async () => {
    const { fetch, probes } = await createOpened();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      for (let index = 0; index < 5; index += 1) void codeOf(fetch(allowed(`c${index}`), createOperation()));
      const leaver = createOperation();
      const calls = [codeOf(fetch(allowed('a'), leaver)), codeOf(fetch(allowed('b'), createOperation()))];
      leaver.leave();
      expect(await calls[0]).toBe('left');
      await vi.advanceTimersByTimeAsync(1_000);
      expect(await calls[1]).toBe('UPSTREAM_UNAVAILABLE');
      expect([probes().length, vi.getTimerCount()]).toEqual([5, 0]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('does not count what callers give up', async () => {
    const upstream = createHeldUpstream();
    const fetch = withBreaker(upstream.call, () => 0);
    for (let index = 0; index < 100; index += 1) {
      const leaver = createOperation();
      const call = fetch(allowed('a'), leaver).catch(() => undefined);
      leaver.leave(new Failure('UPSTREAM_TIMEOUT'));
      await call;
    }
    expect(upstream.calls).toHaveLength(100);
  });
});

describe('calls that end with their operation', () => {
  const deadline = () => new Failure('UPSTREAM_TIMEOUT', { upstreamCause: 'DEADLINE' });

  /** Ends ten operations after `lastMs`, each of them with a call, and tells whether the next call is sent. */
  async function isNextSent({ reason, lastMs, concurrency = 20 }: { reason: () => Failure; lastMs: number; concurrency?: number }) {
    const world = { nowMs: 0 };
    const upstream = createHeldUpstream();
    const limits = { concurrency, concurrencyPerCustomer: concurrency, attemptTimeoutMs: 3_000, rateLimiter: null };
    const nothing = () => undefined;
    const call = composePolicies(
      upstream.call,
      { ...limits, lockoutMs: 600_000, nowMs: () => world.nowMs, random: () => 0 },
      {
        attempt: nothing,
        waited: nothing,
        retried: nothing,
        watchQueue: nothing,
        watchBreakers: nothing,
        lockoutBegan: nothing,
        lockoutEnded: nothing,
        watchLockouts: nothing,
      },
    );
    const first = call(allowed('first'), createOperation());
    world.nowMs = 200;
    upstream.calls[0]?.answer();
    await first; // few calls are open before it has ended
    const operations = Array.from({ length: 10 }, () => createOperation());
    const asked = operations.map((operation, index) => call(allowed(`c${index}`), operation).catch((error: Failure) => error.code));
    expect(upstream.calls).toHaveLength(1 + Math.min(10, concurrency));
    world.nowMs += lastMs;
    for (const operation of operations) operation.leave(reason());
    expect(await Promise.all(asked)).toEqual(Array(10).fill(reason().code));
    const sent = upstream.calls.length;
    const next = call(allowed('next'), createOperation()).catch(() => undefined);
    await settle();
    const isSent = upstream.calls.length > sent;
    upstream.calls.at(-1)?.answer();
    await next;
    return isSent;
  }

  it('count as time-outs when the deadline ended them', async () => {
    expect(await isNextSent({ reason: deadline, lastMs: 1_000 })).toBe(false);
  });

  it.each<[string, Parameters<typeof isNextSent>[0]]>([
    ['the caller left', { reason: () => new Failure('CANCELLED'), lastMs: 1_000 }],
    ['they had less time than calls usually take', { reason: deadline, lastMs: 100 }],
    ['they were never sent', { reason: deadline, lastMs: 1_000, concurrency: 1 }],
  ])('do not count when %s', async (_why, ended) => {
    expect(await isNextSent(ended)).toBe(true);
  });
});
