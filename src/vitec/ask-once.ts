import { CancelSignal } from '../domain/cancel-signal.ts';
import { Failure } from '../domain/failure.ts';
import type { UpstreamCause } from '../domain/upstream-cause.ts';
import { causeOfError } from './connection-fault.ts';
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

const NO_ANSWERS: Partial<Record<UpstreamCause, NoAnswer>> = {
  DNS: 'NAME_UNKNOWN',
  REFUSED: 'CONNECTION_REFUSED',
  TLS: 'TLS_FAULT',
  CONNECT_TIMEOUT: 'NO_ANSWER_IN_TIME',
  ANSWER_TIMEOUT: 'NO_ANSWER_IN_TIME',
  NOT_HTTP: 'NOT_HTTP',
  TOO_LARGE: 'NOT_HTTP',
};

/** The cause of an error of any connection: to Vitec, to Redis or to the issuer of tokens. */
export function toNoAnswer(error: unknown): NoAnswer {
  const cause = error instanceof Failure ? error.upstreamCause : causeOfError(error);
  return (cause && NO_ANSWERS[cause]) ?? 'CONNECTION_BROKEN';
}
