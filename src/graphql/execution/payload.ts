import type { ExecutionResult, GraphQLError } from 'graphql';
import type { RequestRecord } from '../../telemetry/logging/request-record.ts';

/**
 * The formats of incremental delivery. v0.1 is the draft of 2022 (`deferSpec=20220824`), which names each place by its path; v0.2 announces
 * places in `pending` and names them by ids.
 */
export type IncrementalFormat = 'v0.1' | 'v0.2';

/** What a client takes besides a whole response. */
export type Delivery = {
  /** The format of the parts of a query with @defer or @stream; null: it takes none. */
  readonly incremental: IncrementalFormat | null;
  /** Whether it takes server-sent events. */
  readonly events: boolean;
};

/** Data at a place: `path` names it in v0.1, the `id` of an announced place in v0.2. */
export type IncrementalData = {
  readonly id?: string;
  readonly path?: readonly (string | number)[];
  readonly data?: unknown;
  readonly items?: readonly unknown[] | null;
  readonly errors?: readonly GraphQLError[];
};

/** A part of a response. */
export type Part = ExecutionResult & {
  readonly hasNext: boolean;
  /** v0.2: places that are announced. */
  readonly pending?: readonly { readonly id: string; readonly path: readonly (string | number)[] }[];
  readonly incremental?: readonly IncrementalData[];
  /** v0.2: the places that are done. Errors: their data could not be delivered. */
  readonly completed?: readonly { readonly errors?: readonly GraphQLError[] }[];
};

/**
 * The result of one event of a subscription, with a record of its own. A null record: the subscription ends with the error in the result.
 */
export type EventResult = { readonly result: ExecutionResult; readonly record: RequestRecord | null };

/**
 * The reader of `parts` or `events` must call `next` at least once, and then finish or return the generator: only then are the timers, the
 * watch and the place of the stream released.
 */
export type OperationAnswer =
  | { readonly kind: 'WHOLE'; readonly result: ExecutionResult }
  | { readonly kind: 'PARTS'; readonly parts: AsyncGenerator<Part, void, undefined> }
  | { readonly kind: 'EVENTS'; readonly events: AsyncGenerator<EventResult, void, undefined> };
