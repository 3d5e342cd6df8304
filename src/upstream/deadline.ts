import { Failure } from '../domain/failure.ts';
import type { FetchPartyRoles } from '../domain/party-roles-answer.ts';

/** Ends an attempt after so many milliseconds, whatever it is doing, with UPSTREAM_TIMEOUT; and at once when the operation ends. */
export const withDeadline =
  (fetch: FetchPartyRoles, timeoutMs: number): FetchPartyRoles =>
  async (contact, operation) => {
    operation.signal.throwIfAborted();
    const attempt = new AbortController();
    const leave = () => attempt.abort(operation.signal.reason);
    const timer = setTimeout(() => attempt.abort(new Failure('UPSTREAM_TIMEOUT')), timeoutMs);
    operation.signal.addEventListener('abort', leave, { once: true });
    try {
      return await fetch(contact, { ...operation, signal: attempt.signal });
    } finally {
      clearTimeout(timer);
      operation.signal.removeEventListener('abort', leave);
    }
  };
