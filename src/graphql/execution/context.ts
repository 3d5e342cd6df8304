import { type Access, createAccess } from '../../access/access.ts';
import type { Caller } from '../../access/caller.ts';
import type { CallerLimit } from '../../access/caller-limit.ts';
import type { ContactChanges } from '../../changes/contact-changes.ts';
import type { CancelSignal } from '../../domain/cancel-signal.ts';
import type { Operation } from '../../domain/operation.ts';
import { ShownData } from '../../domain/shown-data.ts';
import type { LoadObserver } from '../../loaders/loader.ts';
import { createLoaders, type Loaders, type Loads } from '../../loaders/loaders.ts';
import type { RequestRecord } from '../../telemetry/logging/request-record.ts';
import { beginOperation } from '../../upstream/operation-deadline.ts';
import { ErrorLimit } from '../errors/error-limit.ts';
import { ContactBudget } from '../limits/contact-budget.ts';
import { RowBudget } from '../limits/row-budget.ts';

/** The context of resolvers: access, loaders and budgets of one operation. */
export type Context = {
  readonly access: Access;
  readonly loaders: Loaders;
  readonly changes: ContactChanges;
  readonly operation: Operation;
  readonly contactBudget: ContactBudget;
  readonly rowBudget: RowBudget;
  readonly errorLimit: ErrorLimit;
  /** Releases the timer and the listener of the operation. Called when it has been answered. */
  readonly end: () => void;
};

export type ContextParts = {
  readonly loads: Loads;
  readonly changes: ContactChanges;
  readonly observer: LoadObserver;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  readonly idPattern: RegExp;
  readonly operationTimeoutMs: number;
  readonly maxContactsPerOperation: number;
  readonly maxCallsPerOperation: number;
  /** Null: callers have no limit. */
  readonly callerLimit: CallerLimit | null;
  /** Whether the contacts whose data an operation shows are collected, for the access trail. */
  readonly hasTrail: boolean;
};

/** The facts about a request that its operation needs. */
export type RequestContext = {
  readonly caller: Caller;
  readonly record: RequestRecord;
  /** Aborts when the caller disconnects before its response, or the deadline of the operation passes. */
  readonly signal: CancelSignal;
};

/** The facts about an operation that its context needs. */
export type OperationContext = RequestContext & {
  /** Whether it is answered in parts. */
  readonly inParts: boolean;
};

/** A request, whose operation may outlive the credentials that it came with. */
export type LastingRequest = RequestContext & {
  /** Authenticates the caller once more. Rejects with a GraphQLError when the credentials have expired. */
  readonly renewCaller: () => Promise<Caller>;
};

/** Creates a context for one operation. Operations share nothing in it, so no caller sees data of another. */
export function createContext(request: OperationContext, parts: ContextParts): Context {
  const callerAllowance = parts.callerLimit?.allowanceOf(request.caller) ?? null;
  const shown = parts.hasTrail ? new ShownData() : null;
  const { inParts } = request;
  const settings = { ...request, maxCalls: parts.maxCallsPerOperation, callerAllowance, shown };
  const { operation, end } = beginOperation(settings, parts.operationTimeoutMs, parts.nowMs);
  return {
    access: createAccess(request.caller, parts.idPattern),
    loaders: createLoaders(parts.loads, operation, { observer: parts.observer, inParts, nowMs: parts.nowMs }),
    changes: parts.changes,
    operation,
    contactBudget: new ContactBudget(parts.maxContactsPerOperation),
    rowBudget: new RowBudget(),
    errorLimit: new ErrorLimit(),
    end,
  };
}

/** A context with new row and error budgets, to execute the operation again. The contacts it has reached stay counted. */
export const renewBudgets = (context: Context): Context => ({ ...context, rowBudget: new RowBudget(), errorLimit: new ErrorLimit() });
