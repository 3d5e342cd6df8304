import { LRUCache } from 'lru-cache';
import type { CancelSignal } from '../domain/cancel-signal.ts';
import { FAILURES, Failure } from '../domain/failure.ts';
import { getOrAdd } from '../domain/get-or-add.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';
import type { UpstreamCall, UpstreamRequest } from '../domain/upstream-call.ts';
import { eachGroup } from './each-group.ts';

const WINDOW_MS = 10_000;
const BUCKET_MS = 1_000;
const LEAST_CALLS = 10;
const OPENS_AT = 0.5;
const OPEN_MS = 2_000;
/** Breakers of a function group that are remembered; the least recently used one makes room. */
const MAX_BREAKERS = 1_000;

/** Calls that test whether a customer has recovered. Several, or a contact that always fails would decide for all others. */
const PROBES = 5;
/** How long the other calls wait for a probe. */
const MAX_WAIT_MS = 1_000;

type State =
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly untilMs: number }
  | { readonly kind: 'half-open'; started: number; running: number; hasFailed: boolean };
type Bucket = { readonly startMs: number; calls: number; failures: number };

/**
 * A circuit breaker for each customer and function group. It opens for 2 s when half of at least 10 calls within 10 s have failed. Then five
 * calls are probes, and others wait for the first probe that succeeds: it closes the breaker. The column `breaker` of the table of failures
 * says what counts as a failure; wrong passwords are not counted. Of the calls that ended with their operation, only those count that
 * `wasTooSlow` names: the others were cancelled, were never sent, or had no time for an answer. The attempts of one call are one failure, or a single
 * contact that always fails would open it. Not from a library: cockatiel takes a cancelled probe
 * for a success, opossum runs a timer for each breaker. `nowMs` is a monotonic clock; `watch` is given a function that counts the breakers.
 */
export function withBreaker(
  call: UpstreamCall,
  nowMs: () => number,
  watch: WatchBreakers = () => undefined,
  wasTooSlow: (request: UpstreamRequest<unknown>) => boolean = () => false,
): UpstreamCall {
  /** Requests that have failed: their retries are the same request. */
  const failed = new WeakSet<UpstreamRequest<unknown>>();
  const breakers = eachGroup(() => new LRUCache<string, Breaker>({ max: MAX_BREAKERS }));
  watch(() =>
    countBreakers(
      Object.values(breakers).flatMap((ofGroup) => [...ofGroup.values()]),
      nowMs(),
    ),
  );

  return async (request, operation) => {
    const breaker = getOrAdd(breakers[request.functionGroup], request.customerId, () => new Breaker());
    let entry = breaker.enter(nowMs());
    if (entry === 'wait') entry = await enterLater(breaker, nowMs, operation.signal);
    const isProbe = entry === 'probe';
    try {
      const value = await call(request, operation);
      breaker.record(isProbe, 'success', nowMs());
      return value;
    } catch (error) {
      const outcome = operation.signal.aborted ? outcomeOfEnded(wasTooSlow(request)) : outcomeOf(error);
      breaker.record(isProbe, outcome === 'failure' && !isProbe && failed.has(request) ? 'ignored' : outcome, nowMs());
      if (outcome === 'failure') failed.add(request);
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
  new Failure('UPSTREAM_UNAVAILABLE', { attempts: 1, retryAfterSeconds: Math.ceil(waitMs / 1_000), upstreamCause: 'BREAKER_OPEN' });

/** Breakers that let nothing through, and those whose probes are due or running. */
export type BreakerCount = { readonly open: number; readonly halfOpen: number };
type WatchBreakers = (read: () => BreakerCount) => void;

const countBreakers = (breakers: readonly Breaker[], nowMs: number): BreakerCount => ({
  open: breakers.filter((breaker) => breaker.stateAt(nowMs) === 'open').length,
  halfOpen: breakers.filter((breaker) => breaker.stateAt(nowMs) === 'half-open').length,
});

type Outcome = (typeof FAILURES)[keyof typeof FAILURES]['breaker'];

const outcomeOf = (error: unknown): Outcome =>
  error instanceof Failure && error.upstreamCause !== 'LOCKED_OUT' ? FAILURES[error.code].breaker : 'ignored';

const outcomeOfEnded = (wasTooSlow: boolean): Outcome => (wasTooSlow ? 'failure' : 'ignored');

class Breaker {
  #state: State = { kind: 'closed' };
  #buckets: Bucket[] = [];
  readonly #waiting = new Set<() => void>();

  /** Throws UPSTREAM_UNAVAILABLE while it is open. */
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

  /** Resolves to true when a probe has decided, to false after `timeoutMs`. Rejects with the signal's reason. */
  untilDecided(timeoutMs: number, signal: CancelSignal): Promise<boolean> {
    return unlessAborted(signal, (resolve) => {
      const decided = () => resolve(true);
      const timer = setTimeout(resolve, timeoutMs, false);
      this.#waiting.add(decided);
      return () => {
        clearTimeout(timer);
        this.#waiting.delete(decided);
      };
    });
  }

  stateAt(nowMs: number): State['kind'] {
    return this.#state.kind === 'open' && this.#state.untilMs <= nowMs ? 'half-open' : this.#state.kind;
  }

  record(isProbe: boolean, outcome: Outcome, nowMs: number): void {
    if (isProbe) this.#endProbe(outcome, nowMs);
    else if (this.#state.kind === 'closed' && outcome !== 'ignored') this.#count(outcome, nowMs);
  }

  #endProbe(outcome: Outcome, nowMs: number): void {
    if (this.#state.kind !== 'half-open') return; // another probe was faster
    this.#state.running -= 1;
    this.#state.hasFailed ||= outcome === 'failure';
    if (outcome === 'success') {
      this.#buckets = [];
      this.#decide({ kind: 'closed' });
    } else if (this.#state.running === 0) {
      // if no probe failed, none told anything: the next call is a probe
      this.#decide({ kind: 'open', untilMs: this.#state.hasFailed ? nowMs + OPEN_MS : nowMs });
    }
  }

  #decide(state: State): void {
    this.#state = state;
    for (const decided of [...this.#waiting]) decided();
  }

  #count(outcome: Outcome, nowMs: number): void {
    this.#buckets = this.#buckets.filter(({ startMs }) => startMs > nowMs - WINDOW_MS);
    let bucket = this.#buckets.at(-1);
    if (!bucket || bucket.startMs + BUCKET_MS <= nowMs) {
      bucket = { startMs: nowMs, calls: 0, failures: 0 };
      this.#buckets.push(bucket);
    }
    bucket.calls += 1;
    if (outcome === 'failure') bucket.failures += 1;
    const calls = this.#buckets.reduce((sum, each) => sum + each.calls, 0);
    const failures = this.#buckets.reduce((sum, each) => sum + each.failures, 0);
    if (calls >= LEAST_CALLS && failures / calls >= OPENS_AT) {
      this.#state = { kind: 'open', untilMs: nowMs + OPEN_MS };
      this.#buckets = [];
    }
  }
}
