import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AllowedContact } from '../../src/domain/contact.ts';
import type { BatchForm } from '../../src/domain/endpoint.ts';
import { Failure, type FailureCode } from '../../src/domain/failure.ts';
import { CallAllowance, type UpstreamOperation } from '../../src/domain/operation.ts';
import type { UpstreamCall, UpstreamRequest } from '../../src/domain/upstream-call.ts';
import type { QueueCount } from '../../src/upstream/call-queue.ts';
import { ContactTypes } from '../../src/upstream/contact-types.ts';
import { composePolicies } from '../../src/upstream/policies.ts';
import { withSingleFlight } from '../../src/upstream/single-flight.ts';
import { createTypedFetch } from '../../src/upstream/typed-batches.ts';
import { allowed, createMemoryCache, createOperation, shareCalls } from '../support/upstream.ts';

type Named = { readonly id: string; readonly name: string | null };
const TYPES = ['PERSON', 'COMPANY'] as const;
type Type = (typeof TYPES)[number];
/** By its id, so that a test can tell whether an answer is about the contact. */
const typeOf = (id: string): Type => (id.startsWith('p') ? 'PERSON' : 'COMPANY');

const formOf = (type: Type | null, maxBatch: number): BatchForm<Named> => ({
  name: 'Contact',
  functionGroup: 'crm',
  maxBatch,
  path: (_customerId, ids) => ids,
  split: (_body, _customerId, ids) => ({
    ofContact: new Map(
      ids
        .filter((id) => type === null || typeOf(id) === type)
        .map((id) => [id, { value: { id, name: type && `name of ${id}` }, text: id, unknownCodes: 0 }]),
    ),
    ignoredRows: 0,
  }),
});

/** Typed batches with single-flight above and all policies below, and a Vitec that refuses some contacts and fails now and then. */
function createProfiles(outcomes: readonly (FailureCode | 'OK')[], refused: ReadonlySet<string>) {
  const world = { calls: 0, open: 0, largest: 0, queue: (): QueueCount => ({ open: -1, waiting: -1, limit: 0 }) };
  const upstream: UpstreamCall = <Value>({ path, parse }: UpstreamRequest<Value>, { signal }: UpstreamOperation) => {
    const ids = path().split(',');
    const outcome = ids.some((id) => refused.has(id)) ? 'UPSTREAM_BAD_REQUEST' : (outcomes[world.calls % outcomes.length] ?? 'OK');
    world.calls += 1;
    world.open += 1;
    world.largest = Math.max(world.largest, ids.length);
    return new Promise<Value>((resolve, reject) => {
      const end = (settle: () => void) => () => {
        clearTimeout(timer);
        signal.offAbort(leave);
        world.open -= 1;
        settle();
      };
      const timer = setTimeout(
        end(() => (outcome === 'OK' ? resolve(parse('')) : reject(new Failure(outcome)))),
        (world.calls * 17) % 90,
      );
      const leave = end(() => reject(signal.reason));
      signal.onAbort(leave);
    });
  };
  const call = composePolicies(
    upstream,
    {
      concurrency: 3,
      concurrencyPerCustomer: 2,
      attemptTimeoutMs: 3_000,
      rateLimiter: null,
      nowMs: () => performance.now(),
      random: () => 0.1,
      lockoutMs: 600_000,
    },
    {
      attempt: () => undefined,
      waited: () => undefined,
      retried: () => undefined,
      watchQueue: (read) => {
        world.queue = read;
      },
      watchBreakers: () => undefined,
      lockoutBegan: () => undefined,
      lockoutEnded: () => undefined,
      watchLockouts: () => undefined,
    },
  );
  const fetch = createTypedFetch<Type, Named>(
    {
      ofAnyType: formOf(null, 3),
      ofType: { PERSON: formOf('PERSON', 4), COMPANY: formOf('COMPANY', 4) },
      likely: { type: 'PERSON', form: formOf('PERSON', 4) },
      typeOf: ({ id }) => typeOf(id),
      isComplete: ({ name }) => name !== null,
    },
    new ContactTypes<Type>(),
    {
      call,
      toSegment: (id) => id,
      toListSegment: (id) => id,
      date: () => new Date(),
      onUnknownCodes: () => undefined,
      onIgnoredRows: () => undefined,
    },
    () => performance.now(),
  );
  const cache = createMemoryCache();
  const ask = shareCalls(
    withSingleFlight<AllowedContact, Named>(fetch),
    cache.of<AllowedContact, Named>({ name: 'Contact', read: (id) => ({ id, name: null }), countRows: () => 1 }, 0),
  );
  return { world, ask, change: (key: AllowedContact) => void cache.delete('Contact', key) };
}

const outcome = fc.constantFrom<FailureCode | 'OK'>('OK', 'OK', 'OK', 'OK', 'OK', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT', 'FORBIDDEN');
const id = fc.constantFrom(...['p', 'c'].flatMap((type) => Array.from({ length: 8 }, (_, index) => `${type}${index}`)));
/** More than all of an operation's contacts can cause. */
const ENOUGH_CALLS = 100;
const SEEN_AS: Readonly<Record<string, 'left' | 'limited' | 'refused'>> = {
  CANCELLED: 'left',
  CALL_LIMIT_EXCEEDED: 'limited',
  UPSTREAM_BAD_REQUEST: 'refused',
};
const caller = fc.record({
  customerId: fc.constantFrom('M1', 'M1', 'M2'),
  contactIds: fc.uniqueArray(id, { minLength: 1, maxLength: 8 }),
  comesMs: fc.integer({ min: 0, max: 300 }),
  staysMs: fc.option(fc.integer({ min: 1, max: 300 })),
  comesAfterChange: fc.boolean(),
  calls: fc.constantFrom(1, 3, ENOUGH_CALLS),
});

describe('all batches together', () => {
  afterEach(() => void vi.useRealTimers());

  it('answer each contact with its own profile, and leave nobody waiting and no timer running, whoever comes, leaves and fails', async () => {
    const seen = { answered: 0, left: 0, failed: 0, limited: 0, refused: 0, batched: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { minLength: 1, maxLength: 9 }),
        fc.array(id, { maxLength: 3, size: 'medium' }),
        fc.array(caller, { maxLength: 12, size: 'medium' }),
        async (outcomes, refused, callers) => {
          vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'performance'] });
          const { world, ask, change } = createProfiles(outcomes, new Set(refused));
          const ends = callers.map(async ({ customerId, contactIds, comesMs, staysMs, comesAfterChange, calls }) => {
            await new Promise((resolve) => setTimeout(resolve, comesMs));
            const operation = { ...createOperation(2_000), allowance: new CallAllowance(calls) };
            const cameMs = performance.now();
            if (staysMs !== null) setTimeout(operation.leave, staysMs, new Failure('CANCELLED'));
            await Promise.all(
              contactIds.map(async (contactId) => {
                const key: AllowedContact = allowed(contactId, customerId);
                if (comesAfterChange) change(key);
                try {
                  expect((await ask(key, operation)).value).toEqual({ id: contactId, name: `name of ${contactId}` });
                  expect(refused).not.toContain(contactId);
                  seen.answered += 1;
                } catch (error) {
                  if (!(error instanceof Failure)) throw error;
                  const { code } = error;
                  if (code === 'CANCELLED') expect(performance.now() - cameMs).toBe(staysMs); // who leaves waits for nothing more
                  if (code === 'UPSTREAM_BAD_REQUEST') expect(refused).toContain(contactId);
                  if (code === 'CALL_LIMIT_EXCEEDED') expect(calls).toBeLessThan(ENOUGH_CALLS);
                  seen[SEEN_AS[code] ?? 'failed'] += 1;
                }
              }),
            );
          });
          await vi.advanceTimersByTimeAsync(3_000);
          await Promise.all(ends);
          expect([world.open, world.queue(), vi.getTimerCount()]).toEqual([0, { open: 0, waiting: 0, limit: 3 }, 0]);
          expect(world.largest).toBeLessThanOrEqual(4);
          if (world.largest > 1) seen.batched += 1;
        },
      ),
      { numRuns: 60 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(5); // else it would have proved little
  });
});
