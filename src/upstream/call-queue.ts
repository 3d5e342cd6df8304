import { LRUCache } from 'lru-cache';
import type { EndpointName } from '../domain/endpoint.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import { getOrAdd } from '../domain/get-or-add.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import type { Turns } from '../domain/turns.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';
import type { UpstreamCall, UpstreamRequest } from '../domain/upstream-call.ts';
import { CallTime } from './call-time.ts';
import { type Entry, FairOrder, type Place } from './fair-order.ts';
import { QueueTimeouts } from './queue-timeouts.ts';
import type { RateLimiter } from './rate-limiter.ts';

export type QueueSettings = {
  /** Maximum of open calls. */
  readonly concurrency: number;
  readonly concurrencyPerCustomer: number;
  /** Timeout of a call. */
  readonly attemptTimeoutMs: number;
  /** Null: no rate limit. */
  readonly rateLimiter: RateLimiter | null;
  /** A monotonic clock, in milliseconds. */
  readonly nowMs: () => number;
  /** Called when a call has ended, with its outcome and duration; not for a bug. */
  readonly onAttempt?: (endpoint: EndpointName, outcome: FailureCode | 'OK', durationMs: number) => void;
  /** Called with the queue time of each call, also of one that did not begin. */
  readonly onWaited?: (waitedMs: number) => void;
  /** Called when the deadline of its operation ended a call that had been given its usual time. */
  readonly onTooSlow?: (request: UpstreamRequest<unknown>) => void;
  /** Is given a function that counts the queue. */
  readonly watch?: (read: () => QueueCount) => void;
};

export type QueueCount = { readonly open: number; readonly waiting: number; readonly limit: number };

type Waiting = Entry & {
  readonly sinceMs: number;
  readonly deadlineMs: number;
  /** The latest start that leaves time for the call before its deadline, by the call times known when it was queued. */
  readonly giveUpAtMs: number;
  readonly begin: () => void;
  readonly reject: (reason: Error) => void;
};

/** Customers whose call times are remembered; the least recently used one makes room. */
const MAX_CUSTOMERS = 1_000;

/**
 * Limits the open calls, those of one customer, and the calls per second. A call waits in the queue until the latest start that leaves time
 * for it before the operation's deadline. A call that will not be served by then, by the rate, the concurrency, the measured call times and
 * the calls ahead of it, fails at once with OVERLOADED and `retryAfterSeconds`. Customers, callers and operations take turns.
 */
export function withCallQueue(call: UpstreamCall, settings: QueueSettings): UpstreamCall {
  const queue = new CallQueue(settings);
  settings.watch?.(() => queue.count());
  return async (request, operation) => {
    const permit = queue.enter(request.customerId, operation);
    if (permit) await permit;
    const beganMs = settings.nowMs();
    const usualMs = queue.usualMs(request.customerId);
    let outcome: FailureCode | 'OK' | null = null;
    try {
      const value = await call(request, operation);
      outcome = 'OK';
      return value;
    } catch (error) {
      if (error instanceof Failure && error.upstreamCause === 'LOCKED_OUT')
        settings.rateLimiter?.giveBack(); // nothing was sent
      else if (error instanceof Failure) outcome = error.code;
      throw error;
    } finally {
      const durationMs = settings.nowMs() - beganMs;
      if (outcome) settings.onAttempt?.(request.endpoint, outcome, durationMs);
      if (isPastDeadline(operation) && durationMs >= usualMs) settings.onTooSlow?.(request);
      const isMeasured = outcome === 'OK' || (outcome === 'UPSTREAM_TIMEOUT' && !operation.signal.aborted);
      queue.leave(request.customerId, isMeasured ? durationMs : null);
    }
  };
}

/** Whether the deadline ended the operation, and not a caller who left. */
const isPastDeadline = ({ signal: { reason } }: UpstreamOperation): boolean =>
  reason instanceof Failure && reason.code === 'UPSTREAM_TIMEOUT';

class CallQueue {
  readonly #settings: QueueSettings;
  readonly #order = new FairOrder<Waiting>();
  readonly #timeouts: QueueTimeouts<Waiting>;
  readonly #openOf = new Map<string, number>();
  readonly #callTime = new CallTime();
  readonly #callTimeOf = new LRUCache<string, CallTime>({ max: MAX_CUSTOMERS });
  #open = 0;
  /** No call may begin now: a permit was requested, or the next one is not free yet. */
  #isBlocked = false;
  #pause: NodeJS.Timeout | null = null;

  constructor(settings: QueueSettings) {
    this.#settings = settings;
    this.#timeouts = new QueueTimeouts(settings.nowMs, (late) => this.#dismissLate(late));
  }

  /** Null: the call may begin. Else resolves when it may begin. Throws or rejects with OVERLOADED or the signal's reason. */
  enter(customerId: string, { signal, turns, deadlineMs }: UpstreamOperation): Promise<void> | null {
    signal.throwIfAborted();
    if (this.#beginsAtOnce(customerId)) {
      this.#occupy(customerId);
      this.#settings.onWaited?.(0);
      return null;
    }
    const place = this.#soonest(customerId, turns);
    const sinceMs = this.#settings.nowMs();
    const giveUpAtMs = this.#latestStartMs(customerId, deadlineMs);
    const waitMs = this.#waitMs(place);
    if (waitMs > 0 && sinceMs + waitMs > giveUpAtMs) {
      this.#settings.onWaited?.(0);
      throw this.#overloaded(place, giveUpAtMs);
    }
    return unlessAborted(signal, (resolve, reject) => {
      const waiting: Waiting = { ...place, round: null, sinceMs, deadlineMs, giveUpAtMs, begin: resolve, reject };
      this.#order.add(waiting);
      this.#timeouts.add(waiting);
      const stopListening = turns.listen((turn) => this.#order.moveIfSooner(waiting, turn));
      this.#admit();
      return () => {
        stopListening();
        this.#endWait(waiting);
      };
    });
  }

  /** A call has ended. `durationMs` is measured for answers and for time-outs of an attempt; null for every other end. */
  leave(customerId: string, durationMs: number | null): void {
    this.#open -= 1;
    const open = this.#openFor(customerId) - 1;
    if (open === 0) this.#openOf.delete(customerId);
    else this.#openOf.set(customerId, open);
    if (durationMs !== null) {
      this.#callTime.record(durationMs);
      getOrAdd(this.#callTimeOf, customerId, () => new CallTime()).record(durationMs);
    }
    this.#admit();
  }

  /** A time within which nearly all calls of the customer end. */
  usualMs(customerId: string): number {
    return Math.min(this.#callTimeFor(customerId).enoughMs, this.#settings.attemptTimeoutMs);
  }

  count(): QueueCount {
    return { open: this.#open, waiting: this.#order.size, limit: this.#settings.concurrency };
  }

  #beginsAtOnce(customerId: string): boolean {
    return this.#settings.rateLimiter === null && this.#hasSlot(customerId) && !this.#order.has(customerId);
  }

  readonly #hasSlot = (customerId: string): boolean =>
    this.#open < this.#settings.concurrency && this.#openFor(customerId) < this.#settings.concurrencyPerCustomer;

  #openFor(customerId: string): number {
    return this.#openOf.get(customerId) ?? 0;
  }

  #callTimeFor(customerId: string): CallTime {
    return this.#callTimeOf.get(customerId) ?? this.#callTime;
  }

  #latestStartMs(customerId: string, deadlineMs: number): number {
    return deadlineMs - this.usualMs(customerId);
  }

  #occupy(customerId: string): void {
    this.#open += 1;
    this.#openOf.set(customerId, this.#openFor(customerId) + 1);
  }

  #soonest(customerId: string, { own, all }: Turns): Place {
    let soonest: Place = { customerId, turn: own };
    for (const turn of all) {
      if (turn === own) continue;
      const place = { customerId, turn };
      if (this.#order.positionIfAdded(place).ofCustomer < this.#order.positionIfAdded(soonest).ofCustomer) soonest = place;
    }
    return soonest;
  }

  /** Estimate of the longest queue time of a call that comes now. */
  #waitMs(place: Place): number {
    const { concurrency, concurrencyPerCustomer, rateLimiter } = this.#settings;
    const { customerId } = place;
    const { ofCustomer, ofAll } = this.#order.positionIfAdded(place);
    return Math.max(
      rateLimiter?.delayOfNthMs(ofAll) ?? 0,
      wavesBefore(ofAll, this.#open, concurrency) * this.#callTime.meanMs,
      wavesBefore(ofCustomer, this.#openFor(customerId), concurrencyPerCustomer) * this.#callTimeFor(customerId).meanMs,
    );
  }

  #overloaded(place: Place, giveUpAtMs: number): Failure {
    const missingMs = this.#settings.nowMs() + this.#waitMs(place) - giveUpAtMs;
    return new Failure('OVERLOADED', { retryAfterSeconds: Math.max(1, Math.ceil(missingMs / 1_000)), upstreamCause: 'QUEUE_FULL' });
  }

  /** Begins waiting calls in order while there are slots and permits. */
  #admit(): void {
    while (!this.#isBlocked && this.#order.hasNext(this.#hasSlot)) this.#acquire();
  }

  #acquire(): void {
    const acquired = this.#settings.rateLimiter?.acquire() ?? 0;
    if (typeof acquired === 'number') {
      this.#beginOrPause(acquired);
      return;
    }
    this.#isBlocked = true;
    const resume = (delayMs: number) => {
      this.#isBlocked = false;
      if (delayMs === 0 && !this.#order.hasNext(this.#hasSlot))
        this.#settings.rateLimiter?.giveBack(); // all waiting calls were cancelled meanwhile
      else this.#beginOrPause(delayMs);
      this.#admit();
    };
    acquired.then(resume, () => resume(0)); // a rate limiter that fails lets calls through
  }

  #beginOrPause(delayMs: number): void {
    if (delayMs === 0) {
      this.#beginNext();
      return;
    }
    this.#isBlocked = true;
    this.#pause = setTimeout(() => this.#resume(), delayMs);
  }

  #resume(): void {
    this.#isBlocked = false;
    this.#pause = null;
    this.#admit();
  }

  #beginNext(): void {
    const waiting = this.#order.takeNext(this.#hasSlot);
    if (!waiting) return;
    if (this.#settings.nowMs() > this.#latestStartMs(waiting.customerId, waiting.deadlineMs)) {
      this.#settings.rateLimiter?.giveBack();
      waiting.reject(this.#overloaded(waiting, waiting.giveUpAtMs)); // calls have become slower since it was queued
      return;
    }
    this.#occupy(waiting.customerId);
    waiting.begin();
  }

  #dismissLate(late: readonly Waiting[]): void {
    for (const waiting of late) this.#order.delete(waiting); // first, so that none counts in the estimate of another
    for (const waiting of late) waiting.reject(this.#overloaded(waiting, waiting.giveUpAtMs));
  }

  /** A waiting call begins, is rejected or is cancelled. */
  #endWait(waiting: Waiting): void {
    this.#order.delete(waiting);
    this.#timeouts.delete(waiting);
    this.#settings.onWaited?.(this.#settings.nowMs() - waiting.sinceMs);
    if (this.#order.size > 0 || !this.#pause) return;
    clearTimeout(this.#pause);
    this.#resume();
  }
}

/** How many times all slots must be freed before the nth call in the queue gets one. */
const wavesBefore = (n: number, open: number, slots: number): number => Math.max(0, Math.ceil((n - (slots - open)) / slots));
