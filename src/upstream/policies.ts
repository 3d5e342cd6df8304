import type { EndpointName } from '../domain/endpoint.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { UpstreamCall } from '../domain/upstream-call.ts';
import { type BreakerCount, withBreaker } from './breaker.ts';
import { type QueueCount, type QueueSettings, withCallQueue } from './call-queue.ts';
import { withRetries } from './retries.ts';

export type PolicySettings = Pick<
  QueueSettings,
  'concurrency' | 'concurrencyPerCustomer' | 'attemptTimeoutMs' | 'rateLimiter' | 'nowMs'
> & {
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
};

export type PolicyObserver = {
  /** Hears how each attempt ended, and how long it took. */
  readonly attempt: (endpoint: EndpointName, outcome: FailureCode | 'OK', durationMs: number) => void;
  readonly waited: (waitedMs: number) => void;
  readonly retried: () => void;
  readonly watchQueue: (read: () => QueueCount) => void;
  readonly watchBreakers: (read: () => BreakerCount) => void;
};

/**
 * Composes the policies around an attempt, innermost first. One composition serves all endpoints, so that its limits hold for all of them
 * together. Retries stand outside the queue: a pause between attempts holds no slot. The breaker counts attempts.
 */
export function composePolicies(attempt: UpstreamCall, { random, ...queue }: PolicySettings, observer: PolicyObserver): UpstreamCall {
  const observed = withObservedAttempts(attempt, queue.nowMs, observer.attempt);
  const queued = withCallQueue(observed, { ...queue, onWaited: observer.waited, watch: observer.watchQueue });
  const guarded = withBreaker(queued, queue.nowMs, observer.watchBreakers);
  return withRetries(guarded, random, observer.retried);
}

const withObservedAttempts =
  (call: UpstreamCall, nowMs: () => number, onAttempt: PolicyObserver['attempt']): UpstreamCall =>
  async (request, operation) => {
    const beganMs = nowMs();
    try {
      const value = await call(request, operation);
      onAttempt(request.endpoint, 'OK', nowMs() - beganMs);
      return value;
    } catch (error) {
      if (error instanceof Failure) onAttempt(request.endpoint, error.code, nowMs() - beganMs);
      throw error;
    }
  };
