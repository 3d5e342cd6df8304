import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AllowedContact } from '../../src/domain/contact.ts';
import type { BatchForm } from '../../src/domain/endpoint.ts';
import { Failure } from '../../src/domain/failure.ts';
import { CallAllowance, type UpstreamOperation } from '../../src/domain/operation.ts';
import type { UpstreamCall, UpstreamRequest } from '../../src/domain/upstream-call.ts';
import { createBatcher } from '../../src/upstream/batcher.ts';
import { ContactTypes } from '../../src/upstream/contact-types.ts';
import type { FetchParts } from '../../src/upstream/fetch-key.ts';
import { composePolicies, type PolicySettings } from '../../src/upstream/policies.ts';
import { createRateLimiter } from '../../src/upstream/rate-limiter.ts';
import { createTypedFetch } from '../../src/upstream/typed-batches.ts';
import { allowed, createOperation, settle } from '../support/upstream.ts';

type Named = { readonly name: string | null };

/** A form whose path is its word and the ids, and whose every row is there, but for a contact of another type. */
const formOf = (word: string, maxBatch: number, answersNames: boolean): BatchForm<Named> => ({
  name: 'Contact',
  functionGroup: 'crm',
  maxBatch,
  path: (_customerId, ids) => `${word} ${ids}`,
  split: (_body, _customerId, ids) => ({
    ofContact: new Map(
      (word === 'person' ? ids.filter((id) => id !== 'other') : ids).map((id) => [
        id,
        { value: { name: answersNames ? id : null }, text: id, unknownCodes: 0 },
      ]),
    ),
    ignoredRows: 0,
  }),
});
const PERSON = formOf('person', 20, true);

type HeldCall = {
  readonly path: string;
  readonly operation: UpstreamOperation;
  readonly answer: () => void;
  readonly fail: (error: Failure) => void;
};

/** An upstream that answers when the test says so. */
function createHeld() {
  const calls: HeldCall[] = [];
  const call: UpstreamCall = <Value>({ path, parse }: UpstreamRequest<Value>, operation: UpstreamOperation) =>
    new Promise<Value>((resolve, reject) => {
      operation.signal.onAbort(reject);
      calls.push({ path: path(), operation, answer: () => resolve(parse('')), fail: reject });
    });
  return { call, calls, paths: () => calls.map(({ path }) => path) };
}

const partsOf = (call: UpstreamCall): FetchParts => ({
  call,
  toSegment: (id) => id,
  toListSegment: (id) => id,
  date: () => new Date(),
  onUnknownCodes: () => undefined,
  onIgnoredRows: () => undefined,
});

const contact = (contactId: string): AllowedContact => allowed(contactId);
const contacts = (count: number, prefix = 'c') => Array.from({ length: count }, (_, index) => contact(`${prefix}${index}`));
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'OK',
    (error: unknown) => (error instanceof Failure ? error.code : String(error)),
  );

describe('a batch', () => {
  afterEach(() => void vi.useRealTimers());

  it('goes on when the operation that pays for it leaves, and is cancelled when the last one does', async () => {
    const { call, calls } = createHeld();
    const { fetch } = createBatcher(PERSON, partsOf(call));
    const [payer, other] = [createOperation(), createOperation()];
    const asked = [fetch(contact('a'), payer), fetch(contact('b'), other)].map(codeOf);
    await settle();
    payer.leave(new Failure('CANCELLED'));
    expect(await asked[0]).toBe('CANCELLED');
    expect(calls[0]?.operation.signal.aborted).toBe(false);
    other.leave(new Failure('UPSTREAM_TIMEOUT'));
    expect(await asked[1]).toBe('UPSTREAM_TIMEOUT');
    expect(calls[0]?.operation.signal.reason).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(calls).toHaveLength(1);
  });

  it('is not sent when everybody has left before', async () => {
    const { call, calls } = createHeld();
    const { fetch } = createBatcher(PERSON, partsOf(call));
    const operation = createOperation();
    const asked = codeOf(fetch(contact('a'), operation));
    operation.leave(new Failure('CANCELLED'));
    await settle();
    expect([await asked, calls]).toEqual(['CANCELLED', []]);
  });

  it('may take as long as the last of its operations', async () => {
    const { call, calls } = createHeld();
    const { fetch } = createBatcher(PERSON, partsOf(call));
    const [early, late] = [createOperation(1_000), createOperation(5_000)];
    for (const [index, operation] of [early, late, early].entries()) void codeOf(fetch(contact(`c${index}`), operation));
    await settle();
    expect(calls.map(({ operation }) => operation.deadlineMs)).toEqual([late.deadlineMs]);
  });

  it('names a contact once that two calls ask for, and answers both', async () => {
    const { call, calls } = createHeld();
    const { fetch } = createBatcher(PERSON, partsOf(call));
    const asked = [fetch(contact('a'), createOperation()), fetch(contact('a'), createOperation())];
    await settle();
    expect(calls.map(({ path }) => path)).toEqual(['person a']);
    calls[0]?.answer();
    expect((await Promise.all(asked)).map(({ value }) => value)).toEqual([{ name: 'a' }, { name: 'a' }]);
  });

  it('has one of the ids that differ by case only, since a row could not tell which of them it is about', async () => {
    const { call, paths } = createHeld();
    const { fetch } = createBatcher(PERSON, partsOf(call));
    for (const id of ['adr1', 'ADR1', 'adr2', 'adr1', 'Adr1']) void codeOf(fetch(contact(id), createOperation()));
    await settle();
    expect(paths()).toEqual(['person adr1,adr2', 'person ADR1', 'person Adr1']);
  });

  it('is paid for by one of its operations, whichever has a call left, and nobody is refused while one has', async () => {
    const { call, calls } = createHeld();
    const { fetch } = createBatcher(PERSON, partsOf(call));
    const poor = { ...createOperation(), allowance: new CallAllowance(0) };
    const rich = { ...createOperation(), allowance: new CallAllowance(1) };
    const asked = [fetch(contact('a'), poor), fetch(contact('b'), rich)].map(codeOf);
    await settle();
    calls[0]?.answer();
    expect(await Promise.all(asked)).toEqual(['OK', 'OK']);
    expect(rich.allowance.take()).toBe(false);
  });

  it('of several operations waits for no other calls of the one that pays', async () => {
    const { fetch, calls, paths, policies } = await createQueued();
    const [list, card] = [createOperation(), createOperation()];
    for (const { contactId } of contacts(10, 'roles-')) void codeOf(policies(allowed(contactId), list));
    const asked = [fetch(contact('of-list'), list), fetch(contact('of-card'), card)].map(codeOf);
    await settle();
    calls[1]?.answer();
    await settle();
    calls[2]?.answer();
    await settle();
    expect(paths()[3]).toBe('person of-list,of-card');
    calls[3]?.answer();
    expect(await Promise.all(asked)).toEqual(['OK', 'OK']);
  });

  it('takes more contacts while its call waits in the queue, and none afterwards', async () => {
    const { fetch, calls, paths, policies } = await createQueued();
    void codeOf(policies(allowed('before'), createOperation()));
    const asked: Promise<string>[] = [];
    const ask = async (wanted: readonly AllowedContact[], operation = createOperation()) => {
      for (const key of wanted) asked.push(codeOf(fetch(key, operation)));
      await settle();
      return operation;
    };
    await ask(contacts(9, 'a'));
    const left = await ask(contacts(2, 'left'));
    await ask([contact('A1'), ...contacts(5, 'b'), contact('a2')]); // A1 differs by case from a1
    left.leave(new Failure('CANCELLED'));
    await ask(contacts(9, 'c'));
    const answerAll = async (from: number, to: number) => {
      for (let at = from; at < to; at += 1) {
        calls[at]?.answer();
        await settle();
      }
    };
    await answerAll(1, 2);
    await ask([contact('late')]); // the first batch has begun
    await answerAll(2, 4);
    expect(paths().slice(2)).toEqual([
      `person ${[...contacts(9, 'a'), ...contacts(5, 'b'), ...contacts(4, 'c')].map(({ contactId }) => contactId).join()}`,
      'person A1,c4,c5,c6,c7,c8,late',
    ]);
    const codes = await Promise.all(asked);
    expect([codes.filter((code) => code === 'CANCELLED').length, codes.filter((code) => code === 'OK').length]).toEqual([2, 26]);
  });

  it('takes the contacts of later turns behind a rate limit: 8 in 8 turns at 2 calls a second are 2 calls', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const { call, calls, paths } = createHeld();
    const policies = createPolicies(call, { concurrency: 8, rateLimiter: createRateLimiter(2, null, () => performance.now()) });
    const { fetch } = createBatcher(PERSON, partsOf(policies));
    const asked: Promise<string>[] = [];
    for (const key of contacts(8)) {
      asked.push(codeOf(fetch(key, createOperation())));
      await settle();
      await vi.advanceTimersByTimeAsync(20);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    for (const { answer } of calls) answer();
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['OK']));
    expect(paths()).toEqual(['person c0', 'person c1,c2,c3,c4,c5,c6,c7']);
  });

  describe('that is refused', () => {
    const refused = () => new Failure('NOT_FOUND', { status: 404 });

    it('is not asked for again if it was sent with one contact, since the others had left', async () => {
      const { fetch, calls, paths, policies } = await createQueued();
      void codeOf(policies(allowed('before'), createOperation()));
      const leaving = createOperation();
      const asked = [fetch(contact('refused'), createOperation()), fetch(contact('left'), leaving)].map(codeOf);
      await settle();
      leaving.leave(new Failure('CANCELLED'));
      calls[1]?.answer();
      await settle();
      calls[2]?.fail(refused());
      expect(await Promise.all(asked)).toEqual(['NOT_FOUND', 'CANCELLED']);
      expect(paths().slice(2)).toEqual(['person refused']);
    });

    it('is asked for again once, if the others left while Vitec was asked: it may have been for them', async () => {
      const { call, calls, paths } = createHeld();
      const { fetch } = createBatcher(PERSON, partsOf(call));
      const leaving = createOperation();
      const asked = [fetch(contact('stays'), createOperation()), fetch(contact('left'), leaving)].map(codeOf);
      await settle();
      leaving.leave(new Failure('CANCELLED'));
      calls[0]?.fail(refused());
      await settle();
      calls[1]?.answer();
      expect(await Promise.all(asked)).toEqual(['OK', 'CANCELLED']);
      expect(paths()).toEqual(['person stays,left', 'person stays']);
    });

    it('is not asked for again if two wait for its only contact, and halves keep them together', async () => {
      const { call, calls, paths } = createHeld();
      const { fetch } = createBatcher(PERSON, partsOf(call));
      const ask = (ids: readonly string[]) => ids.map((id) => codeOf(fetch(contact(id), createOperation())));
      const alone = ask(['a', 'a']);
      await settle();
      calls[0]?.fail(refused());
      expect(await Promise.all(alone)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
      const both = ask(['b', 'c', 'b']);
      await settle();
      calls[1]?.fail(refused());
      await settle();
      expect(paths()).toEqual(['person a', 'person b,c', 'person b', 'person c']);
      for (const { answer } of calls.slice(2)) answer();
      expect(await Promise.all(both)).toEqual(['OK', 'OK', 'OK']);
    });
  });

  it('is asked for again for those with more time, if its first ones run out of theirs in the queue', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const { fetch, calls, paths, policies } = await createQueued();
    void codeOf(policies(allowed('before'), createOperation(9_000)));
    const early = codeOf(fetch(contact('early'), createOperation(1_000)));
    await settle();
    const late = codeOf(fetch(contact('late'), createOperation(5_000)));
    await settle();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await early).toBe('OVERLOADED');
    calls[1]?.answer();
    await settle();
    await settle();
    expect(paths().slice(2)).toEqual(['person late']);
    calls[2]?.answer();
    expect(await late).toBe('OK');
  });
});

/** A batcher behind all policies, and a queue of one call at a time that has measured one. */
async function createQueued() {
  const held = createHeld();
  const policies = createPolicies(held.call, { concurrency: 1, rateLimiter: null });
  const first = policies(allowed('first'), createOperation());
  await settle();
  held.calls[0]?.answer();
  await first; // few calls are open before it has ended
  return { ...held, policies, fetch: createBatcher(PERSON, partsOf(policies)).fetch };
}

const createPolicies = (call: UpstreamCall, { concurrency, rateLimiter }: Pick<PolicySettings, 'concurrency' | 'rateLimiter'>) =>
  composePolicies(
    call,
    {
      concurrency,
      concurrencyPerCustomer: concurrency,
      attemptTimeoutMs: 3_000,
      rateLimiter,
      nowMs: () => performance.now(),
      random: () => 0,
      lockoutMs: 600_000,
    },
    {
      attempt: () => undefined,
      waited: () => undefined,
      retried: () => undefined,
      watchQueue: () => undefined,
      watchBreakers: () => undefined,
      lockoutBegan: () => undefined,
      lockoutEnded: () => undefined,
      watchLockouts: () => undefined,
    },
  );

describe('a batch of names', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  function createNames() {
    const held = createHeld();
    const clock = { nowMs: 0 };
    const types = new ContactTypes<'PERSON'>();
    const forms = {
      ofAnyType: formOf('any', 5, false),
      ofType: { PERSON },
      likely: { type: 'PERSON' as const, form: PERSON },
      typeOf: () => 'PERSON' as const,
      isComplete: ({ name }: Named) => name !== null,
    };
    const fetch = createTypedFetch(forms, types, partsOf(held.call), () => clock.nowMs);
    const ask = (wanted: readonly AllowedContact[], operation: UpstreamOperation) => wanted.map((key) => codeOf(fetch(key, operation)));
    const learn = (wanted: readonly AllowedContact[]) => {
      for (const key of wanted) types.learn(key, 'PERSON');
      return wanted;
    };
    const untilAsked = async (count: number) => {
      for (let turns = 0; turns < 5 && held.calls.length < count; turns += 1) await settle();
      expect(held.calls).toHaveLength(count);
    };
    return { ...held, clock, ask, learn, untilAsked };
  }
  const sizesOf = (paths: readonly string[]) => paths.map((path) => path.split(',').length);

  it('waits while its own operation asks for types, so that 40 names are 2 calls', async () => {
    const { calls, paths, ask, untilAsked } = createNames();
    const asked = ask(contacts(40), createOperation());
    await untilAsked(1);
    calls[0]?.fail(new Failure('UPSTREAM_BAD_REQUEST', { status: 400 })); // not by the form of the likely type
    await untilAsked(1 + 8);
    for (const { answer } of calls.slice(1, 9)) {
      answer();
      await settle();
      await vi.advanceTimersByTimeAsync(190);
    }
    await settle();
    expect(sizesOf(paths().slice(9))).toEqual([20, 20]);
    for (const { answer } of calls.slice(9)) answer();
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['OK']));
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not wait for the types of another operation', async () => {
    const { paths, ask, learn, untilAsked } = createNames();
    ask([contact('unknown')], createOperation());
    await untilAsked(1);
    ask(learn([contact('known')]), createOperation());
    await settle();
    expect(paths()).toEqual(['any unknown', 'person known']);
  });

  it('is sent 200 ms after its last contact if a type takes longer', async () => {
    const { paths, ask, learn, untilAsked } = createNames();
    ask([contact('slow'), ...learn([contact('known')])], createOperation());
    await untilAsked(1);
    await vi.advanceTimersByTimeAsync(199);
    expect(paths()).toEqual(['any slow']);
    await vi.advanceTimersByTimeAsync(1);
    expect(paths()).toEqual(['any slow', 'person known']);
  });

  it('is sent with what another operation asks for at once', async () => {
    const { paths, ask, learn } = createNames();
    ask([contact('slow'), ...learn([contact('held')])], createOperation());
    await settle();
    ask(learn([contact('known')]), createOperation());
    await settle();
    expect(paths()).toEqual(['any slow', 'person held,known']);
  });

  it('is not sent if its operation leaves while it waits, and leaves no timer', async () => {
    const { calls, paths, ask, learn, untilAsked } = createNames();
    const operation = createOperation();
    const asked = ask([contact('slow'), ...learn([contact('known')])], operation);
    await untilAsked(1);
    operation.leave(new Failure('CANCELLED'));
    expect(await Promise.all(asked)).toEqual(['CANCELLED', 'CANCELLED']);
    await settle();
    await settle();
    await vi.advanceTimersByTimeAsync(1); // the clock of an LRU cache
    expect([paths(), calls[0]?.operation.signal.aborted, vi.getTimerCount()]).toEqual([['any slow'], true, 0]);
  });

  it('is sent when the types of its operation have failed', async () => {
    const { calls, paths, ask, learn, untilAsked } = createNames();
    const asked = ask([contact('bad'), ...learn([contact('known')])], createOperation());
    await untilAsked(1);
    calls[0]?.fail(new Failure('UPSTREAM_UNAVAILABLE'));
    await untilAsked(2);
    expect(paths()).toEqual(['any bad', 'person known']);
    calls[1]?.answer();
    expect(await Promise.all(asked)).toEqual(['UPSTREAM_UNAVAILABLE', 'OK']);
  });

  it.each([
    ['an hour after Vitec has refused that', new Failure('UPSTREAM_BAD_REQUEST', { status: 400 }), 3_600_000],
    ['a minute after Vitec has failed at that', new Failure('UPSTREAM_UNAVAILABLE', { status: 500 }), 60_000],
  ])('is not asked for by the likely type for %s', async (_when, failure, pauseMs) => {
    const { calls, clock, paths, ask, untilAsked } = createNames();
    const wordOf = (at: number) => paths()[at]?.split(' ')[0];
    ask(contacts(6, 'a'), createOperation());
    await untilAsked(1);
    calls[0]?.fail(failure);
    await untilAsked(1 + 2);
    clock.nowMs = pauseMs - 1;
    ask(contacts(6, 'b'), createOperation());
    await untilAsked(3 + 2);
    clock.nowMs = pauseMs;
    ask(contacts(6, 'c'), createOperation());
    await untilAsked(5 + 1);
    expect([0, 1, 2, 3, 4, 5].map(wordOf)).toEqual(['person', 'any', 'any', 'any', 'any', 'person']);
  });

  it('of the likely type is alone until Vitec has left a contact of another type out of one', async () => {
    const { calls, paths, ask, untilAsked } = createNames();
    const asked = ask([...contacts(39), contact('other'), ...contacts(60, 'd')], createOperation());
    await untilAsked(1);
    calls[0]?.answer();
    await untilAsked(2); // the first 20 were all persons
    calls[1]?.answer();
    await untilAsked(2 + 3);
    expect(sizesOf(paths())).toEqual([20, 20, 20, 20, 20]);
    for (const { answer } of calls.slice(2)) answer();
    await untilAsked(5 + 1);
    expect(paths()[5]).toBe('any other');
    calls[5]?.fail(new Failure('NOT_FOUND'));
    expect((await Promise.all(asked)).filter((code) => code !== 'OK')).toEqual(['NOT_FOUND']);
  });

  it('fails with the one it waits for if Vitec gives that no answer, and not if only the caller of that one has left', async () => {
    const { calls, ask, untilAsked } = createNames();
    const leaving = createOperation();
    const left = ask(contacts(20), leaving);
    const waiting = ask(contacts(20, 'd'), createOperation());
    await untilAsked(1);
    leaving.leave(new Failure('UPSTREAM_TIMEOUT'));
    expect(new Set(await Promise.all(left))).toEqual(new Set(['UPSTREAM_TIMEOUT']));
    await untilAsked(2);
    const later = ask(contacts(20, 'e'), createOperation());
    await settle();
    calls[1]?.fail(new Failure('UPSTREAM_UNAVAILABLE'));
    expect(new Set(await Promise.all([...waiting, ...later]))).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
    expect(calls).toHaveLength(2);
  });
});
