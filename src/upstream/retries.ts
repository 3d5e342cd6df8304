import { LRUCache } from 'lru-cache';
import type { AskVitec } from '../domain/answer.ts';
import { Failure } from '../domain/failure.ts';
import { wait } from './wait.ts';

/** Retries that may be ahead of successes, so that a lasting outage adds next to no calls: each costs 1, a success gives back 0.1. */
const QUOTA_OF_CUSTOMER = 5;
/** That of all customers together; one whose calls fail for long uses up its own, and the others go on. */
const QUOTA = 40;
const PER_SUCCESS = 0.1;
/** Quotas of so many customers are kept; the one that was used longest ago makes room. */
const MAX_CUSTOMERS = 1_000;
/** Whoever asks for a longer pause than this is not asked again within the operation. */
const MAX_RETRY_AFTER_MS = 1_500;

/**
 * Asks again where the table of failures says so, after a pause that holds no slot. `random` gives numbers from 0 up to 1.
 * A failure whose `Retry-After` is longer than 1.5 s, or that comes when the quota is used up, is final.
 */
export function withRetries(ask: AskVitec, random: () => number, onRetry: () => void = () => undefined): AskVitec {
  const ofAll = new Quota(QUOTA);
  const ofCustomer = new LRUCache<string, Quota>({ max: MAX_CUSTOMERS, memoMethod: () => new Quota(QUOTA_OF_CUSTOMER) });

  return async (contact, operation) => {
    const quotas = [ofCustomer.memo(contact.customerId), ofAll];
    for (let attempt = 1; ; attempt += 1) {
      operation.signal.throwIfAborted();
      try {
        const answer = await ask(contact, operation);
        for (const quota of quotas) quota.giveBack();
        return answer;
      } catch (error) {
        if (!(error instanceof Failure) || operation.signal.aborted) throw error;
        const delayMs = retryDelayMs(error, attempt, random);
        if (delayMs === null || !quotas.every((quota) => quota.isLeft)) throw error;
        for (const quota of quotas) quota.take();
        await wait(delayMs, operation.signal).catch((reason: unknown) => {
          for (const quota of quotas) quota.restore(); // the caller left: there will be no retry
          throw reason;
        });
        onRetry();
      }
    }
  };
}

class Quota {
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

  /** What was taken for a retry that was not made. */
  restore(): void {
    this.#left = Math.min(this.#most, this.#left + 1);
  }

  giveBack(): void {
    this.#left = Math.min(this.#most, this.#left + PER_SUCCESS);
  }
}

/**
 * Milliseconds to wait after the given attempt (1, 2, ...), at most 1,500; null when there is no other. Full jitter, on top of
 * a time that Vitec names too: gateways that fell together must not come back together. Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelayMs({ code, attempts, retryAfterSeconds }: Failure, attempt: number, random: () => number): number | null {
  if (attempt >= attempts) return null;
  const jitterMs = random() * Math.min(1_000, 100 * 2 ** (attempt - 1));
  // a limit that does not say when it ends is not tried again at once
  if (retryAfterSeconds === null) return code === 'UPSTREAM_RATE_LIMITED' ? null : jitterMs;
  const askedMs = retryAfterSeconds * 1_000;
  if (askedMs > MAX_RETRY_AFTER_MS) return null;
  return askedMs === 0 ? jitterMs : askedMs + random() * (MAX_RETRY_AFTER_MS - askedMs);
}
