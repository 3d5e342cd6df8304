import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';
import type { CancelSignal } from '../domain/cancel-signal.ts';
import { Failure } from '../domain/failure.ts';
import { isCutOff } from './connection-fault.ts';
import type { CarriedCall, Connections } from './connections.ts';
import { ACCEPT_ENCODING, MAX_ANSWER_BYTES } from './read-body.ts';

/**
 * How a body ended. STATED: by its length or its last chunk. CLOSED: by an orderly close of the connection, which may also cut it off.
 * BROKEN: by a reset.
 */
export type BodyEnd = 'STATED' | 'CLOSED' | 'BROKEN';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export type VitecResponse = {
  readonly status: number;
  readonly headers: Headers;
  /** The bytes of a 200. For any other status it is empty, since the body is not waited for. */
  readonly body: Buffer;
  readonly end: BodyEnd;
};

export type Until = {
  /** Ends the call at once with its reason: in the pool's queue, the headers or the body. */
  readonly signal: CancelSignal;
  /** Timeout of the whole call; it ends with UPSTREAM_TIMEOUT. */
  readonly timeoutMs: number;
  /** Called with the status of the answer, before its body. */
  readonly onStatus?: (status: number) => void;
  /** Called when the request is sent a second time. `wasSent` is false if the connection had ended before the first could be sent. */
  readonly onSecond?: (wasSent: boolean) => void;
  /** Waits for a permit to send a request a second time. */
  readonly untilPermit?: ((signal: CancelSignal) => Promise<void>) | undefined;
};

/** Limits for draining an error body, so that its connection can be reused. */
const OTHER_BODY_MS = 1_000;
const OTHER_BODY_BYTES = 65_536;
const NOTHING = Buffer.alloc(0);

const HEADERS = { accept: 'application/json', 'accept-encoding': ACCEPT_ENCODING, 'user-agent': 'vitec-connect-graphql' } as const;

/**
 * One GET with the headers that Vitec wants; without `authorization` no password is sent. If a keep-alive connection ends before a byte of
 * the answer came, the request is sent once more over a new connection, within the same timeout: a server may close an idle connection at
 * any time (RFC 9112, section 9.3.1). Uses undici's dispatcher, since its `request` makes a stream of each body.
 */
export const get = (connections: Connections, path: string, authorization: string | null, until: Until): Promise<VitecResponse> =>
  new Promise((resolve, reject) => {
    if (until.signal.aborted) {
      reject(until.signal.reason);
      return;
    }
    const headers = authorization === null ? HEADERS : { ...HEADERS, authorization };
    const call = new Call(until, resolve, reject, () => connections.dispatchAlone({ method: 'GET', path, headers }, call));
    connections.dispatch({ method: 'GET', path, headers }, call);
  });

class Call implements CarriedCall {
  carrier: CarriedCall['carrier'] = null;
  readonly #signal: CancelSignal;
  readonly #resolve: (response: VitecResponse) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #onStatus: Until['onStatus'];
  readonly #onSecond: Until['onSecond'];
  readonly #untilPermit: Until['untilPermit'];
  /** Null once the request has been sent again. */
  #sendAlone: (() => void) | null;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #response: Pick<VitecResponse, 'status' | 'headers'> | null = null;
  /** The connection that carries the call, and the bytes that it had received before. */
  #socket: Socket | null = null;
  #bytesBefore = 0;
  /** The answer was not to this request (408 of an idle connection). */
  #isUnasked = false;
  /** Why the call ended early: cancelled, or timed out. */
  #reason: Error | null = null;

  constructor(
    { signal, timeoutMs, onStatus, onSecond, untilPermit }: Until,
    resolve: (response: VitecResponse) => void,
    reject: (reason: unknown) => void,
    sendAlone: () => void,
  ) {
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#onStatus = onStatus;
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
    if (status < 200) return; // an interim response (RFC 9110, section 15.2)
    // a server may send 408 when it closes an idle connection, while the request is on its way (RFC 9110, section 15.5.9)
    if (status === 408 && this.#bytesBefore > 0 && this.#sendAlone && closesConnection(headers)) {
      this.#isUnasked = true;
      controller.abort(new Failure('UPSTREAM_UNAVAILABLE', { upstreamCause: '408' }));
      return;
    }
    this.#response = { status, headers };
    this.#onStatus?.(status);
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
    const [first] = this.#chunks;
    const body = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
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

  /** Whether a reused connection ended without a byte for this call, or before the request could be sent. */
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
    this.#untilPermit(this.#signal).then(sendUnlessGivenUp, () => undefined); // the signal has rejected the call already
  }

  #bodyEnd(headers: Headers): BodyEnd {
    if (headers['content-length'] !== undefined || /\bchunked\s*$/i.test(String(headers['transfer-encoding']))) return 'STATED';
    return this.#socket?.errored ? 'BROKEN' : 'CLOSED';
  }

  /** Without a connection, the timeout passed while connecting or waiting for a free one. */
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

/** Whether the server closes the connection after this response. */
export const closesConnection = ({ connection }: Headers): boolean => /(?:^|,)\s*close\s*(?:,|$)/i.test(String(connection));
