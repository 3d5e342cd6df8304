import type { Operation } from '../domain/operation.ts';
import type { FetchPartyRoles } from '../domain/party-roles-answer.ts';

/** Adds to an operation's cost the time during which it waited for at least one contact. `nowMs` is a steady clock. */
export function withWaitedTime(fetch: FetchPartyRoles, nowMs: () => number): FetchPartyRoles {
  const waits = new WeakMap<Operation, { pending: number; sinceMs: number }>();

  return async (contact, operation) => {
    const wait = waits.get(operation) ?? { pending: 0, sinceMs: 0 };
    waits.set(operation, wait);
    if (wait.pending === 0) wait.sinceMs = nowMs();
    wait.pending += 1;
    try {
      return await fetch(contact, operation);
    } finally {
      wait.pending -= 1;
      if (wait.pending === 0) operation.cost.waitedMs += nowMs() - wait.sinceMs;
    }
  };
}
