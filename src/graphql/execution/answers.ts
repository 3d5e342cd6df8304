import type { ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import type { Caller } from '../../access/caller.ts';
import { ContactWatch } from '../../changes/contact-watch.ts';
import { callAt } from '../../domain/call-at.ts';
import { CancelSignal } from '../../domain/cancel-signal.ts';
import { Failure, type FailureCode } from '../../domain/failure.ts';
import { StreamEnd } from '../../domain/stream-end.ts';
import { createEventRecord, recordOperation } from '../../telemetry/logging/request-record.ts';
import type { AccessTrail } from '../../telemetry/trail/access-trail.ts';
import { withUnlisted } from '../errors/error-limit.ts';
import { requestError, requestErrorOf } from '../errors/request-error.ts';
import { admitOperation, type OperationArguments } from '../limits/admission.ts';
import type { OpenStreams } from '../limits/open-streams.ts';
import { streamCountError } from '../limits/stream-counts.ts';
import { openWatch, resultsOf } from './contact-events.ts';
import type { Context, LastingRequest, OperationContext, RequestContext } from './context.ts';
import { createExecute } from './execute.ts';
import { executeIncrementally, partsOf } from './execute-incrementally.ts';
import type { EventResult, IncrementalFormat, OperationAnswer, Part } from './payload.ts';
import type { CoercedVariables } from './plan-arguments.ts';

export type AnswerParts = {
  readonly schema: GraphQLSchema;
  readonly createContext: (request: OperationContext) => Context;
  readonly settings: { readonly upstreamReport: boolean };
  /** Null: off. */
  readonly trail: AccessTrail | null;
  /** Null: Vitec's notifications are not received, so there are no subscriptions. */
  readonly streams: OpenStreams | null;
};

/** Answers a valid operation: as a whole, in parts, or with a result for each event. */
export function createAnswers({ schema, createContext, settings, trail, streams }: AnswerParts) {
  const execute = createExecute(schema);

  /** Records whose data a result shows. Where the trail is required, throws unless its line is written. */
  const record = async (to: AccessTrail, { operation }: Context, shown: Shown): Promise<void> => {
    const written = to.record(operation.record, shown);
    if (to.isRequired && !(await written)) throw TRAIL_UNAVAILABLE;
  };
  const finish = (result: ExecutionResult, context: Context): ExecutionResult | Promise<ExecutionResult> => {
    const reported = settings.upstreamReport ? withReport(result, context) : result;
    if (!trail) return reported;
    return record(trail, context, result.data ? shownBy(context) : []).then(() => reported);
  };
  const finishWhole = (result: ExecutionResult, context: Context): ExecutionResult | Promise<ExecutionResult> => {
    const failure = wholeFailureOf(context);
    return finish(failure ? { errors: [requestErrorOf(failure)] } : result, context);
  };
  const finishPart = async (part: Part, context: Context): Promise<Part> => {
    const shown = shownBy(context);
    if (trail && shown.length > 0) await record(trail, context, shown);
    if (part.hasNext) return part;
    const last = withUnlisted(part, context.errorLimit);
    return settings.upstreamReport ? withReport(last, context) : last;
  };

  const answerWhole = async (operation: OperationArguments, request: RequestContext): Promise<OperationAnswer> => {
    const context = createContext({ ...request, inParts: false });
    try {
      recordOperation(request.record, operation.document, operation.operation, context.operation.cost);
      const admission = admitOperation(operation, context.contactBudget);
      if ('errors' in admission) return whole(await finish({ errors: admission.errors }, context));
      const result = await execute({ ...operation, coerced: admission.variables }, context);
      return whole(await finishWhole(result, context));
    } finally {
      context.end();
    }
  };

  /** A query with @defer or @stream. Its context ends with its last part. */
  const answerInParts = async (
    operation: OperationArguments,
    request: RequestContext,
    format: IncrementalFormat,
  ): Promise<OperationAnswer> => {
    const context = createContext({ ...request, inParts: true });
    const end = () => {
      context.end();
      request.signal.abort(new Failure('CANCELLED', { upstreamCause: 'CANCELLED' })); // calls for parts that are never sent
    };
    let parts: AsyncGenerator<Part, void, undefined> | null = null;
    try {
      recordOperation(request.record, operation.document, operation.operation, context.operation.cost);
      const admission = admitOperation(operation, context.contactBudget);
      if ('errors' in admission) return whole(await finish({ errors: admission.errors }, context));
      const badCount = streamCountError(operation, admission.variables);
      if (badCount) return whole(await finish({ errors: [badCount] }, context));
      const result = await executeIncrementally(operation, context, format);
      if (!('later' in result)) return whole(await finishWhole(withUnlisted(result, context.errorLimit), context));
      if (trail) await record(trail, context, shownBy(context));
      parts = partsOf(result, (part) => finishPart(part, context), end);
      return { kind: 'PARTS', parts };
    } finally {
      if (!parts) end();
    }
  };

  /** A subscription. */
  const answerEvents = async (operation: OperationArguments, request: LastingRequest): Promise<OperationAnswer> => {
    if (!streams) throw NO_NOTIFICATIONS;
    const context = createContext({ ...request, inParts: false });
    let release: (() => void) | null = null;
    let events: AsyncGenerator<EventResult, void, undefined> | null = null;
    try {
      recordOperation(request.record, operation.document, operation.operation, context.operation.cost);
      const close = streams.open(request.caller.identity.key);
      release = close;
      const admission = admitOperation(operation, context.contactBudget);
      if ('errors' in admission) return whole(await finish({ errors: admission.errors }, context));
      const watch = await openWatch(operation, context);
      if (!(watch instanceof ContactWatch)) return whole(await finish(watch, context));
      request.signal.onAbort(() => void watch.return());
      if (request.signal.aborted) await watch.return();
      const stopClock = endWhenDue(watch, request.caller);
      events = resultsOf(watch, {
        resultOf: (change) => answerEvent({ ...operation, coerced: admission.variables, rootValue: change }, request),
        lastOf: (error: GraphQLError) => ({ result: { errors: [error] }, record: null }),
        end() {
          stopClock();
          close();
        },
      });
      return { kind: 'EVENTS', events };
    } finally {
      context.end();
      if (!events) release?.();
    }
  };

  /** Executes the selection of a subscription for one event, with budgets, a deadline and a record of its own. */
  const answerEvent = async (
    operation: OperationArguments & { readonly coerced: CoercedVariables; readonly rootValue: unknown },
    request: LastingRequest,
  ): Promise<EventResult> => {
    const caller = await request.renewCaller();
    const record = createEventRecord(request.record, performance.now());
    const signal = new CancelSignal();
    const cancel = (reason: Error) => signal.abort(reason);
    if (request.signal.reason) cancel(request.signal.reason);
    request.signal.onAbort(cancel);
    const context = createContext({ caller, record, signal, inParts: false });
    try {
      recordOperation(record, operation.document, operation.operation, context.operation.cost);
      return { result: await finish(await execute(operation, context), context), record };
    } finally {
      request.signal.offAbort(cancel);
      context.end();
    }
  };

  return { answerWhole, answerInParts, answerEvents };
}

type Shown = Parameters<AccessTrail['record']>[1];

const shownBy = ({ operation }: Context): Shown => operation.shown?.take() ?? [];

const whole = (result: ExecutionResult): OperationAnswer => ({ kind: 'WHOLE', result });

/** An operation fails as a whole if all its contacts failed with one of these codes, so that load balancers and clients see the status. */
const FAILS_WHOLE: ReadonlySet<FailureCode> = new Set(['OVERLOADED', 'CALLER_LIMIT_EXCEEDED']);

function wholeFailureOf({ operation: { tally } }: Context): Failure | null {
  if (tally.read > 0 || tally.failed.size === 0) return null;
  const failures = [...tally.failed.values()];
  if (failures.some((failure) => !failure || !FAILS_WHOLE.has(failure.code))) return null;
  return tally.failed.get('OVERLOADED') ?? failures[0] ?? null;
}

/** Adds the cost of the operation: calls to Vitec, cache hits, milliseconds waited. */
function withReport<Result extends ExecutionResult>(result: Result, { operation }: Context): Result {
  const { calls, cacheHits, waitedMs } = operation.cost;
  return { ...result, extensions: { ...result.extensions, upstream: { calls, cacheHits, waitedMs: Math.round(waitedMs) } } };
}

/** Ends a watch when its caller's credentials are trusted no longer. Returns a function that calls it off. */
function endWhenDue(watch: ContactWatch, { trustedUntilMs, rights }: Caller): () => void {
  if (trustedUntilMs === null) return () => undefined;
  const reasonOf = () => (rights.kind === 'OWN' ? new StreamEnd('RENEWAL_DUE') : new Failure('UNAUTHENTICATED', EXPIRED));
  return callAt(trustedUntilMs, () => watch.end(reasonOf()));
}

const EXPIRED = { message: 'The credentials have expired. Subscribe again with new ones.' };

const NO_NOTIFICATIONS = requestError(
  'SUBSCRIPTIONS_UNAVAILABLE',
  "There are no subscriptions here: this gateway does not receive Vitec's notifications (WEBHOOK_SECRET is not set).",
);

const TRAIL_UNAVAILABLE = requestError(
  'ACCESS_TRAIL_UNAVAILABLE',
  'The access trail cannot be written, so nothing is shown. Ask again in a moment; the operator finds the reason in the log of the gateway.',
);
