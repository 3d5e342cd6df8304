import { Failure } from '../domain/failure.ts';
import type { Operation, OperationRecord } from '../domain/operation.ts';

/**
 * Begins what one operation may ask upstream: until so many milliseconds have passed (then all it waits for ends with
 * UPSTREAM_TIMEOUT) or the caller has left. `end` must be called when the operation has been answered.
 */
export function beginOperation(
  caller: AbortSignal,
  timeoutMs: number,
  record: OperationRecord,
): { readonly operation: Operation; readonly end: () => void } {
  const controller = new AbortController();
  const stop = () => controller.abort(new Failure('UPSTREAM_TIMEOUT'));
  const timer = setTimeout(stop, timeoutMs);
  caller.addEventListener('abort', stop, { once: true });
  if (caller.aborted) stop();
  return {
    operation: {
      signal: controller.signal,
      cost: { calls: 0, cacheHits: 0, waitedMs: 0 },
      record,
      tally: { read: 0, failed: 0, overloaded: 0 },
    },
    end: () => {
      clearTimeout(timer);
      caller.removeEventListener('abort', stop);
    },
  };
}
