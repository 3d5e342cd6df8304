import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import type { CancelSignal } from '../domain/cancel-signal.ts';
import { Failure } from '../domain/failure.ts';
import { isCutOff } from './connection-fault.ts';
import type { CarriedCall, Connections } from './connections.ts';
import { ACCEPT_ENCODING, MAX_ANSWER_BYTES } from './read-body.ts';

/**
 * How the end of a body is known. STATED: by its length or its last chunk. CLOSED: the connection was closed in order, which is an end
 * or a break. BROKEN: the connection was reset.
 */
export type BodyEnd = 'STATED' | 'CLOSED' | 'BROKEN';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export type VitecResponse = {
  readonly status: number;
  readonly headers: Headers;
  /** The bytes as they came; of any other status than 200 they are not waited for, since they may never end. */
  readonly body: Buffer;
  readonly end: BodyEnd;
};

export type Until = {
  /** When it aborts the call ends at once with its reason, wherever it is: in the pool's queue, the headers, the body. */
  readonly signal: CancelSignal;
  /** After so long it ends with UPSTREAM_TIMEOUT, just as surely. */
  readonly timeoutMs: number;
  /** Hears that a request is sent a second time; `wasSent` is false where the connection was gone before the first could be. */
  readonly onSecond?: (wasSent: boolean) => void;
  /** Waits until a request that was sent may be sent a second time. */
  readonly untilPermit?: (signal: CancelSignal) => Promise<void>;
};

/** Limits for draining an error body, so that its connection can be reused. */
const OTHER_BODY_MS = 1_000;
const OTHER_BODY_BYTES = 65_536;
const NOTHING = Buffer.alloc(0);

const HEADERS = { accept: 'application/json', 'accept-encoding': ACCEPT_ENCODING, 'user-agent': 'vitec-connect-graphql' } as const;

/**
 * One GET with the headers that Vitec wants; without `authorization` no password is sent. Where a kept connection had ended before a
 * byte of the answer came, the request is sent once more over a new connection, within the same deadline: a server may close a
 * kept connection at any time, and that says nothing of its health (RFC 9112, section 9.3.1). Written for undici's dispatcher rather
 * than its `request`, which makes a stream of each body.
 */
export const get = (connections: Connections, path: string, authorization: string | null, until: Until): Promise<VitecResponse> =>
  new Promise((resolve, reject) => {
    if (until.signal.aborted) {
      reject(until.signal.reason);
      return;
    }
    const headers = authorization === null ? HEADERS : { authorization, ...HEADERS };
    const call = new Call(until, resolve, reject, () => connections.dispatchAlone({ method: 'GET', path, headers }, call));
    connections.dispatch({ method: 'GET', path, headers }, call);
  });

class Call implements CarriedCall {
  carrier: CarriedCall['carrier'] = null;
  readonly #signal: CancelSignal;
  readonly #resolve: (response: VitecResponse) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #onSecond: Until['onSecond'];
  readonly #untilPermit: Until['untilPermit'];
  /** Null once it has been sent again. */
  #sendAlone: (() => void) | null;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #response: Pick<VitecResponse, 'status' | 'headers'> | null = null;
  /** The connection it was sent over, and what had come over that before. */
  #socket: Socket | null = null;
  #bytesBefore = 0;
  /** What came was no answer to this request. */
  #isUnasked = false;
  /** Why it was given up. */
  #reason: Error | null = null;

  constructor(
    { signal, timeoutMs, onSecond, untilPermit }: Until,
    resolve: (response: VitecResponse) => void,
    reject: (reason: unknown) => void,
    sendAlone: () => void,
  ) {
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#onSecond = onSecond;
    this.#untilPermit = untilPermit;
    this.#sendAlone = sendAlone;
    this.#timer = setTimeout(() => this.#giveUp(this.#timeout()), timeoutMs);
    signal.onAbort(this.#leave);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    this.#socket = this.carrier?.socket ?? null;
    this.#bytesBefore = this.#socket?.bytesRead ?? 0;
    if (this.#reason) controller.abort(this.#reason);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: Headers): void {
    if (status < 200) return; // a hint, which the answer follows
    // a server that closes an idle connection may say so, just as the request is on its way (RFC 9110, section 15.5.9)
    if (status === 408 && this.#bytesBefore > 0 && this.#sendAlone && closesConnection(headers)) {
      this.#isUnasked = true;
      controller.abort(new Failure('UPSTREAM_UNAVAILABLE', { upstreamCause: '408', status }));
      return;
    }
    this.#response = { status, headers };
    if (status === 200) return;
    this.#letGo();
    this.#resolve({ ...this.#response, body: NOTHING, end: 'STATED' });
    this.#timer = setTimeout(() => controller.abort(new Failure('UPSTREAM_TIMEOUT')), OTHER_BODY_MS).unref();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const isWanted = this.#response?.status === 200;
    this.#bytes += chunk.length;
    if (this.#bytes > (isWanted ? MAX_ANSWER_BYTES : OTHER_BODY_BYTES))
      controller.abort(new Failure('UPSTREAM_BAD_RESPONSE', { upstreamCause: 'TOO_LARGE' }));
    else if (isWanted) this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#letGo();
    if (!this.#response) return;
    const [first = NOTHING, ...others] = this.#chunks;
    const body = others.length === 0 ? first : Buffer.concat(this.#chunks);
    this.#resolve({ ...this.#response, body, end: this.#bodyEnd(this.#response.headers) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.#mayBeSentAgain()) {
      this.#sendAgain();
      return;
    }
    this.#letGo();
    this.#reject(this.#response && isCutOff(error) ? new Failure('UPSTREAM_UNAVAILABLE', { upstreamCause: 'TRUNCATED' }) : error);
  }

  /** Its connection had served before and ended with no byte more; or that ended while this was still about to be sent. */
  #mayBeSentAgain(): boolean {
    if (this.#reason || !this.#sendAlone) return false;
    if (this.#isUnasked) return true;
    if (this.#controller) return this.#bytesBefore > 0 && this.#socket?.bytesRead === this.#bytesBefore;
    return (this.carrier?.socket?.bytesRead ?? 0) > 0;
  }

  #sendAgain(): void {
    const send = this.#sendAlone ?? (() => undefined);
    const wasSent = this.#controller !== null;
    this.#onSecond?.(wasSent);
    this.#sendAlone = null;
    this.#controller = null;
    this.#isUnasked = false;
    if (!wasSent || !this.#untilPermit) {
      send();
      return;
    }
    const sendUnlessGivenUp = () => {
      if (!this.#reason) send();
    };
    this.#untilPermit(this.#signal).then(sendUnlessGivenUp, () => undefined); // the signal has ended the call itself
  }

  #bodyEnd(headers: Headers): BodyEnd {
    if (headers['content-length'] !== undefined || /\bchunked\s*$/i.test(String(headers['transfer-encoding']))) return 'STATED';
    return this.#socket?.errored ? 'BROKEN' : 'CLOSED';
  }

  /** Until a connection carries the call it is still being opened, or none is free. */
  #timeout(): Failure {
    return new Failure('UPSTREAM_TIMEOUT', { upstreamCause: this.#controller ? 'ANSWER_TIMEOUT' : 'CONNECT_TIMEOUT' });
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

/** Whether the server closes the connection after this answer. */
export const closesConnection = ({ connection }: Headers): boolean => /(?:^|,)\s*close\s*(?:,|$)/i.test(String(connection));
