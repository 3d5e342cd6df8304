import type { CancelSignal } from './cancel-signal.ts';

/** What one GraphQL operation has cost upstream so far. */
export type UpstreamCost = {
  /** HTTP requests sent to Vitec. */
  calls: number;
  /** Contacts answered from the cache. */
  cacheHits: number;
  /** Milliseconds during which at least one contact was waited for. */
  waitedMs: number;
};

/** The GraphQL operation on whose behalf the upstream is asked. */
export type Operation = {
  /** Aborts when the caller has left or the operation's deadline has passed; its reason is then a Failure. */
  readonly signal: CancelSignal;
  /** When that is at the latest, in milliseconds of a steady clock. */
  readonly deadlineMs: number;
  /** The caller does not want what was kept from before. */
  readonly wantsFresh: boolean;
  readonly cost: UpstreamCost;
  readonly record: OperationRecord;
  readonly tally: ContactTally;
};

/** How it went with the contacts that the operation needed. */
export type ContactTally = {
  read: number;
  failed: number;
  overloaded: number;
  /** Seconds after which the first of those that were turned away may be asked for again. */
  retryAfterSeconds: number | null;
};

/** A GraphQL document, of which its text is all that is known here. */
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
