import { CancelSignal } from '../domain/cancel-signal.ts';
import { Failure } from '../domain/failure.ts';
import { isBadResponse, isTlsFault } from './connection-fault.ts';
import { createConnections } from './connections.ts';
import { type Credential, toBasic } from './credentials.ts';
import { get, type VitecResponse } from './get.ts';

/** Why there is no response. NOT_HTTP: what came is not HTTP, or is larger than the gateway reads. */
export type NoAnswer = 'NAME_UNKNOWN' | 'CONNECTION_REFUSED' | 'TLS_FAULT' | 'NO_ANSWER_IN_TIME' | 'CONNECTION_BROKEN' | 'NOT_HTTP';

export type AskOnce = {
  /** `credential` null sends no password. */
  readonly ask: (call: { readonly path: string; readonly credential: Credential | null }) => Promise<VitecResponse | NoAnswer>;
  readonly close: () => Promise<void>;
};

/** GETs as the gateway sends them (one origin, no redirects, a deadline for the whole response), without retries and without a cache. */
export function createAskOnce(origin: string, timeoutMs: number): AskOnce {
  const connections = createConnections(origin, { connections: null, connectTimeoutMs: timeoutMs });
  return {
    ask: ({ path, credential }) =>
      get(connections, path, credential && toBasic(credential), { signal: new CancelSignal(), timeoutMs }).catch(toNoAnswer),
    close: connections.close,
  };
}

/** The cause of an error of any connection: to Vitec, to Redis or to the issuer of tokens. */
export function toNoAnswer(error: unknown): NoAnswer {
  if (error instanceof Failure && error.code === 'UPSTREAM_TIMEOUT') return 'NO_ANSWER_IN_TIME';
  if ((error instanceof Failure && error.code === 'UPSTREAM_BAD_RESPONSE') || isBadResponse(error)) return 'NOT_HTTP';
  if (!(error instanceof Error)) return 'CONNECTION_BROKEN';
  if (error.name === 'TimeoutError') return 'NO_ANSWER_IN_TIME';
  const code = 'code' in error ? String(error.code) : '';
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) return 'NAME_UNKNOWN';
  if (/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/.test(code)) return 'NO_ANSWER_IN_TIME';
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/.test(code)) return 'CONNECTION_REFUSED';
  if (isTlsFault(error)) return 'TLS_FAULT';
  return error.cause === undefined ? 'CONNECTION_BROKEN' : toNoAnswer(error.cause);
}
