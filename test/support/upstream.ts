import type { AskVitec, VitecAnswer } from '../../src/domain/answer.ts';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';
import { type AllowedContact, contactCacheKey, type Rights } from '../../src/domain/contact.ts';
import type { Operation } from '../../src/domain/operation.ts';
import { PartyRoles } from '../../src/domain/party-roles.ts';

export const ANSWER: VitecAnswer = { roles: new PartyRoles([]), text: '{"buyer":[]}', fetchedAt: '2026-11-24T12:00:00.000Z' };

export const allowed = (contactId: string, customerId = 'M1', rights: Rights = { kind: 'GATEWAY' }) =>
  ({ customerId, contactId, rights, name: contactCacheKey({ customerId, contactId }) }) as AllowedContact;

/** An operation that may take so many milliseconds, and what ends it. */
export function createOperation(stayMs = 60_000): Operation & { readonly leave: (reason?: Error) => void } {
  const signal = new CancelSignal();
  return {
    signal,
    deadlineMs: performance.now() + stayMs,
    wantsFresh: false,
    cost: { calls: 0, cacheHits: 0, waitedMs: 0 },
    record: { requestId: 'r', startedMs: 0, operation: null, document: null, codes: [], cost: null },
    tally: { read: 0, failed: 0, overloaded: 0, retryAfterSeconds: null },
    leave: (reason = new Error('left')) => signal.abort(reason),
  };
}

type Call = {
  readonly contactId: string;
  readonly signal: CancelSignal;
  readonly answer: (answer?: VitecAnswer) => void;
  readonly fail: (error: unknown) => void;
};

/** An upstream that answers when the test says so; it ends with the signal, as a good one does. */
export function createHeldUpstream(): { readonly fetch: AskVitec; readonly calls: Call[] } {
  const calls: Call[] = [];
  return {
    calls,
    fetch: ({ contactId }, { signal }) =>
      new Promise((resolve, reject) => {
        signal.onAbort(() => reject(signal.reason));
        calls.push({ contactId, signal, answer: (answer = ANSWER) => resolve(answer), fail: reject });
      }),
  };
}

/** Lets everything run that is ready to. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));
