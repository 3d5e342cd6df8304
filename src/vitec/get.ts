import type { Dispatcher, Pool } from 'undici';
import type { CancelSignal } from '../domain/cancel-signal.ts';
import type { ContactKey } from '../domain/contact.ts';
import { Failure } from '../domain/failure.ts';
import { ACCEPT_ENCODING, MAX_ANSWER_BYTES } from './read-body.ts';

export type VitecResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes as they came; of any other status than 200 they are not waited for, since they may never end. */
  readonly body: Buffer;
};

export type Until = {
  /** When it aborts the call ends at once with its reason, wherever it is: in the pool's queue, the headers, the body. */
  readonly signal: CancelSignal;
  /** After so long it ends with UPSTREAM_TIMEOUT, just as surely. */
  readonly timeoutMs: number;
};

/** So long, and so much, of another body is read, so that its connection can serve again. */
const OTHER_BODY_MS = 1_000;
const OTHER_BODY_BYTES = 65_536;
const NOTHING = Buffer.alloc(0);

const HEADERS = { accept: 'application/json', 'accept-encoding': ACCEPT_ENCODING, 'user-agent': 'vitec-connect-graphql' } as const;

/** The address of a contact's roles. Source: the help page of GET CRM/Contact/{customerId}/{contactId}/PartyRoles */
export const partyRolesPath = ({ customerId, contactId }: ContactKey): string =>
  `/CRM/Contact/${encodeURIComponent(customerId)}/${encodeURIComponent(contactId)}/PartyRoles`;

/**
 * One GET through the pool, with the headers that Vitec wants; without `authorization` no password is sent. Written for undici's
 * dispatcher rather than its `request`, which makes a stream of each body.
 */
export const get = (pool: Pool, path: string, authorization: string | null, until: Until): Promise<VitecResponse> =>
  new Promise((resolve, reject) => {
    const headers = authorization === null ? HEADERS : { authorization, ...HEADERS };
    pool.dispatch({ method: 'GET', path, headers }, new Call(until, resolve, reject));
  });

class Call implements Dispatcher.DispatchHandler {
  readonly #signal: CancelSignal;
  readonly #resolve: (response: VitecResponse) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #response: Omit<VitecResponse, 'body'> | null = null;
  /** Why it was given up before the connection was there. */
  #reason: Error | null = null;

  constructor({ signal, timeoutMs }: Until, resolve: (response: VitecResponse) => void, reject: (reason: unknown) => void) {
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#timer = setTimeout(() => this.#giveUp(new Failure('UPSTREAM_TIMEOUT')), timeoutMs);
    signal.onAbort(this.#leave);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#reason) controller.abort(this.#reason);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: VitecResponse['headers']): void {
    if (status < 200) return; // a hint, which the answer follows
    this.#response = { status, headers };
    if (status === 200) return;
    this.#letGo();
    this.#resolve({ ...this.#response, body: NOTHING });
    this.#timer = setTimeout(() => controller.abort(new Failure('UPSTREAM_TIMEOUT')), OTHER_BODY_MS).unref();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const isWanted = this.#response?.status === 200;
    this.#bytes += chunk.length;
    if (this.#bytes > (isWanted ? MAX_ANSWER_BYTES : OTHER_BODY_BYTES)) controller.abort(new Failure('UPSTREAM_BAD_RESPONSE'));
    else if (isWanted) this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#letGo();
    const [first = NOTHING, ...others] = this.#chunks;
    if (this.#response) this.#resolve({ ...this.#response, body: others.length === 0 ? first : Buffer.concat(this.#chunks) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#letGo();
    this.#reject(error);
  }

  readonly #leave = (reason: Error) => this.#giveUp(reason);

  #giveUp(reason: Error): void {
    this.#letGo();
    this.#reason = reason;
    this.#reject(reason);
    this.#controller?.abort(reason);
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    this.#signal.offAbort(this.#leave);
  }
}
