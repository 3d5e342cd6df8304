import { LRUCache } from 'lru-cache';
import type { AskVitec } from '../domain/answer.ts';
import type { CancelSignal } from '../domain/cancel-signal.ts';
import { FAILURES, Failure } from '../domain/failure.ts';

const WINDOW_MS = 10_000;
const BUCKET_MS = 1_000;
const LEAST_CALLS = 10;
const OPENS_AT = 0.5;
const OPEN_MS = 2_000;
/** Breakers of so many customers are kept; the one that was used longest ago makes room. */
const MAX_CUSTOMERS = 1_000;

/** Calls that tell whether a customer is well again. Several, or a contact that always fails would decide for all others. */
const PROBES = 5;
/** How long other calls wait for what the probes tell. */
const MAX_WAIT_MS = 1_000;

type State =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly untilMs: number }
  | { readonly kind: 'half-open'; started: number; running: number; hasFailed: boolean };
type Bucket = { readonly startMs: number; calls: number; failures: number };

/**
 * A customer whose calls fail in half of at least 10 within 10 s is not asked for 2 s. Then five calls probe whether it is well again, and others
 * wait for the first of them that is answered: that closes the breaker. Refusals (400, 403, 404, 429) count as successes; cancelled calls are not
 * counted. Of our own making, since the kept libraries take a cancelled probe for a success (cockatiel), or run a timer for each breaker
 * (opossum). `nowMs` is a steady clock; `watch` is given what counts the breakers whenever it is asked.
 */
export function withBreaker(ask: AskVitec, nowMs: () => number, watch: WatchBreakers = () => undefined): AskVitec {
  const breakers = new LRUCache<string, Breaker>({ max: MAX_CUSTOMERS, memoMethod: () => new Breaker() });
  watch(() => countBreakers([...breakers.values()], nowMs()));

  return async (contact, operation) => {
    const breaker = breakers.memo(contact.customerId);
    let entry = breaker.enter(nowMs());
    if (entry === 'wait') entry = await enterLater(breaker, nowMs, operation.signal);
    const isProbe = entry === 'probe';
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

async function enterLater(breaker: Breaker, nowMs: () => number, signal: CancelSignal): Promise<'call' | 'probe'> {
  const untilMs = nowMs() + MAX_WAIT_MS;
  for (let leftMs = MAX_WAIT_MS; leftMs > 0; leftMs = untilMs - nowMs()) {
    if (!(await breaker.untilDecided(leftMs, signal))) break;
    const entry = breaker.enter(nowMs());
    if (entry !== 'wait') return entry;
  }
  throw unavailable(OPEN_MS);
}

const unavailable = (waitMs: number): Failure =>
  new Failure('UPSTREAM_UNAVAILABLE', { attempts: 1, retryAfterSeconds: Math.ceil(waitMs / 1_000) });

/** Customers that are left alone, and those where the next calls, or some under way, tell whether they are well again. */
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
  readonly #waiting = new Set<() => void>();

  /** How a call goes on; throws UPSTREAM_UNAVAILABLE where it may not. */
  enter(nowMs: number): 'call' | 'probe' | 'wait' {
    if (this.#state.kind === 'closed') return 'call';
    if (this.#state.kind === 'open') {
      if (this.#state.untilMs > nowMs) throw unavailable(this.#state.untilMs - nowMs);
      this.#state = { kind: 'half-open', started: 0, running: 0, hasFailed: false };
    }
    if (this.#state.started === PROBES) return 'wait';
    this.#state.started += 1;
    this.#state.running += 1;
    return 'probe';
  }

  /** True when the probes have told something; false after so many milliseconds. Rejects with the signal's reason. */
  untilDecided(timeoutMs: number, signal: CancelSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        signal.offAbort(leave);
        this.#waiting.delete(decided);
        settle();
      };
      const decided = () => end(() => resolve(true));
      const leave = (reason: Error) => end(() => reject(reason));
      const timer = setTimeout(() => end(() => resolve(false)), timeoutMs);
      signal.onAbort(leave);
      this.#waiting.add(decided);
    });
  }

  stateAt(nowMs: number): State['kind'] {
    return this.#state.kind === 'open' && this.#state.untilMs <= nowMs ? 'half-open' : this.#state.kind;
  }

  record(isProbe: boolean, health: Health, nowMs: number): void {
    if (isProbe) this.#endProbe(health, nowMs);
    else if (this.#state.kind === 'closed' && health !== 'unknown') this.#count(health, nowMs);
  }

  #endProbe(health: Health, nowMs: number): void {
    if (this.#state.kind !== 'half-open') return; // another probe was faster
    this.#state.running -= 1;
    this.#state.hasFailed ||= health === 'failing';
    if (health === 'well') {
      this.#buckets = [];
      this.#decide({ kind: 'closed' });
    } else if (this.#state.running === 0) {
      // probes that their callers gave up told nothing: the next call probes
      this.#decide({ kind: 'open', untilMs: this.#state.hasFailed ? nowMs + OPEN_MS : nowMs });
    }
  }

  #decide(state: State): void {
    this.#state = state;
    for (const decided of [...this.#waiting]) decided();
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
