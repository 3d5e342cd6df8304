import { CancelSignal } from '../domain/cancel-signal.ts';
import { Failure } from '../domain/failure.ts';
import { CallAllowance, type CallerAllowance, type Operation, type OperationRecord } from '../domain/operation.ts';
import type { ShownData } from '../domain/shown-data.ts';

type BegunOperation = { readonly operation: Operation; readonly end: () => void };
type OperationParts = {
  /** Aborts when the caller leaves; `beginOperation` aborts it at the deadline. */
  readonly signal: CancelSignal;
  readonly record: OperationRecord;
  /** Most calls to Vitec that it may cause. */
  readonly maxCalls: number;
  readonly callerAllowance: CallerAllowance | null;
  readonly shown: ShownData | null;
};

/**
 * Begins an operation and its deadline: when `timeoutMs` have passed, the signal aborts with UPSTREAM_TIMEOUT. Call `end` when the
 * operation has been answered. `nowMs` is a monotonic clock.
 */
export function beginOperation(
  { signal, record, maxCalls, callerAllowance, shown }: OperationParts,
  timeoutMs: number,
  nowMs: () => number,
): BegunOperation {
  return {
    operation: {
      signal,
      deadlineMs: nowMs() + timeoutMs,
      record,
      callerKey: record.caller?.key,
      fairnessKey: record,
      allowance: new CallAllowance(maxCalls),
      cost: { calls: 0, cacheHits: 0, stale: { SLOW: 0, FAILED: 0 }, waitedMs: 0 },
      callerAllowance,
      tally: { read: 0, failed: new Map() },
      shown,
    },
    end: timerEnder(abortAfter(timeoutMs, signal)),
  };
}

/** Begins a refresh that outlives its operation: it has a deadline of its own, and a caller that leaves after this does not cancel it. */
export function beginRefresh(operation: Operation, timeoutMs: number, nowMs: () => number): BegunOperation {
  const signal = new CancelSignal();
  if (operation.signal.reason) signal.abort(operation.signal.reason);
  const timer = abortAfter(timeoutMs, signal);
  return { operation: { ...operation, signal, deadlineMs: nowMs() + timeoutMs }, end: timerEnder(timer) };
}

/** Null where the signal has aborted already. */
const abortAfter = (timeoutMs: number, signal: CancelSignal): NodeJS.Timeout | null =>
  signal.aborted ? null : setTimeout(() => signal.abort(new Failure('UPSTREAM_TIMEOUT', { upstreamCause: 'DEADLINE' })), timeoutMs);

const timerEnder = (timer: NodeJS.Timeout | null) => () => clearTimeout(timer ?? undefined);
