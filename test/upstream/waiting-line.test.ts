import { afterEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../src/domain/failure.ts';
import type { AskVitec } from '../../src/domain/party-roles-answer.ts';
import { createRate } from '../../src/upstream/rate.ts';
import { withWaitingLine } from '../../src/upstream/waiting-line.ts';
import { ANSWER, allowed, createHeldUpstream, createOperation, settle } from '../support/upstream.ts';

const LINE = { slots: 2, slotsPerCustomer: 2, maxWaitMs: 60_000, askLeave: null };

describe('the waiting line', () => {
  it('lets so many in at once, and so many of one customer', async () => {
    const upstream = createHeldUpstream();
    const fetch = withWaitingLine(upstream.fetch, { ...LINE, slots: 5, slotsPerCustomer: 3 });
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
    const fetch = withWaitingLine(upstream.fetch, LINE);
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

  it("goes round the customers, so that one's flood leaves the others their turn", async () => {
    const upstream = createHeldUpstream();
    const fetch = withWaitingLine(upstream.fetch, { ...LINE, slots: 1, slotsPerCustomer: 1 });
    for (let index = 0; index < 50; index += 1) void fetch(allowed(`flood-${index}`, 'M1'), createOperation());
    for (const customerId of ['M2', 'M3']) void fetch(allowed(customerId, customerId), createOperation());
    for (let turn = 0; turn < 3; turn += 1) {
      await settle();
      upstream.calls.at(-1)?.answer();
    }
    await settle();
    expect(upstream.calls.map(({ contactId }) => contactId)).toEqual(expect.arrayContaining(['M2', 'M3']));
  });

  it('turns away who has waited too long, with OVERLOADED, and forgets it', async () => {
    const upstream = createHeldUpstream();
    const fetch = withWaitingLine(upstream.fetch, { ...LINE, slots: 1, slotsPerCustomer: 1, maxWaitMs: 20 });
    const first = fetch(allowed('a'), createOperation());
    await expect(fetch(allowed('b'), createOperation())).rejects.toMatchObject({ code: 'OVERLOADED', retryAfterSeconds: 1 });
    upstream.calls[0]?.answer();
    expect(await first).toBe(ANSWER);
    await settle();
    expect(upstream.calls).toHaveLength(1);
  });

  describe('by the clock', () => {
    afterEach(() => void vi.useRealTimers());

    it('turns away each when its own time is up, whoever was before it, and leaves no timer', async () => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
      const upstream = createHeldUpstream();
      const fetch = withWaitingLine(upstream.fetch, { ...LINE, slots: 1, slotsPerCustomer: 1, maxWaitMs: 100 });
      const turnedAway: string[] = [];
      const waitAs = (name: string, operation = createOperation()) => {
        fetch(allowed(name), operation).catch(() => turnedAway.push(`${name} ${performance.now() - startMs}`));
        return operation;
      };
      void fetch(allowed('in the slot'), createOperation());
      const startMs = performance.now();
      const leaver = waitAs('leaver');
      await vi.advanceTimersByTimeAsync(30);
      waitAs('second');
      await vi.advanceTimersByTimeAsync(30);
      waitAs('third');
      leaver.leave();
      await vi.advanceTimersByTimeAsync(500);
      expect(turnedAway).toEqual(['leaver 60', 'second 130', 'third 160']);
      expect(vi.getTimerCount()).toBe(0);
    });
  });

  it('gives back the slot of a call that fails', async () => {
    const upstream = createHeldUpstream();
    const fetch = withWaitingLine(upstream.fetch, { ...LINE, slots: 1, slotsPerCustomer: 1 });
    for (let index = 0; index < 20; index += 1) {
      const call = fetch(allowed('a'), createOperation());
      await settle();
      upstream.calls.at(-1)?.fail(new Failure('UPSTREAM_UNAVAILABLE'));
      await expect(call).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    }
    expect(upstream.calls).toHaveLength(20);
  });
});

describe('a rate', () => {
  it('lets so many begin in a second, in turn, and turns away the rest in time', async () => {
    const asked: string[] = [];
    const upstream: AskVitec = async ({ contactId }) => {
      asked.push(contactId);
      return ANSWER;
    };
    const fetch = withWaitingLine(upstream, {
      slots: 100,
      slotsPerCustomer: 100,
      maxWaitMs: 300,
      askLeave: createRate(5, null, () => performance.now()),
    });
    const [list, single] = [createOperation(), createOperation()];
    const calls = [...Array.from({ length: 11 }, (_, index) => fetch(allowed(`list-${index}`), list)), fetch(allowed('single'), single)];
    const outcomes = await Promise.allSettled(calls);
    expect(asked).toHaveLength(5);
    expect(asked).toContain('single');
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))).toEqual(
      Array(7).fill('OVERLOADED'),
    );
  });
});
