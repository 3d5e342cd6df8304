import { CancelSignal } from '../domain/cancel-signal.ts';
import { Failure } from '../domain/failure.ts';
import type { Operation, OperationRecord } from '../domain/operation.ts';

type Begun = { readonly operation: Operation; readonly end: () => void };
type Asking = { readonly signal: CancelSignal; readonly wantsFresh: boolean; readonly record: OperationRecord };

/**
 * Begins what one operation may ask upstream, until the caller has left, which `signal` tells, or so many milliseconds have passed:
 * then this aborts that same signal, and all that waits ends with UPSTREAM_TIMEOUT. `end` must be called when the operation has been
 * answered.
 */
export function beginOperation({ signal, wantsFresh, record }: Asking, timeoutMs: number): Begun {
  const timer = abortAfter(timeoutMs, signal);
  const cost = { calls: 0, cacheHits: 0, waitedMs: 0 };
  return {
    operation: {
      signal,
      deadlineMs: performance.now() + timeoutMs,
      wantsFresh,
      record,
      cost,
      tally: { read: 0, failed: 0, overloaded: 0, retryAfterSeconds: null },
    },
    end: () => clearTimeout(timer ?? undefined),
  };
}

/**
 * Begins what goes on for an operation after its caller has an answer, or has left; it ends after so many milliseconds. For a caller who
 * has left before this it ends at once.
 */
export function beginRefresh(operation: Operation, timeoutMs: number): Begun {
  const signal = new CancelSignal();
  if (operation.signal.reason) signal.abort(operation.signal.reason);
  const timer = abortAfter(timeoutMs, signal);
  return { operation: { ...operation, signal, deadlineMs: performance.now() + timeoutMs }, end: () => clearTimeout(timer ?? undefined) };
}

/** Null: it has aborted already. */
const abortAfter = (timeoutMs: number, signal: CancelSignal): NodeJS.Timeout | null =>
  signal.aborted ? null : setTimeout(() => signal.abort(new Failure('UPSTREAM_TIMEOUT')), timeoutMs);
