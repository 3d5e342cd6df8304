import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import { withCallQueue } from '../../src/upstream/call-queue.ts';
import { withRetries } from '../../src/upstream/retries.ts';
import { ANSWER, allowed, createHeldUpstream, createOperation, settle, shareFlights, toCall } from '../support/upstream.ts';

const LINE = { concurrency: 1, concurrencyPerCustomer: 1, attemptTimeoutMs: 3_000, rateLimiter: null, nowMs: () => performance.now() };

describe('a waiter that leaves', () => {
  it('gives up its place, and the next one gets it', async () => {
    const upstream = createHeldUpstream();
    const fetch = withCallQueue(upstream.call, LINE);
    const [first, leaver, last] = [createOperation(), createOperation(), createOperation()];
    const answers = [fetch(allowed('a'), first), fetch(allowed('b'), leaver), fetch(allowed('c'), last)];
    leaver.leave();
    await expect(answers[1]).rejects.toThrow('left');
    upstream.calls[0]?.answer();
    await settle();
    expect(upstream.calls.map(({ contactId }) => contactId)).toEqual(['a', 'c']);
    upstream.calls[1]?.answer();
    expect(await Promise.all([answers[0], answers[2]])).toEqual([ANSWER, ANSWER]);
  });

  it('while it is being answered gives back its slot', async () => {
    const upstream = createHeldUpstream();
    const fetch = withCallQueue(upstream.call, LINE);
    const [leaver, next] = [createOperation(), createOperation()];
    const left = fetch(allowed('a'), leaver);
    const answer = fetch(allowed('b'), next);
    await settle();
    leaver.leave();
    await expect(left).rejects.toThrow('left');
    await settle();
    upstream.calls[1]?.answer();
    expect(await answer).toBe(ANSWER);
  });

  it('before it came takes no place at all', async () => {
    const upstream = createHeldUpstream();
    const gone = createOperation();
    gone.leave();
    for (const fetch of [withCallQueue(upstream.call, LINE), shareFlights(upstream.call)]) {
      await expect((async () => fetch(allowed('a'), gone))()).rejects.toThrow('left');
    }
    expect(upstream.calls).toEqual([]);
  });
});

describe('a pause between attempts', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('ends at once when the caller leaves, and no other attempt follows', async () => {
    let attempts = 0;
    const failing = toCall(async () => {
      attempts += 1;
      throw new Failure('UPSTREAM_UNAVAILABLE', { retryAfterSeconds: 1 });
    });
    const fetch = withRetries(failing, () => 0.5);
    const operation = createOperation();
    const answer = fetch(allowed('a'), operation);
    await settle();
    expect(vi.getTimerCount()).toBe(1);
    operation.leave();
    expect(vi.getTimerCount()).toBe(0);
    await expect(answer).rejects.toThrow('left');
    expect(attempts).toBe(1);
  });
});

describe('a sharer of a call that leaves', () => {
  it('harms nobody: the others get their answer from the same call', async () => {
    const upstream = createHeldUpstream();
    const fetch = shareFlights(upstream.call);
    const [first, second] = [createOperation(), createOperation()];
    const answers = [fetch(allowed('a'), first), fetch(allowed('a'), second)];
    first.leave();
    await expect(answers[0]).rejects.toThrow('left');
    expect(upstream.calls.map(({ signal }) => signal.aborted)).toEqual([false]);
    upstream.calls[0]?.answer();
    expect(await answers[1]).toBe(ANSWER);
  });

  it('as the last cancels the call, and who comes after begins another', async () => {
    const upstream = createHeldUpstream();
    const fetch = shareFlights(upstream.call);
    const leavers = [createOperation(), createOperation()];
    const answers = leavers.map((operation) => fetch(allowed('a'), operation));
    for (const operation of leavers) operation.leave();
    for (const answer of answers) await expect(answer).rejects.toThrow('left');
    expect(upstream.calls.map(({ signal }) => signal.aborted)).toEqual([true]);
    const late = fetch(allowed('a'), createOperation());
    upstream.calls[1]?.answer();
    expect(await late).toBe(ANSWER);
    expect(upstream.calls).toHaveLength(2);
  });

  it('after the answer changes nothing', async () => {
    const upstream = createHeldUpstream();
    const fetch = shareFlights(upstream.call);
    const operation = createOperation();
    const answer = fetch(allowed('a'), operation);
    upstream.calls[0]?.answer();
    expect(await answer).toBe(ANSWER);
    operation.leave();
    expect(upstream.calls[0]?.signal.aborted).toBe(false);
  });
});

describe('single-flight', () => {
  it('makes one call of 200, and gives a failure of its own to each', async () => {
    const upstream = createHeldUpstream();
    const fetch = shareFlights(upstream.call);
    const answers = Array.from({ length: 200 }, () => fetch(allowed('a'), createOperation()).catch((error: unknown) => error));
    expect(upstream.calls).toHaveLength(1);
    upstream.calls[0]?.fail(new Failure('NOT_FOUND'));
    const failures = await Promise.all(answers);
    expect(new Set(failures).size).toBe(200);
    expect(failures.every((failure) => failure instanceof Failure && failure.code === 'NOT_FOUND')).toBe(true);
  });

  it('asks once more for whoever joined a call that came to nothing in the line: the place there was not theirs', async () => {
    const upstream = createHeldUpstream();
    const fetch = shareFlights(upstream.call);
    const [first, joined] = [fetch(allowed('a'), createOperation()), fetch(allowed('a'), createOperation())];
    upstream.calls[0]?.fail(new Failure('OVERLOADED'));
    await expect(first).rejects.toMatchObject({ code: 'OVERLOADED' });
    await settle();
    upstream.calls[1]?.fail(new Failure('OVERLOADED'));
    await expect(joined).rejects.toMatchObject({ code: 'OVERLOADED' });
    expect(upstream.calls).toHaveLength(2);
  });

  it('asks itself while any other that it joined was out of calls', async () => {
    const upstream = createHeldUpstream();
    const share = shareFlights(upstream.call);
    const asked = [1, 2, 3, 4].map(() => share(allowed('a'), createOperation()));
    for (const out of [0, 1, 2]) {
      expect(upstream.calls).toHaveLength(out + 1);
      upstream.calls[out]?.fail(new Failure('CALL_LIMIT_EXCEEDED'));
      await expect(asked[out]).rejects.toMatchObject({ code: 'CALL_LIMIT_EXCEEDED' });
      await settle();
    }
    upstream.calls[3]?.answer();
    expect(await asked[3]).toBe(ANSWER);
  });

  it('shares nothing between contacts, customers and passwords', async () => {
    const upstream = createHeldUpstream();
    const fetch = shareFlights(upstream.call);
    const own = (authorization: string) => allowed('a', 'M1', { kind: 'OWN', authorization, hash: authorization, userHash: authorization });
    for (const contact of [allowed('a'), allowed('b'), allowed('a', 'M2'), own('Basic 1'), own('Basic 2'), own('Basic 1')]) {
      void fetch(contact, createOperation());
    }
    expect(upstream.calls).toHaveLength(5);
  });

  it('begins anew once a call has been answered', async () => {
    const upstream = createHeldUpstream();
    const fetch = shareFlights(upstream.call);
    const first = fetch(allowed('a'), createOperation());
    upstream.calls[0]?.answer();
    await first;
    await settle();
    void fetch(allowed('a'), createOperation());
    expect(upstream.calls).toHaveLength(2);
  });
});
