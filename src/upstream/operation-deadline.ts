import { Failure } from '../domain/failure.ts';
import type { Operation, OperationRecord } from '../domain/operation.ts';

type Begun = { readonly operation: Operation; readonly end: () => void };
type Asking = { readonly signal: AbortSignal; readonly wantsFresh: boolean; readonly record: OperationRecord };

/**
 * Begins what one operation may ask upstream: until so many milliseconds have passed (then all it waits for ends with
 * UPSTREAM_TIMEOUT) or the caller has left. `end` must be called when the operation has been answered.
 */
export function beginOperation({ signal, wantsFresh, record }: Asking, timeoutMs: number): Begun {
  const controller = new AbortController();
  const stop = () => controller.abort(new Failure('UPSTREAM_TIMEOUT'));
  const timer = setTimeout(stop, timeoutMs);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const cost = { calls: 0, cacheHits: 0, waitedMs: 0 };
  return {
    operation: { signal: controller.signal, wantsFresh, record, cost, tally: { read: 0, failed: 0, overloaded: 0 } },
    end: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    },
  };
}

/** Begins what goes on for an operation after its caller has an answer, or has left; it ends after so many milliseconds. */
export function beginRefresh(operation: Operation, timeoutMs: number): Begun {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Failure('UPSTREAM_TIMEOUT')), timeoutMs);
  return { operation: { ...operation, signal: controller.signal }, end: () => clearTimeout(timer) };
}
