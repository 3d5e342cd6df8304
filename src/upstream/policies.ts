import type { UpstreamCall, UpstreamRequest } from '../domain/upstream-call.ts';
import { type BreakerCount, withBreaker } from './breaker.ts';
import { type QueueSettings, withCallQueue } from './call-queue.ts';
import { createLockout, type LockoutSettings } from './lockout.ts';
import { withRetries } from './retries.ts';

export type PolicySettings = Pick<
  QueueSettings,
  'concurrency' | 'concurrencyPerCustomer' | 'attemptTimeoutMs' | 'rateLimiter' | 'nowMs'
> & {
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
  readonly lockoutMs: LockoutSettings['lockoutMs'];
};

export type PolicyObserver = {
  readonly attempt: NonNullable<QueueSettings['onAttempt']>;
  readonly waited: NonNullable<QueueSettings['onWaited']>;
  readonly retried: () => void;
  readonly watchQueue: NonNullable<QueueSettings['watch']>;
  readonly watchBreakers: (read: () => BreakerCount) => void;
  readonly lockoutBegan: LockoutSettings['onBegan'];
  readonly lockoutEnded: LockoutSettings['onEnded'];
  readonly watchLockouts: LockoutSettings['watch'];
};

/**
 * Composes the policies around an attempt, innermost first. One composition serves all endpoints, so that its limits hold for all of them
 * together. Retries stand outside the queue: a pause between attempts holds no slot. The breaker counts attempts. The lockout is
 * outermost, so that a call that Vitec would refuse waits for nothing; it counts the answers at each attempt, and looks again before it.
 */
export function composePolicies(
  attempt: UpstreamCall,
  { random, lockoutMs, ...queue }: PolicySettings,
  observer: PolicyObserver,
): UpstreamCall {
  const lockout = createLockout({
    lockoutMs,
    nowMs: queue.nowMs,
    onBegan: observer.lockoutBegan,
    onEnded: observer.lockoutEnded,
    watch: observer.watchLockouts,
  });
  const tooSlow = new WeakSet<UpstreamRequest<unknown>>();
  const queued = withCallQueue(lockout.atAttempt(attempt), {
    ...queue,
    onTooSlow: (request) => void tooSlow.add(request),
    onAttempt: observer.attempt,
    onWaited: observer.waited,
    watch: observer.watchQueue,
  });
  const guarded = withBreaker(queued, queue.nowMs, observer.watchBreakers, (request) => tooSlow.has(request));
  return lockout.around(withRetries(guarded, random, observer.retried));
}
