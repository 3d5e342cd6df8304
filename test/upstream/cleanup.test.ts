import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';
import { Failure } from '../../src/domain/failure.ts';
import { withBreaker } from '../../src/upstream/breaker.ts';
import { withCallQueue } from '../../src/upstream/call-queue.ts';
import { beginOperation } from '../../src/upstream/operation-deadline.ts';
import { ANSWER, allowed, createHeldUpstream, createOperation, settle, shareFlights, toCall } from '../support/upstream.ts';
import { WatchedSignal } from '../support/watched-signal.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const nowMs = () => performance.now();
const QUEUE = { concurrency: 1, concurrencyPerCustomer: 1, attemptTimeoutMs: 60_000, rateLimiter: null, nowMs };
const limiter = (acquire: () => number | Promise<number>) => ({ acquire, giveBack: vi.fn(), delayOfNthMs: () => 0 });

describe('a caller that disconnects', () => {
  it('during its call is not counted as waiting again', async () => {
    const upstream = createHeldUpstream();
    const onWaited = vi.fn();
    const fetch = withCallQueue(upstream.call, { ...QUEUE, onWaited });
    const leaver = createOperation();
    void fetch(allowed('a'), createOperation());
    const left = fetch(allowed('b'), leaver);
    upstream.calls[0]?.answer();
    await settle();
    expect(onWaited).toHaveBeenCalledTimes(2);
    leaver.leave();
    await expect(left).rejects.toThrow('left');
    expect(onWaited).toHaveBeenCalledTimes(2);
  });

  it('while the rate limiter is asked gives the permit back', async () => {
    const permit = Promise.withResolvers<number>();
    const rateLimiter = limiter(() => permit.promise);
    const fetch = withCallQueue(createHeldUpstream().call, { ...QUEUE, rateLimiter });
    const leaver = createOperation();
    const left = fetch(allowed('a'), leaver);
    leaver.leave();
    await expect(left).rejects.toThrow('left');
    expect(rateLimiter.giveBack).not.toHaveBeenCalled();
    permit.resolve(0);
    await settle();
    expect(rateLimiter.giveBack).toHaveBeenCalledOnce();
  });

  it('as the last in the queue leaves no timer', async () => {
    const fetch = withCallQueue(createHeldUpstream().call, { ...QUEUE, rateLimiter: limiter(() => 1_000) });
    const leaver = createOperation();
    const left = fetch(allowed('a'), leaver);
    expect(vi.getTimerCount()).toBe(2); // the next permit, and the time the call may wait
    leaver.leave();
    expect(vi.getTimerCount()).toBe(0);
    await expect(left).rejects.toThrow('left');
  });

  it('as the last of a shared call cancels it: the next caller does not join it', async () => {
    const upstream = createHeldUpstream();
    const fetch = shareFlights(upstream.call);
    const leaver = createOperation();
    const left = fetch(allowed('a'), leaver);
    leaver.leave();
    const next = fetch(allowed('a'), createOperation()); // before the cancelled call has failed
    await expect(left).rejects.toThrow('left');
    upstream.calls[1]?.answer();
    expect(await next).toBe(ANSWER);
  });
});

it('a call that can no longer end before its deadline gives its permit back', async () => {
  const upstream = createHeldUpstream();
  const permit = Promise.withResolvers<number>();
  const permits = [0, permit.promise];
  const rateLimiter = limiter(() => permits.shift() ?? 0);
  const fetch = withCallQueue(upstream.call, { ...QUEUE, concurrency: 2, concurrencyPerCustomer: 2, rateLimiter });
  void fetch(allowed('a'), createOperation());
  const late = fetch(allowed('b'), createOperation(5_000));
  await settle();
  vi.advanceTimersByTime(4_000);
  upstream.calls[0]?.answer(); // from now on a call is expected to take 4 s
  await settle();
  permit.resolve(0);
  await expect(late).rejects.toMatchObject({ code: 'OVERLOADED' });
  expect(rateLimiter.giveBack).toHaveBeenCalledOnce();
});

it('a call that the deadline of its operation ends does not count as a slow call', async () => {
  const upstream = createHeldUpstream();
  const fetch = withCallQueue(upstream.call, QUEUE);
  const operation = createOperation();
  const late = fetch(allowed('a'), operation);
  vi.advanceTimersByTime(50_000);
  operation.leave(new Failure('UPSTREAM_TIMEOUT'));
  await expect(late).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  void fetch(allowed('b'), createOperation());
  const waiting = fetch(allowed('c'), createOperation(5_000)); // OVERLOADED if a call took 50 s
  upstream.calls[1]?.answer();
  await settle();
  upstream.calls[2]?.answer();
  expect(await waiting).toBe(ANSWER);
});

it('a call that waits for the probes of a breaker leaves no timer and no listener when one is answered', async () => {
  const probes: PromiseWithResolvers<typeof ANSWER>[] = [];
  let isDown = true;
  const call = toCall(async () => {
    if (isDown) throw new Failure('UPSTREAM_UNAVAILABLE');
    const probe = Promise.withResolvers<typeof ANSWER>();
    probes.push(probe);
    return probe.promise;
  });
  const fetch = withBreaker(call, nowMs);
  for (let index = 0; index < 10; index += 1) await fetch(allowed('a'), createOperation()).catch(() => undefined);
  isDown = false;
  vi.advanceTimersByTime(2_000);
  for (let index = 0; index < 5; index += 1) void fetch(allowed('a'), createOperation());
  const signal = new WatchedSignal();
  const waiting = fetch(allowed('a'), { ...createOperation(), signal });
  expect([vi.getTimerCount(), signal.listeners.size]).toEqual([1, 1]);
  probes[0]?.resolve(ANSWER);
  await settle();
  expect([vi.getTimerCount(), signal.listeners.size]).toEqual([0, 0]);
  probes[5]?.resolve(ANSWER);
  expect(await waiting).toBe(ANSWER);
});

it('an operation that has ended leaves no timer', () => {
  const { record } = createOperation();
  const { end } = beginOperation({ signal: new CancelSignal(), record, maxCalls: 1, callerAllowance: null, shown: null }, 60_000, nowMs);
  expect(vi.getTimerCount()).toBe(1);
  end();
  expect(vi.getTimerCount()).toBe(0);
});
