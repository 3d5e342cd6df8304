import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { withCallQueue } from '../../src/upstream/call-queue.ts';
import { createRateLimiter } from '../../src/upstream/rate-limiter.ts';
import { ANSWER, allowed, createHeldUpstream, createOperation, settle, toCall } from '../support/upstream.ts';

const nowMs = () => performance.now();
const QUEUE = { concurrency: 2, concurrencyPerCustomer: 2, attemptTimeoutMs: 3_000, rateLimiter: null, nowMs };
const ONE = { ...QUEUE, concurrency: 1, concurrencyPerCustomer: 1 };

describe('the call queue', () => {
  it('opens so many calls at once, and so many of one customer', async () => {
    const upstream = createHeldUpstream();
    const fetch = withCallQueue(upstream.call, { ...QUEUE, concurrency: 5, concurrencyPerCustomer: 3 });
    for (let index = 0; index < 10; index += 1) {
      void fetch(allowed(`x${index}`, 'M1'), createOperation());
      void fetch(allowed(`y${index}`, 'M2'), createOperation());
    }
    await settle();
    const open = upstream.calls.map(({ contactId }) => contactId[0]);
    expect(open).toHaveLength(5);
    expect(open.filter((customer) => customer === 'x').length).toBeLessThanOrEqual(3);
  });

  it('lets a single contact pass a list of 100', async () => {
    const upstream = createHeldUpstream();
    const fetch = withCallQueue(upstream.call, QUEUE);
    const list = createOperation();
    for (let index = 0; index < 100; index += 1) void fetch(allowed(`list-${index}`), list);
    void fetch(allowed('single'), createOperation());
    await settle();
    upstream.calls[0]?.answer();
    await settle();
    upstream.calls[1]?.answer();
    await settle();
    expect(upstream.calls.map(({ contactId }) => contactId)).toContain('single');
  });

  it("takes turns between customers, so that one's flood leaves the others their turn", async () => {
    const upstream = createHeldUpstream();
    const fetch = withCallQueue(upstream.call, ONE);
    for (let index = 0; index < 50; index += 1) void fetch(allowed(`flood-${index}`, 'M1'), createOperation());
    for (const customerId of ['M2', 'M3']) void fetch(allowed(customerId, customerId), createOperation());
    for (let turn = 0; turn < 3; turn += 1) {
      await settle();
      upstream.calls.at(-1)?.answer();
    }
    await settle();
    expect(upstream.calls.map(({ contactId }) => contactId)).toEqual(expect.arrayContaining(['M2', 'M3']));
  });

  it('gives back the slot of a call that fails', async () => {
    const upstream = createHeldUpstream();
    const fetch = withCallQueue(upstream.call, ONE);
    for (let index = 0; index < 20; index += 1) {
      const call = fetch(allowed('a'), createOperation());
      await settle();
      upstream.calls.at(-1)?.fail(new Failure('UPSTREAM_UNAVAILABLE'));
      await expect(call).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    }
    expect(upstream.calls).toHaveLength(20);
  });
});

describe('by the clock', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  /** An upstream that takes so long, and how each question to it ended: when its call began, or its code, and when it was told. */
  const createStand = (settings: Partial<typeof QUEUE> & { readonly perSecond?: number }, callMs = 150) => {
    const startMs = performance.now();
    const began = new Map<string, number>();
    const answers: { name: string; outcome: string; atMs: number; retryAfterSeconds: number | null }[] = [];
    const upstream = toCall(async ({ contactId }) => {
      began.set(contactId, performance.now() - startMs);
      await new Promise((resolve) => setTimeout(resolve, callMs));
      return ANSWER;
    });
    const rateLimiter = settings.perSecond === undefined ? null : createRateLimiter(settings.perSecond, null, nowMs);
    const fetch = withCallQueue(upstream, { ...QUEUE, concurrency: 64, concurrencyPerCustomer: 40, ...settings, rateLimiter });
    const tell = (name: string, outcome: string, retryAfterSeconds: number | null = null) =>
      answers.push({ name, outcome, atMs: performance.now() - startMs, retryAfterSeconds });
    const ask = (name: string, operation = createOperation(9_000), customerId = 'M1') =>
      fetch(allowed(name, customerId), operation).then(
        () => tell(name, 'OK'),
        (error: Failure) => tell(name, error.code, error.retryAfterSeconds),
      );
    const askList = (name: string, count: number, customerId = 'M1') => {
      const operation = createOperation(9_000);
      for (let index = 0; index < count; index += 1) void ask(`${name}-${index}`, operation, customerId);
    };
    return { ask, askList, began, answers, served: () => answers.filter(({ outcome }) => outcome === 'OK') };
  };

  it('serves 50 cold contacts at 10 a second within 5.5 s', async () => {
    const { askList, served } = createStand({ perSecond: 10 });
    askList('list', 50);
    await vi.advanceTimersByTimeAsync(5_500);
    expect(served()).toHaveLength(50);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('serves of 100 at 10 a second those that fit in the deadline, and refuses the others at once, saying when to come back', async () => {
    const { askList, answers, served } = createStand({ perSecond: 10 });
    askList('list', 100);
    await vi.advanceTimersByTimeAsync(0);
    const refused = answers.filter(({ outcome }) => outcome === 'OVERLOADED');
    expect(refused.length).toBeGreaterThanOrEqual(8);
    expect(refused.length).toBeLessThanOrEqual(20);
    expect(refused.map(({ retryAfterSeconds }) => retryAfterSeconds)).toEqual(
      refused.map(() => expect.toSatisfy((seconds: number) => seconds >= 1 && seconds <= 2)),
    );
    await vi.advanceTimersByTimeAsync(9_000);
    expect(served()).toHaveLength(100 - refused.length);
    expect(Math.max(...served().map(({ atMs }) => atMs))).toBeLessThan(9_000);
  });

  it('gives two users with 50 each half the rate, each from the start', async () => {
    const { askList, began } = createStand({ perSecond: 10 });
    askList('anna', 50);
    askList('bo', 50);
    await vi.advanceTimersByTimeAsync(8_000);
    for (const untilMs of [1_000, 4_000, 8_000]) {
      const counts = ['anna', 'bo'].map(
        (name) => [...began].filter(([contactId, ms]) => contactId.startsWith(name) && ms < untilMs).length,
      );
      expect(Math.abs((counts[0] ?? 0) - (counts[1] ?? 0)), `${untilMs} ms: ${counts}`).toBeLessThanOrEqual(6); // she was first, and took what may go at once
      expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBeGreaterThanOrEqual(Math.floor(untilMs / 105) - 1);
    }
  });

  it.each([5, 10, 30])('serves single contacts within a second beside a list of 100, at %i calls a second', async (perSecond) => {
    const { ask, askList, answers } = createStand({ perSecond });
    askList('list', 100);
    const waits: number[] = [];
    for (let index = 0; index < 8; index += 1) {
      const sinceMs = performance.now();
      const asked = ask(`single-${index}`).then(() => waits.push(performance.now() - sinceMs));
      await vi.advanceTimersByTimeAsync(1_337);
      await asked;
    }
    expect(answers.filter(({ name }) => name.startsWith('single')).map(({ outcome }) => outcome)).toEqual(Array(8).fill('OK'));
    expect(Math.max(...waits)).toBeLessThan(1_000);
  });

  it('waits for slots as for permits: 100 at 5 at once and 200 ms a call take 4 s', async () => {
    const { askList, served } = createStand({ concurrency: 5 }, 200);
    askList('list', 100);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(served()).toHaveLength(100);
  });

  it('keeps nine tenths of its capacity at ten times the load, answers in time, and refuses the rest at once', async () => {
    const { ask, answers, served } = createStand({ concurrency: 8, concurrencyPerCustomer: 8 }, 100);
    const askedMs = new Map<string, number>();
    const seconds = 20;
    for (let index = 0; index < 800 * seconds; index += 8) {
      for (let each = index; each < index + 8; each += 1) {
        askedMs.set(`c${each}`, performance.now());
        void ask(`c${each}`, createOperation(3_000), `M${each % 20}`);
      }
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(5_000);
    const took = ({ name, atMs }: { readonly name: string; readonly atMs: number }) => atMs - (askedMs.get(name) ?? 0);
    expect(served().length).toBeGreaterThan(0.9 * 80 * seconds);
    expect(Math.max(...served().map(took))).toBeLessThanOrEqual(3_000);
    const refused = answers.filter(({ outcome }) => outcome === 'OVERLOADED');
    expect(refused.filter((each) => took(each) > 10).length / refused.length).toBeLessThan(0.01);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('asks nothing for a call that its deadline leaves no time for, and turns it away before the deadline', async () => {
    const upstream = createHeldUpstream();
    const fetch = withCallQueue(upstream.call, ONE);
    const turnedAway: string[] = [];
    void fetch(allowed('in the slot'), createOperation());
    const startMs = performance.now();
    const waitAs = (name: string, operation = createOperation(1_000)) => {
      fetch(allowed(name), operation).catch(({ code }) => turnedAway.push(`${name} ${code} ${performance.now() - startMs < 1_000}`));
      return operation;
    };
    const leaver = waitAs('leaver');
    waitAs('second');
    leaver.leave(new Failure('UPSTREAM_TIMEOUT'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(turnedAway).toEqual(['leaver UPSTREAM_TIMEOUT true', 'second OVERLOADED true']);
    expect(upstream.calls).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves a call no more time than an attempt may take, whatever was measured', async () => {
    const { ask, served } = createStand(ONE, 3_000);
    void ask('measured');
    await vi.advanceTimersByTimeAsync(3_000);
    void ask('first', createOperation(8_500));
    void ask('second', createOperation(8_500));
    await vi.advanceTimersByTimeAsync(8_500);
    expect(served()).toHaveLength(3);
  });

  it('does not take failures that come at once for quick calls', async () => {
    let failing = false;
    const upstream = toCall(async () => {
      if (failing) throw new Failure('UPSTREAM_UNAVAILABLE');
      await new Promise((resolve) => setTimeout(resolve, 400));
      return ANSWER;
    });
    const fetch = withCallQueue(upstream, ONE);
    void fetch(allowed('measured'), createOperation());
    await vi.advanceTimersByTimeAsync(400);
    failing = true;
    for (let time = 0; time < 30; time += 1) await fetch(allowed('failing'), createOperation()).catch(() => undefined);
    failing = false;
    const list = createOperation(2_050);
    const refused: number[] = [];
    const startMs = performance.now();
    for (let index = 0; index < 6; index += 1) fetch(allowed(`list-${index}`), list).catch(() => refused.push(performance.now() - startMs));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(refused).toEqual([0, 0]); // at once, not at the deadline
  });

  it('is not held up by a rate limiter that fails', async () => {
    const upstream = createHeldUpstream();
    const rateLimiter = { acquire: () => Promise.reject(new Error('down')), giveBack: () => undefined, delayOfNthMs: () => 0 };
    const fetch = withCallQueue(upstream.call, { ...QUEUE, rateLimiter });
    const call = fetch(allowed('a'), createOperation());
    await vi.advanceTimersByTimeAsync(1);
    upstream.calls[0]?.answer();
    expect(await call).toBe(ANSWER);
  });
});
