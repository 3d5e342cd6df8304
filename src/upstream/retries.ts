import { LRUCache } from 'lru-cache';
import { FAILURES, Failure } from '../domain/failure.ts';
import { getOrAdd } from '../domain/get-or-add.ts';
import type { UpstreamCall } from '../domain/upstream-call.ts';
import { wait } from './wait.ts';

/** Retry budget of a customer: each retry takes 1, each success gives back 0.1. So a lasting outage adds few calls. */
const BUDGET_OF_CUSTOMER = 5;
/** Retry budget of all customers together. */
const BUDGET = 40;
const PER_SUCCESS = 0.1;
/** Customers whose budgets are remembered; the least recently used one makes room. */
const MAX_CUSTOMERS = 1_000;
/** A longer `Retry-After` makes the failure final for the operation. */
const MAX_RETRY_AFTER_MS = 1_500;

/**
 * Retries a failed call as often as the table of failures says, after a pause that holds no slot of the queue. A failure is final when its
 * `Retry-After` is longer than 1.5 s, or the retry budget is used up. `random` gives numbers from 0 up to 1.
 */
export function withRetries(call: UpstreamCall, random: () => number, onRetry: () => void = () => undefined): UpstreamCall {
  const ofAll = new RetryBudget(BUDGET);
  const ofCustomer = new LRUCache<string, RetryBudget>({ max: MAX_CUSTOMERS });

  return async (request, operation) => {
    const budgets = [getOrAdd(ofCustomer, request.customerId, () => new RetryBudget(BUDGET_OF_CUSTOMER)), ofAll];
    for (let attempt = 1; ; attempt += 1) {
      operation.signal.throwIfAborted();
      try {
        const value = await call(request, operation);
        for (const budget of budgets) budget.creditSuccess();
        return value;
      } catch (error) {
        if (!(error instanceof Failure) || operation.signal.aborted) throw error;
        const delayMs = retryDelayMs(error, attempt, random);
        if (delayMs === null || !budgets.every((budget) => budget.isLeft)) throw error;
        for (const budget of budgets) budget.take();
        await wait(delayMs, operation.signal).catch((reason: unknown) => {
          for (const budget of budgets) budget.undoTake(); // the caller left: there will be no retry
          throw reason;
        });
        onRetry();
      }
    }
  };
}

class RetryBudget {
  readonly #most: number;
  #left: number;

  constructor(most: number) {
    this.#most = most;
    this.#left = most;
  }

  get isLeft(): boolean {
    return this.#left >= 1;
  }

  take(): void {
    this.#left -= 1;
  }

  /** Gives back what was taken for a retry that was not made. */
  undoTake(): void {
    this.#left = Math.min(this.#most, this.#left + 1);
  }

  creditSuccess(): void {
    this.#left = Math.min(this.#most, this.#left + PER_SUCCESS);
  }
}

/**
 * Milliseconds to wait after the given attempt (1, 2, ...), at most 1,500; null when there is no other attempt. Full jitter, also on top of
 * `Retry-After`: gateways that failed together must not come back together.
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelayMs({ code, attempts, retryAfterSeconds }: Failure, attempt: number, random: () => number): number | null {
  if (attempt >= attempts) return null;
  const jitterMs = random() * Math.min(1_000, 100 * 2 ** (attempt - 1));
  if (retryAfterSeconds === null) return FAILURES[code].needsRetryAfter ? null : jitterMs;
  const askedMs = retryAfterSeconds * 1_000;
  if (askedMs > MAX_RETRY_AFTER_MS) return null;
  return askedMs === 0 ? jitterMs : askedMs + random() * (MAX_RETRY_AFTER_MS - askedMs);
}
