import { CancelSignal } from '../domain/cancel-signal.ts';
import { Failure } from '../domain/failure.ts';
import { isTlsFault } from './connection-fault.ts';
import { createConnections } from './connections.ts';
import { type Credential, toBasic } from './credentials.ts';
import { partyRoles } from './endpoints/party-roles.ts';
import { get } from './get.ts';

/** One question to PartyRoles as Vitec answered it, for those who look at the answer itself. */
export type Answered = {
  readonly status: number;
  /** When Vitec says that it was sent (the header `date`). */
  readonly date: string | null;
  readonly body: Buffer;
  readonly contentEncoding: string | undefined;
};
/** Why there was no answer, in words that hold nothing of the call. */
export type NoAnswer = 'NAME_UNKNOWN' | 'CONNECTION_REFUSED' | 'TLS_FAULT' | 'NO_ANSWER_IN_TIME' | 'CONNECTION_BROKEN';

type Question = {
  readonly customerId: string;
  readonly contactId: string;
  /** Null: no password is sent. */
  readonly credential: Credential | null;
};
export type AskOnce = {
  readonly ask: (question: Question) => Promise<Answered | NoAnswer>;
  readonly close: () => Promise<void>;
};

/** Asks the way the gateway does (one origin, no redirects, a deadline for all of it), and once: nothing is tried again or kept. */
export function createAskOnce(origin: string, timeoutMs: number): AskOnce {
  const connections = createConnections(origin, { connections: null, connectTimeoutMs: timeoutMs });
  return {
    async ask({ customerId, contactId, credential }) {
      const path = partyRoles.path({ customerId, contactId }, encodeURIComponent);
      try {
        const answer = await get(connections, path, credential && toBasic(credential), { signal: new CancelSignal(), timeoutMs });
        const one = (name: string) => [answer.headers[name] ?? []].flat()[0];
        return { status: answer.status, date: one('date') ?? null, body: answer.body, contentEncoding: one('content-encoding') };
      } catch (error) {
        return toNoAnswer(error);
      }
    },
    close: connections.close,
  };
}

/** What an error of a connection means, whoever opened it. */
export function toNoAnswer(error: unknown): NoAnswer {
  if (error instanceof Failure && error.code === 'UPSTREAM_TIMEOUT') return 'NO_ANSWER_IN_TIME';
  if (!(error instanceof Error)) return 'CONNECTION_BROKEN';
  if (error.name === 'TimeoutError') return 'NO_ANSWER_IN_TIME';
  const code = 'code' in error ? String(error.code) : '';
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) return 'NAME_UNKNOWN';
  if (/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/.test(code)) return 'NO_ANSWER_IN_TIME';
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/.test(code)) return 'CONNECTION_REFUSED';
  if (isTlsFault(error)) return 'TLS_FAULT';
  return error.cause === undefined ? 'CONNECTION_BROKEN' : toNoAnswer(error.cause);
}
