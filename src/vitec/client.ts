import type { Rights } from '../domain/allowed-key.ts';
import type { CancelSignal } from '../domain/cancel-signal.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { UpstreamCall, UpstreamRequest } from '../domain/upstream-call.ts';
import type { UpstreamCause } from '../domain/upstream-cause.ts';
import { causeOfError, isBadResponse, isTlsFault } from './connection-fault.ts';
import { createConnections } from './connections.ts';
import { type Credential, type Credentials, credentialOf, toBasic } from './credentials.ts';
import { closesConnection, get, type VitecResponse } from './get.ts';
import { readText, readUnboundedText } from './read-body.ts';
import { parseRetryAfter, serverNowMs } from './retry-after.ts';

export type VitecSettings = {
  /** `https://host[:port]`, without a path. */
  readonly origin: string;
  readonly credentials: Credentials;
  readonly maxConcurrency: number;
  /** Timeout of one call, from connecting to the last byte; it ends with UPSTREAM_TIMEOUT. */
  readonly attemptTimeoutMs: number;
  /** Waits for a permit before a request is sent once more: it counts for the rate as every other. Rejects when the signal aborts. */
  readonly untilPermit?: (signal: CancelSignal) => Promise<void>;
  /** Called for each request that is sent once more, because its keep-alive connection had ended. */
  readonly onReconnect?: () => void;
  /** The wall clock, to read dates of `Retry-After`. */
  readonly dateMs: () => number;
};

export type VitecClient = {
  /**
   * One GET. Gives the parsed body of a 200, else rejects with a Failure. Counts each request, also one that cannot be sent, in
   * `operation.cost.calls`: two, where a keep-alive connection ended before a byte of the answer came.
   */
  readonly call: UpstreamCall;
  readonly close: () => Promise<void>;
};

/**
 * Vitec Connect over HTTP: one fixed origin, HTTP Basic, no redirects, no proxy from the environment, no retries. Every fault becomes a
 * Failure with its cause. The timeout is our own: undici's run between bytes, so that an answer that drips would never end.
 */
export function createVitecClient(settings: VitecSettings): VitecClient {
  const { origin, credentials, maxConcurrency, attemptTimeoutMs, untilPermit, onReconnect, dateMs } = settings;
  const connections = createConnections(origin, { connections: maxConcurrency, connectTimeoutMs: attemptTimeoutMs });

  return {
    async call(request, operation) {
      const authorization = toAuthorization(request, credentials);
      operation.signal.throwIfAborted();
      operation.cost.calls += 1;
      let body: string;
      let answeredStatus: number | null = null;
      try {
        const response = await get(connections, request.path(), authorization, {
          signal: operation.signal,
          timeoutMs: attemptTimeoutMs,
          untilPermit,
          onStatus: (status) => {
            answeredStatus = status;
          },
          onSecond: (wasSent) => {
            if (wasSent) operation.cost.calls += 1;
            onReconnect?.();
          },
        });
        if (response.status !== 200) throw statusFailure(response, request.rights, dateMs());
        const text = readAnswer(response);
        body = typeof text === 'string' ? text : await text; // most are read at once
      } catch (error) {
        if (operation.signal.aborted) throw operation.signal.reason;
        throw (error instanceof Failure ? error : toFailure(error)).withStatus(answeredStatus);
      }
      try {
        return request.parse(body);
      } catch (error) {
        throw error instanceof Failure ? error.withStatus(answeredStatus) : error; // a bug is no fault of Vitec's
      }
    },
    close: connections.close,
  };
}

const readAnswer = ({ headers, body, end }: VitecResponse): string | Promise<string> =>
  end === 'STATED' ? readText(body, headers['content-encoding']) : readUnboundedText(body, headers['content-encoding'], end === 'BROKEN');

/** Made once for each password. */
const knownAuthorizations = new WeakMap<Credential, string>();

function toAuthorization({ customerId, functionGroup, rights }: UpstreamRequest<unknown>, credentials: Credentials): string {
  if (rights.kind === 'OWN') return rights.authorization;
  const credential = credentialOf(credentials, customerId, functionGroup);
  if (!credential) throw new Failure('UPSTREAM_MISCONFIGURED', { upstreamCause: 'NO_PASSWORD' });
  const known = knownAuthorizations.get(credential);
  if (known !== undefined) return known;
  const authorization = toBasic(credential);
  knownAuthorizations.set(credential, authorization);
  return authorization;
}

function statusFailure(response: VitecResponse, rights: Rights, dateMs: number): Failure {
  const { headers } = response;
  const [code, upstreamCause] = meaningOfStatus(response, rights);
  return new Failure(code, {
    ...(code === 'FORBIDDEN' ? { message: 'Vitec does not show this to the gateway.' } : {}),
    retryAfterSeconds: parseRetryAfter(headers['retry-after'], serverNowMs(headers.date, dateMs)),
    upstreamCause,
  });
}

/** Vitec documents 400, 401, 403 and 500; the rest has the meaning that HTTP gives it. */
function meaningOfStatus({ status, headers }: VitecResponse, rights: Rights): readonly [FailureCode, UpstreamCause] {
  switch (status) {
    case 400:
      return ['UPSTREAM_BAD_REQUEST', '400'];
    case 401:
      return [rights.kind === 'OWN' ? 'UNAUTHENTICATED' : 'UPSTREAM_MISCONFIGURED', '401']; // whose password it was
    case 403:
      return ['FORBIDDEN', '403'];
    case 404:
      return ['NOT_FOUND', '404'];
    case 410:
      return ['NOT_FOUND', '410'];
    case 408: // a server's word for giving up an idle connection
      return [closesConnection(headers) ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_TIMEOUT', '408'];
    case 425: // it may be sent again over a connection that is not new (RFC 8470)
      return ['UPSTREAM_UNAVAILABLE', '425'];
    case 429:
      return ['UPSTREAM_RATE_LIMITED', '429'];
    default:
      if (status >= 500) return ['UPSTREAM_UNAVAILABLE', '5XX'];
      if (status >= 400) return ['UPSTREAM_BAD_REQUEST', 'OTHER_4XX'];
      return ['UPSTREAM_BAD_RESPONSE', status >= 300 ? 'REDIRECT' : 'OTHER_STATUS']; // 204 and other odd successes
  }
}

/** Connection, name and TLS faults are UPSTREAM_UNAVAILABLE, and a TLS fault is not retried. An answer that is not HTTP is UPSTREAM_BAD_RESPONSE. */
function toFailure(error: unknown): Failure {
  const upstreamCause = causeOfError(error);
  if (isBadResponse(error)) return new Failure('UPSTREAM_BAD_RESPONSE', { upstreamCause });
  return new Failure('UPSTREAM_UNAVAILABLE', isTlsFault(error) ? { attempts: 1, upstreamCause } : { upstreamCause });
}
