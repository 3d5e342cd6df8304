import type { AskVitec, FetchPartyRoles, PartyRolesAnswer } from '../domain/answer.ts';
import type { CancelSignal } from '../domain/cancel-signal.ts';
import type { AllowedContact } from '../domain/contact.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { Generations } from '../domain/generations.ts';
import type { Operation } from '../domain/operation.ts';
import type { AnswerStore } from './cache.ts';
import { type CacheTimes, type FoundAnswer, isFresh, isUsable } from './cache-entry.ts';
import { type Ask, UNSHARED_ASK } from './calls-in-progress.ts';

export type CacheSettings = CacheTimes & {
  /** So long Vitec is waited for when an older answer could be shown. */
  readonly softTimeoutMs: number;
  /** Hears what each look into the store found: an answer that is good, one that is older, or none. */
  readonly onLookup: (found: 'hit' | 'stale' | 'miss') => void;
  /** Hears of each asking that brought no roles, and why, whether an older answer is shown instead or none. */
  readonly onFailure: (contact: AllowedContact, operation: Operation, code: FailureCode) => void;
  /** Begins what goes on after the caller has its answer: an operation with an end of its own. */
  readonly beginRefresh: (operation: Operation) => { readonly operation: Operation; readonly end: () => void };
};

/** `nowMs` is monotonic, for ages; `date` the wall clock, for what people read. */
export type Clocks = { readonly nowMs: () => number; readonly date: () => Date };

export type Kept = { readonly store: AnswerStore; readonly generations: Generations };

/** After these an older answer is not shown: Vitec was reached, and said no. */
const NEVER_STALE: ReadonlySet<FailureCode> = new Set<FailureCode>(['UPSTREAM_BAD_REQUEST', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT']);

/**
 * Shows what Vitec said a moment ago, and what it said longer ago when it cannot be asked; Vitec itself asks its partners to
 * store and reuse what they fetch. The right to read was checked before, and answers got with a caller's own password are not
 * kept. Errors are not kept either, save that a contact is unknown.
 */
export function withCache(
  askVitec: AskVitec,
  { store, generations }: Kept,
  settings: CacheSettings,
  { nowMs, date }: Clocks,
): FetchPartyRoles {
  /** What a caller's own password opens is kept for nobody; a time of 0 keeps nothing. */
  const isKept = ({ rights }: AllowedContact): boolean => rights.kind === 'GATEWAY' && settings.ttlMs > 0;

  const askAndKeep = async (contact: AllowedContact, operation: Operation, ask: Ask): Promise<PartyRolesAnswer> => {
    const generation = generations.of(contact);
    const mayKeep = () => isKept(contact) && generations.of(contact) === generation;
    try {
      const { roles, text, fetchedAt } = await askVitec(contact, operation);
      if (mayKeep()) store.set(contact, { keptMs: nowMs(), fetchedAt, text }, ask);
      return { roles, state: 'FRESH', fetchedAt };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      settings.onFailure(contact, operation, error.code);
      if (error.code === 'NOT_FOUND' && mayKeep())
        store.set(contact, { keptMs: nowMs(), fetchedAt: date().toISOString(), text: null }, ask);
      if (error.code === 'FORBIDDEN' && isKept(contact)) void store.delete(contact);
      throw error;
    } finally {
      store.endAsk(ask);
    }
  };

  const ask = (contact: AllowedContact, operation: Operation): Promise<PartyRolesAnswer> => {
    const begun = isKept(contact) ? store.beginAsk(contact, operation.wantsFresh) : UNSHARED_ASK;
    return begun instanceof Promise ? begun.then((ask) => askAndKeep(contact, operation, ask)) : askAndKeep(contact, operation, begun);
  };

  const askOrShow = async (contact: AllowedContact, operation: Operation, older: PartyRolesAnswer): Promise<PartyRolesAnswer> => {
    const refresh = settings.beginRefresh(operation);
    const asked = ask(contact, refresh.operation).finally(refresh.end);
    const stale = () => {
      operation.cost.cacheHits += 1;
      return older;
    };
    try {
      return (await firstOf(asked, settings.softTimeoutMs, operation.signal)) ?? stale();
    } catch (error) {
      if (operation.signal.aborted || !(error instanceof Failure) || NEVER_STALE.has(error.code)) throw error;
      return stale();
    }
  };

  const answerWith = (found: FoundAnswer | null, contact: AllowedContact, operation: Operation): Promise<PartyRolesAnswer> => {
    if (found && isFresh(found, settings, nowMs())) {
      settings.onLookup('hit');
      operation.cost.cacheHits += 1;
      if (found.roles === null) return Promise.reject(new Failure('NOT_FOUND'));
      return Promise.resolve({ roles: found.roles, state: 'CACHED', fetchedAt: found.fetchedAt });
    }
    if (found?.roles && isUsable(found, settings, nowMs())) {
      settings.onLookup('stale');
      return askOrShow(contact, operation, { roles: found.roles, state: 'STALE', fetchedAt: found.fetchedAt });
    }
    settings.onLookup('miss');
    return ask(contact, operation);
  };

  return (contact, operation) => {
    if (operation.wantsFresh) generations.begin(contact.name); // a no-cache request must not join an earlier call
    if (!isKept(contact) || operation.wantsFresh) return ask(contact, operation);
    const found = store.get(contact);
    return found instanceof Promise ? found.then((read) => answerWith(read, contact, operation)) : answerWith(found, contact, operation);
  };
}

/** The answer, or null when it does not come in time; the asking goes on, and renews what is kept. Rejects when the caller leaves. */
function firstOf(asked: Promise<PartyRolesAnswer>, timeoutMs: number, signal: CancelSignal): Promise<PartyRolesAnswer | null> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      asked.catch(() => undefined); // nobody hears how it ends
      reject(signal.reason);
      return;
    }
    const leave = (reason: Error) => {
      clearTimeout(timer);
      reject(reason);
    };
    const done = () => {
      clearTimeout(timer);
      signal.offAbort(leave);
    };
    const timer = setTimeout(() => {
      done();
      resolve(null);
    }, timeoutMs);
    signal.onAbort(leave);
    asked.finally(done).then(resolve, reject);
  });
}
