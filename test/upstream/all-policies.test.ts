import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Rights } from '../../src/domain/allowed-key.ts';
import { Failure, type FailureCode } from '../../src/domain/failure.ts';
import type { QueueCount } from '../../src/upstream/call-queue.ts';
import { composePolicies } from '../../src/upstream/policies.ts';
import type { RateLimiter } from '../../src/upstream/rate-limiter.ts';
import { ANSWER, allowed, createOperation, shareFlights, toCall } from '../support/upstream.ts';

/** Of the outcomes that begin and end a lockout. */
const STATUSES: { readonly [code in FailureCode]?: number } = { UPSTREAM_MISCONFIGURED: 401, FORBIDDEN: 403, NOT_FOUND: 404 };

const SLOTS = 3;
const SLOTS_PER_CUSTOMER = 2;

/** NONE: no limiter. The others give these delays in turn, of which 0 is a permit: at once, or after a time; FAILING rejects instead of a permit. */
type Limits = {
  readonly kind: 'NONE' | 'SYNC' | 'ASYNC' | 'FAILING';
  readonly delaysMs: readonly number[];
  readonly takesMs: number;
};

function createLimiter(
  { kind, delaysMs, takesMs }: Limits,
  seen: { acquiring: number; paused: number; limiterFailed: number },
): RateLimiter | null {
  let asked = 0;
  const nextDelayMs = () => {
    const delayMs = delaysMs[asked % delaysMs.length] ?? 0;
    asked += 1;
    if (delayMs > 0) seen.paused += 1;
    return delayMs;
  };
  const acquireLater = () => {
    seen.acquiring += 1;
    return new Promise<number>((resolve, reject) =>
      setTimeout(() => {
        seen.acquiring -= 1;
        const delayMs = nextDelayMs();
        if (kind !== 'FAILING' || delayMs > 0) return resolve(delayMs);
        seen.limiterFailed += 1;
        reject(new Error('no limiter'));
      }, takesMs),
    );
  };
  return kind === 'NONE'
    ? null
    : { acquire: kind === 'SYNC' ? nextDelayMs : acquireLater, giveBack: () => undefined, delayOfNthMs: () => 0 };
}

/** The policies as the gateway composes them, before an upstream that takes its time and may fail; its open calls are counted. */
function createPolicies(outcomes: readonly (FailureCode | 'OK')[], limits: Limits) {
  const world = {
    open: new Map<string, number>(),
    mostOpen: 0,
    mostOfCustomer: 0,
    calls: 0,
    acquiring: 0,
    paused: 0,
    limiterFailed: 0,
    queue: (): QueueCount => ({ open: -1, waiting: -1, limit: 0 }),
  };
  const upstream = toCall(({ customerId }, { signal }) => {
    const outcome = outcomes[world.calls % outcomes.length] ?? 'OK';
    world.calls += 1;
    world.open.set(customerId, (world.open.get(customerId) ?? 0) + 1);
    world.mostOfCustomer = Math.max(world.mostOfCustomer, ...world.open.values());
    world.mostOpen = Math.max(
      world.mostOpen,
      [...world.open.values()].reduce((sum, each) => sum + each, 0),
    );
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => () => {
        clearTimeout(timer);
        signal.offAbort(leave);
        world.open.set(customerId, (world.open.get(customerId) ?? 0) - 1);
        settle();
      };
      const timer = setTimeout(
        end(() => (outcome === 'OK' ? resolve(ANSWER) : reject(new Failure(outcome, { status: STATUSES[outcome] ?? null })))),
        (world.calls * 7) % 30,
      );
      const leave = end(() => reject(signal.reason));
      signal.onAbort(leave);
    });
  });
  const settings = {
    concurrency: SLOTS,
    concurrencyPerCustomer: SLOTS_PER_CUSTOMER,
    attemptTimeoutMs: 3_000,
    rateLimiter: createLimiter(limits, world),
    nowMs: () => performance.now(),
    random: () => 0.1,
    lockoutMs: 40,
  };
  const call = composePolicies(upstream, settings, {
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
  });
  const ask = shareFlights(call);
  return { world, ask };
}

const outcome = fc.constantFrom<FailureCode | 'OK'>('OK', 'OK', 'OK', 'UPSTREAM_UNAVAILABLE', 'NOT_FOUND', 'UPSTREAM_TIMEOUT');
/** With these, lockouts begin and end. */
const refusal = fc.constantFrom<FailureCode | 'OK'>(
  'UPSTREAM_MISCONFIGURED',
  'UPSTREAM_MISCONFIGURED',
  'FORBIDDEN',
  'UPSTREAM_TIMEOUT',
  'OK',
);
const limits = fc.record<Limits>({
  kind: fc.constantFrom('NONE', 'SYNC', 'ASYNC', 'ASYNC', 'FAILING'),
  delaysMs: fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 6 }),
  takesMs: fc.integer({ min: 0, max: 60 }),
});
const caller = fc.record({
  customerId: fc.constantFrom('M1', 'M2'),
  contactId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  comesMs: fc.integer({ min: 0, max: 60 }),
  staysMs: fc.option(fc.integer({ min: 1, max: 60 })),
});

/** The gateway's, or one of a caller: all of one user name. */
const rights = fc.constantFrom<Rights>(
  { kind: 'GATEWAY' },
  ...['one', 'two'].map((password) => ({ kind: 'OWN', authorization: password, hash: password, userHash: 'user' }) as const),
);

describe('all policies together', () => {
  afterEach(() => void vi.useRealTimers());

  it('leave nobody waiting, no slot taken and no timer running, whoever comes, leaves and fails', async () => {
    const seen = { answered: 0, left: 0, failed: 0, leftWhileAcquiring: 0, paused: 0, limiterFailed: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { minLength: 1, maxLength: 5 }),
        fc.array(caller, { maxLength: 40, size: 'medium' }),
        limits,
        async (outcomes, callers, limited) => {
          vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
          const { world, ask } = createPolicies(outcomes, limited);
          const ends = callers.map(async ({ customerId, contactId, comesMs, staysMs }) => {
            await new Promise((resolve) => setTimeout(resolve, comesMs));
            const [operation, cameMs] = [createOperation(80), performance.now()];
            if (staysMs !== null) setTimeout(operation.leave, staysMs, new Error('left'));
            try {
              expect(await ask(allowed(contactId, customerId), operation)).toBe(ANSWER);
              seen.answered += 1;
            } catch (error) {
              const hasLeft = error instanceof Error && error.message === 'left';
              expect(hasLeft || error instanceof Failure).toBe(true);
              if (hasLeft) expect(performance.now() - cameMs).toBe(staysMs); // who leaves waits for nothing more
              seen[hasLeft ? 'left' : 'failed'] += 1;
              if (hasLeft && world.acquiring > 0) seen.leftWhileAcquiring += 1;
            }
          });
          await vi.advanceTimersByTimeAsync(10_000);
          await Promise.all(ends);
          expect([world.mostOpen <= SLOTS, world.mostOfCustomer <= SLOTS_PER_CUSTOMER]).toEqual([true, true]);
          expect(world.queue()).toEqual({ open: 0, waiting: 0, limit: SLOTS });
          expect([...world.open.values()].every((open) => open === 0)).toBe(true);
          expect([vi.getTimerCount(), world.acquiring]).toEqual([0, 0]);
          seen.paused += world.paused;
          seen.limiterFailed += world.limiterFailed;
        },
      ),
      { numRuns: 300 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(15); // else it would have proved little
  });

  it('leave nobody waiting when lockouts begin and end, and their probes are answered, fail or are left', async () => {
    const seen = { answered: 0, left: 0, refused: 0, lockedOut: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(refusal, { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(caller, rights), { maxLength: 40, size: 'large' }),
        async (outcomes, callers) => {
          vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
          const { world, ask } = createPolicies(outcomes, { kind: 'NONE', delaysMs: [], takesMs: 0 });
          const ends = callers.map(async ([{ customerId, contactId, comesMs, staysMs }, ofCaller]) => {
            await new Promise((resolve) => setTimeout(resolve, comesMs * 4));
            const operation = createOperation(2_000);
            if (staysMs !== null) setTimeout(operation.leave, staysMs, new Error('left'));
            try {
              expect(await ask(allowed(contactId, customerId, ofCaller), operation)).toBe(ANSWER);
              seen.answered += 1;
            } catch (error) {
              if (!(error instanceof Failure)) seen.left += 1;
              else if (error.upstreamCause === 'LOCKED_OUT') seen.lockedOut += 1;
              else seen.refused += 1;
            }
          });
          await vi.advanceTimersByTimeAsync(10_000);
          await Promise.all(ends);
          expect(world.queue()).toEqual({ open: 0, waiting: 0, limit: SLOTS });
          expect([...world.open.values()].every((open) => open === 0)).toBe(true);
          expect(vi.getTimerCount()).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100); // else it would have proved little
  });
});
