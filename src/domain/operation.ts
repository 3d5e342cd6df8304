import type { CancelSignal } from './cancel-signal.ts';

/** What one GraphQL operation has cost upstream so far. */
export type UpstreamCost = {
  /** HTTP requests sent to Vitec. */
  calls: number;
  /** Keys answered from the cache. */
  cacheHits: number;
  /** Milliseconds during which at least one key was waited for. */
  waitedMs: number;
};

/** What a call to Vitec has to know of the operation that it is made for. */
export type UpstreamOperation = {
  /** Aborts when the caller has left or the deadline has passed. Its reason is a Failure. */
  readonly signal: CancelSignal;
  /** The moment of the deadline, in milliseconds of a monotonic clock. */
  readonly deadlineMs: number;
  /** Calls with the same fairness key take one turn of the queue together. */
  readonly fairnessKey: object;
  readonly cost: UpstreamCost;
};

/** The GraphQL operation on whose behalf Vitec is asked. */
export type Operation = UpstreamOperation & {
  /** A no-cache request: cached answers are passed over. */
  readonly wantsFresh: boolean;
  readonly record: OperationRecord;
  readonly tally: KeyTally;
};

/** How many keys of the operation were read, and how many were not. */
export type KeyTally = {
  read: number;
  failed: number;
  overloaded: number;
  /** Seconds after which the first of the overloaded ones may be asked for again. */
  retryAfterSeconds: number | null;
};

/** A GraphQL document, of which only its text matters here. */
export type ParsedDocument = { readonly loc?: { readonly source: { readonly body: string } } | undefined };

/** How the log names an operation: its name, its parsed document and the codes of its errors, once they are known. */
export type OperationRecord = {
  readonly requestId: string;
  readonly startedMs: number;
  operation: string | null;
  document: ParsedDocument | null;
  codes: readonly string[];
  cost: UpstreamCost | null;
};
