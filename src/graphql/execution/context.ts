import { type Access, createAccess } from '../../access/access.ts';
import type { Caller } from '../../access/caller.ts';
import type { CancelSignal } from '../../domain/cancel-signal.ts';
import type { Operation, OperationRecord } from '../../domain/operation.ts';
import type { LoadObserver } from '../../loaders/loader.ts';
import { createLoaders, type Loaders, type Loads } from '../../loaders/loaders.ts';
import { beginOperation } from '../../upstream/operation-deadline.ts';
import { ErrorLimit } from '../errors/error-limit.ts';
import { ContactBudget } from '../limits/contact-budget.ts';
import { RowBudget } from '../limits/row-budget.ts';

/** What resolvers may reach: the right to read, the loaders, and how many contacts the operation may still name. */
export type Context = {
  readonly access: Access;
  readonly loaders: Loaders;
  readonly operation: Operation;
  readonly contactBudget: ContactBudget;
  readonly rowBudget: RowBudget;
  readonly errorLimit: ErrorLimit;
  /** Gives back what the operation holds (its timer, its listener); called when it has been answered. */
  readonly end: () => void;
};

export type ContextParts = {
  readonly loads: Loads;
  readonly observer: LoadObserver;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  readonly idPattern: RegExp;
  readonly operationTimeoutMs: number;
  readonly maxContactsPerOperation: number;
};

/** Who asks, and how: `signal` aborts when the caller leaves. */
export type Asking = {
  readonly caller: Caller;
  readonly record: OperationRecord;
  readonly signal: CancelSignal;
  readonly wantsFresh: boolean;
};

/** Made anew for every operation, so that nothing of one caller's is ever seen by another's. */
export function createContext(asking: Asking, parts: ContextParts): Context {
  const { operation, end } = beginOperation(asking, parts.operationTimeoutMs, parts.nowMs);
  return {
    access: createAccess(asking.caller, parts.idPattern),
    loaders: createLoaders(parts.loads, operation, parts.observer, parts.nowMs),
    operation,
    contactBudget: new ContactBudget(parts.maxContactsPerOperation),
    rowBudget: new RowBudget(),
    errorLimit: new ErrorLimit(),
    end,
  };
}

/** The same operation with its budgets as they were at its beginning, to be executed again. The contacts that it reached stay counted. */
export const renewBudgets = (context: Context): Context => ({ ...context, rowBudget: new RowBudget(), errorLimit: new ErrorLimit() });
