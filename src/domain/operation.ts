import type { CallerIdentity } from './caller-identity.ts';
import type { CancelSignal } from './cancel-signal.ts';
import type { Failure, FailureCode } from './failure.ts';
import type { ShownData } from './shown-data.ts';
import type { Turns } from './turns.ts';
import type { StaleReason } from './vitec-state.ts';

/** The upstream cost of one GraphQL operation so far. */
export type UpstreamCost = {
  /** HTTP requests sent to Vitec. */
  calls: number;
  /** Keys answered from the cache. */
  cacheHits: number;
  /** Those of them that were STALE, by reason. */
  readonly stale: Record<StaleReason, number>;
  /** Milliseconds during which at least one key was pending. */
  waitedMs: number;
};

/** The calls that an operation may cause. A call for several keys counts once, a retry does not count. */
export class CallAllowance {
  #left: number;

  constructor(limit: number) {
    this.#left = limit;
  }

  /** Takes one call. False: none is left. */
  take(): boolean {
    if (this.#left === 0) return false;
    this.#left -= 1;
    return true;
  }
}

/** The part of an operation that its calls to Vitec need. */
export type UpstreamOperation = {
  /** Aborts when the caller disconnects or the deadline passes. Its reason is a Failure. */
  readonly signal: CancelSignal;
  /** Milliseconds of a monotonic clock. */
  readonly deadlineMs: number;
  readonly turns: Turns;
  readonly allowance: CallAllowance;
  readonly cost: UpstreamCost;
};

/** A GraphQL operation, as the loaders and the policies see it. */
export type Operation = UpstreamOperation & {
  readonly record: OperationRecord;
  /** Null: its caller has no limit. */
  readonly callerAllowance: CallerAllowance | null;
  readonly tally: KeyTally;
  /** Null without an access trail. */
  readonly shown: ShownData | null;
};

/** Takes an operation's contacts and searches from what its caller may ask for. */
export type CallerAllowance = {
  /** Rejects with CALLER_LIMIT_EXCEEDED. What the operation has taken before is free. */
  readonly take: (subject: string) => Promise<void>;
};

/** The keys of an operation by outcome. */
export type KeyTally = {
  read: number;
  /** For each code, the failure that may be retried first; null where an unexpected error has none. */
  readonly failed: Map<FailureCode | null, Failure | null>;
};

/** A parsed GraphQL document; the log reads only its text. */
export type ParsedDocument = { readonly loc?: { readonly source: { readonly body: string } } | undefined };

/** An operation in the log, or one event of a subscription: its name and document, and the codes of its errors once they are known. */
export type OperationRecord = {
  readonly requestId: string;
  /** When it arrived, in milliseconds of the monotonic clock. */
  readonly startedMs: number;
  /** Null until the caller is authenticated. */
  caller: CallerIdentity | null;
  /** A no-cache request: bypasses the cache. */
  wantsFresh: boolean;
  operation: string | null;
  isSubscription: boolean;
  /** Whether it is one event of a subscription. */
  readonly isEvent: boolean;
  document: ParsedDocument | null;
  codes: readonly string[];
  cost: UpstreamCost | null;
};
