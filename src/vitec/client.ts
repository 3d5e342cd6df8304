import type { CancelSignal } from '../domain/cancel-signal.ts';
import type { AllowedContact, ContactKey, Rights } from '../domain/contact.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { Operation } from '../domain/operation.ts';
import { isBadResponse, isTlsFault } from './connection-fault.ts';
import { createConnections } from './connections.ts';
import { type Credential, type Credentials, credentialOf, toBasic } from './credentials.ts';
import { closesConnection, get, type VitecResponse } from './get.ts';
import { readText, readUnboundedText } from './read-body.ts';
import { parseRetryAfter, serverNowMs } from './retry-after.ts';

export type VitecSettings = {
  /** `https://host[:port]`, without a path. */
  readonly origin: string;
  readonly credentials: Credentials;
  /** What an id may look like before it goes into an address. */
  readonly idPattern: RegExp;
  readonly maxConcurrency: number;
  /** So long one call may take, whatever it is doing; then it ends with UPSTREAM_TIMEOUT. */
  readonly attemptTimeoutMs: number;
  /** Waits until a request may be sent once more: it counts for the rate as every other. Rejects when the signal aborts. */
  readonly untilPermit?: (signal: CancelSignal) => Promise<void>;
  /** Hears of each request that is sent once more, because the kept connection it was meant for had ended. */
  readonly onReconnect?: () => void;
};

export type VitecClient = {
  /**
   * One GET; gives the text of a 200, else throws a Failure. `pathOf` is asked once the contact's ids are checked; it may use no others.
   * Counts each request sent in `operation.cost.calls`: two, where a kept connection ended before a byte of the answer came.
   */
  readonly getText: (contact: AllowedContact, pathOf: (contact: ContactKey) => string, operation: Operation) => Promise<string>;
  readonly close: () => Promise<void>;
};

/**
 * Vitec Connect over HTTP: one fixed origin, HTTP Basic, no redirects, no proxy from the environment, no retries.
 * Every fault ends in a Failure. The deadline is our own: undici's run between bytes, so that a drip would never end.
 */
export function createVitecClient(settings: VitecSettings): VitecClient {
  const { origin, credentials, idPattern, maxConcurrency, attemptTimeoutMs, untilPermit, onReconnect } = settings;
  const connections = createConnections(origin, { connections: maxConcurrency, connectTimeoutMs: attemptTimeoutMs });

  return {
    async getText(contact, pathOf, operation) {
      for (const id of [contact.customerId, contact.contactId]) checkId(id, idPattern);
      const authorization = toAuthorization(contact, credentials);
      operation.signal.throwIfAborted();
      operation.cost.calls += 1;
      try {
        const response = await get(connections, pathOf(contact), authorization, {
          signal: operation.signal,
          timeoutMs: attemptTimeoutMs,
          ...(untilPermit ? { untilPermit } : {}),
          onSecond: (wasSent) => {
            if (wasSent) operation.cost.calls += 1;
            onReconnect?.();
          },
        });
        if (response.status === 200) return await readAnswer(response);
        const retryAfterSeconds = retryAfterOf(response.headers);
        throw new Failure(codeOfStatus(response, contact.rights), { retryAfterSeconds });
      } catch (error) {
        if (operation.signal.aborted) throw operation.signal.reason;
        throw error instanceof Failure ? error : toFailure(error);
      }
    },
    close: connections.close,
  };
}

const readAnswer = ({ headers, body, end }: VitecResponse): Promise<string> =>
  end === 'STATED' ? readText(body, headers['content-encoding']) : readUnboundedText(body, headers['content-encoding'], end === 'BROKEN');

const retryAfterOf = (headers: VitecResponse['headers']): number | null =>
  parseRetryAfter(headers['retry-after'], serverNowMs(headers.date, Date.now()));

/** Made once for each password. */
const knownAuthorizations = new WeakMap<Credential, string>();

function toAuthorization({ customerId, rights }: AllowedContact, credentials: Credentials): string {
  if (rights.kind === 'OWN') return rights.authorization;
  const credential = credentialOf(credentials, customerId);
  if (!credential) throw new Failure('UPSTREAM_MISCONFIGURED');
  const known = knownAuthorizations.get(credential);
  if (known !== undefined) return known;
  const authorization = toBasic(credential);
  knownAuthorizations.set(credential, authorization);
  return authorization;
}

/** The last guard before the address: the caller's ids were checked on entry, ids that Vitec sent were not. */
function checkId(id: string, pattern: RegExp): void {
  if (!pattern.test(id))
    throw new Failure('BAD_USER_INPUT', { message: 'This id cannot be asked for: it has characters that no id in an address may have.' });
}

/** 400, 401, 403 and 500 are documented by Vitec, the rest has been seen or is HTTP's own meaning. */
function codeOfStatus({ status, headers }: VitecResponse, rights: Rights): FailureCode {
  switch (status) {
    case 401:
      return rights.kind === 'OWN' ? 'UNAUTHENTICATED' : 'UPSTREAM_MISCONFIGURED'; // whose password it was
    case 403:
      return 'FORBIDDEN';
    case 404:
    case 410:
      return 'NOT_FOUND';
    case 408:
      return closesConnection(headers) ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_TIMEOUT'; // a server's word for giving up an idle connection
    case 425:
      return 'UPSTREAM_UNAVAILABLE'; // it may be asked again over a connection that is not new (RFC 8470)
    case 429:
      return 'UPSTREAM_RATE_LIMITED';
    default:
      if (status >= 500) return 'UPSTREAM_UNAVAILABLE';
      return status >= 400 ? 'UPSTREAM_BAD_REQUEST' : 'UPSTREAM_BAD_RESPONSE'; // redirects, 204 and other odd successes
  }
}

/** Connection, name and TLS faults: unavailable, and for TLS there is no other try. What is not HTTP, contradicts itself or is over the size cap: a bad response. */
function toFailure(error: unknown): Failure {
  if (isBadResponse(error)) return new Failure('UPSTREAM_BAD_RESPONSE');
  return new Failure('UPSTREAM_UNAVAILABLE', isTlsFault(error) ? { attempts: 1 } : {});
}
