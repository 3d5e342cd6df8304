import type { AllowedContact } from '../domain/contact.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { Generations } from '../domain/generations.ts';
import type { Operation } from '../domain/operation.ts';
import type { FetchPartyRoles, PartyRolesAnswer } from '../domain/party-roles-answer.ts';
import type { AnswerStore } from './answer-store.ts';
import { type CacheTimes, isFresh, isUsable, type KeptAnswer } from './kept-answer.ts';

export type CacheSettings = CacheTimes & {
  /** So long Vitec is waited for when an older answer could be shown. */
  readonly softTimeoutMs: number;
  /** Hears what each look into the store found: an answer that is good, one that is older, or none. */
  readonly onLookup: (found: 'hit' | 'stale' | 'miss') => void;
  /** Begins what goes on after the caller has its answer: an operation with an end of its own. */
  readonly beginRefresh: (operation: Operation) => { readonly operation: Operation; readonly end: () => void };
};

export type Kept = { readonly store: AnswerStore; readonly generations: Generations };

/** After these an older answer is not shown: Vitec was reached, and said no. */
const NEVER_STALE: ReadonlySet<FailureCode> = new Set<FailureCode>(['UPSTREAM_BAD_REQUEST', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT']);

/**
 * Shows what Vitec said a moment ago, and what it said longer ago when it cannot be asked; Vitec itself asks its partners to
 * store and reuse what they fetch. The right to read was checked before, and answers got with a caller's own password are not
 * kept. Errors are not kept either, save that a contact is unknown. `nowMs` is the time of day.
 */
export function withCache(
  fetch: FetchPartyRoles,
  { store, generations }: Kept,
  settings: CacheSettings,
  nowMs: () => number,
): FetchPartyRoles {
  const keep = (contact: AllowedContact, roles: KeptAnswer['roles'], fetchedAt: string, askedMs: number) =>
    store.set({ version: 1, key: contact.name, keptMs: nowMs(), fetchedAt, roles }, contact.customerId, askedMs);

  const ask = async (contact: AllowedContact, operation: Operation): Promise<PartyRolesAnswer> => {
    const generation = generations.of(contact);
    const askedMs = nowMs();
    const isOfNow = () => generations.of(contact) === generation;
    try {
      const answer = await fetch(contact, operation);
      if (isOfNow()) keep(contact, answer.roles, answer.fetchedAt, askedMs);
      return answer;
    } catch (error) {
      if (error instanceof Failure && error.code === 'NOT_FOUND') {
        if (isOfNow()) keep(contact, null, new Date(nowMs()).toISOString(), askedMs);
      } else if (error instanceof Failure && error.code === 'FORBIDDEN') void store.delete(contact.name);
      throw error;
    }
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

  return async (contact, operation) => {
    if (contact.rights.kind === 'OWN') return fetch(contact, operation);
    if (operation.wantsFresh) return ask(contact, operation);
    const kept = await store.get(contact.name, contact.customerId);
    if (kept && isFresh(kept, settings, nowMs())) {
      settings.onLookup('hit');
      operation.cost.cacheHits += 1;
      if (kept.roles === null) throw new Failure('NOT_FOUND');
      return { roles: kept.roles, state: 'CACHED', fetchedAt: kept.fetchedAt };
    }
    if (kept?.roles && isUsable(kept, settings, nowMs())) {
      settings.onLookup('stale');
      return askOrShow(contact, operation, { roles: kept.roles, state: 'STALE', fetchedAt: kept.fetchedAt });
    }
    settings.onLookup('miss');
    return ask(contact, operation);
  };
}

/** The answer, or null when it does not come in time; the asking goes on, and renews what is kept. Rejects when the caller leaves. */
function firstOf(asked: Promise<PartyRolesAnswer>, timeoutMs: number, signal: AbortSignal): Promise<PartyRolesAnswer | null> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    };
    const timer = setTimeout(() => {
      done();
      resolve(null);
    }, timeoutMs);
    signal.addEventListener('abort', leave, { once: true });
    asked.finally(done).then(resolve, reject);
  });
}
