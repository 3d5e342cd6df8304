import { LRUCache } from 'lru-cache';
import { FAILURES, Failure } from '../domain/failure.ts';
import type { AskVitec } from '../domain/party-roles-answer.ts';

const WINDOW_MS = 10_000;
const BUCKET_MS = 1_000;
const LEAST_CALLS = 10;
const OPENS_AT = 0.5;
const OPEN_MS = 2_000;
/** Breakers of so many customers are kept; the one that was used longest ago makes room. */
const MAX_CUSTOMERS = 1_000;

type State = { readonly kind: 'closed' } | { readonly kind: 'open'; readonly untilMs: number } | { readonly kind: 'half-open' };
type Bucket = { readonly startMs: number; calls: number; failures: number };

/**
 * A customer whose calls fail in half of at least 10 within 10 s is not asked for 2 s; then one call probes whether it is well
 * again while all others still fail at once. Refusals (400, 403, 404, 429) count as successes; cancelled calls
 * are not counted. Of our own making, since the kept libraries let all wait for the probe (cockatiel), take a
 * cancelled probe for a success (cockatiel), or run a timer for each breaker (opossum). `nowMs` is a steady clock; `watch` is given
 * what counts the breakers whenever it is asked.
 */
export function withBreaker(ask: AskVitec, nowMs: () => number, watch: WatchBreakers = () => undefined): AskVitec {
  const breakers = new LRUCache<string, Breaker>({ max: MAX_CUSTOMERS, memoMethod: () => new Breaker() });
  watch(() => countBreakers([...breakers.values()], nowMs()));

  return async (contact, operation) => {
    const breaker = breakers.memo(contact.customerId);
    const isProbe = breaker.enter(nowMs());
    try {
      const answer = await ask(contact, operation);
      breaker.record(isProbe, 'well', nowMs());
      return answer;
    } catch (error) {
      breaker.record(isProbe, operation.signal.aborted ? 'unknown' : healthIn(error), nowMs());
      throw error;
    }
  };
}

/** Customers that are left alone, and those where the next call, or one under way, tells whether they are well again. */
export type BreakerCount = { readonly open: number; readonly halfOpen: number };
type WatchBreakers = (read: () => BreakerCount) => void;

const countBreakers = (breakers: readonly Breaker[], nowMs: number): BreakerCount => ({
  open: breakers.filter((breaker) => breaker.stateAt(nowMs) === 'open').length,
  halfOpen: breakers.filter((breaker) => breaker.stateAt(nowMs) === 'half-open').length,
});

type Health = 'well' | 'failing' | 'unknown';

/** A wrong password says nothing of Vitec's health, or a caller with one could keep the breaker closed for all. */
const ABOUT_PASSWORDS: readonly string[] = ['UPSTREAM_MISCONFIGURED', 'UNAUTHENTICATED'];

function healthIn(error: unknown): Health {
  if (!(error instanceof Failure) || FAILURES[error.code].attempts === 0 || ABOUT_PASSWORDS.includes(error.code)) return 'unknown';
  return FAILURES[error.code].countsForBreaker ? 'failing' : 'well';
}

class Breaker {
  #state: State = { kind: 'closed' };
  #buckets: Bucket[] = [];

  /** Whether the call that begins is the probe; throws UPSTREAM_UNAVAILABLE when it may not begin. */
  enter(nowMs: number): boolean {
    if (this.#state.kind === 'closed') return false;
    const waitMs = this.#state.kind === 'open' ? this.#state.untilMs - nowMs : OPEN_MS;
    if (waitMs > 0) throw new Failure('UPSTREAM_UNAVAILABLE', { attempts: 1, retryAfterSeconds: Math.ceil(waitMs / 1_000) });
    this.#state = { kind: 'half-open' };
    return true;
  }

  stateAt(nowMs: number): State['kind'] {
    return this.#state.kind === 'open' && this.#state.untilMs <= nowMs ? 'half-open' : this.#state.kind;
  }

  record(isProbe: boolean, health: Health, nowMs: number): void {
    if (isProbe) this.#endProbe(health, nowMs);
    else if (this.#state.kind === 'closed' && health !== 'unknown') this.#count(health, nowMs);
  }

  #endProbe(health: Health, nowMs: number): void {
    // a probe that the caller gave up told nothing: the next call probes
    this.#state = health === 'well' ? { kind: 'closed' } : { kind: 'open', untilMs: health === 'failing' ? nowMs + OPEN_MS : nowMs };
    if (health === 'well') this.#buckets = [];
  }

  #count(health: Health, nowMs: number): void {
    this.#buckets = this.#buckets.filter(({ startMs }) => startMs > nowMs - WINDOW_MS);
    let bucket = this.#buckets.at(-1);
    if (!bucket || bucket.startMs + BUCKET_MS <= nowMs) {
      bucket = { startMs: nowMs, calls: 0, failures: 0 };
      this.#buckets.push(bucket);
    }
    bucket.calls += 1;
    if (health === 'failing') bucket.failures += 1;
    const calls = this.#buckets.reduce((sum, each) => sum + each.calls, 0);
    const failures = this.#buckets.reduce((sum, each) => sum + each.failures, 0);
    if (calls >= LEAST_CALLS && failures / calls >= OPENS_AT) {
      this.#state = { kind: 'open', untilMs: nowMs + OPEN_MS };
      this.#buckets = [];
    }
  }
}
