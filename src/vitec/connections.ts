import type { Socket } from 'node:net';
import { buildConnector, Client, type Dispatcher, Pool } from 'undici';
import { MAX_ANSWER_BYTES } from './read-body.ts';

/** Knows the present connection of one client of the pool; null while there is none. */
type Carrier = { socket: Socket | null };

/** A call that is told which client carries it, so that it can look at the connection. */
export type CarriedCall = Dispatcher.DispatchHandler & { carrier: Carrier | null };

export type Connections = {
  /** Sends a request over a kept connection where one is free, else over a new one that is kept afterwards. */
  readonly dispatch: (options: Dispatcher.DispatchOptions, call: CarriedCall) => void;
  /** Sends a request over a new connection, which serves no other. */
  readonly dispatchAlone: (options: Dispatcher.DispatchOptions, call: CarriedCall) => void;
  readonly close: () => Promise<void>;
};

export type ConnectionSettings = {
  /** At most so many of each sort; null: as many as are wanted. */
  readonly connections: number | null;
  /** As long as an attempt may take: later calls would wait behind a connection that is still being opened for one that has been given up. */
  readonly connectTimeoutMs: number;
};

/** The connections to one origin: HTTP/1.1, no pipelining. Other timeouts are the caller's. */
export function createConnections(origin: string, { connections, connectTimeoutMs }: ConnectionSettings): Connections {
  const connect = buildConnector({ allowH2: false, timeout: connectTimeoutMs }); // one for both pools, so that they share TLS sessions
  const options: Pool.Options = {
    connections,
    connect,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: MAX_ANSWER_BYTES,
    factory: (url, each) => new CarryingClient(url, each),
  };
  const kept = new Pool(origin, { ...options, pipelining: 1 });
  // undici asks for `connection: close`, and closes, where pipelining is 0: no connection of this pool is used twice
  const alone = new Pool(origin, { ...options, pipelining: 0 });
  return {
    dispatch: (request, call) => void kept.dispatch(request, call),
    dispatchAlone: (request, call) => void alone.dispatch(request, call),
    async close() {
      await Promise.all([kept.destroy(), alone.destroy()]);
    },
  };
}

/** A client has one connection at a time; this one tells its calls which. */
class CarryingClient extends Client {
  readonly #carrier: Carrier;

  constructor(origin: URL, options: Client.Options) {
    const carrier: Carrier = { socket: null };
    super(origin, { ...options, connect: rememberIn(carrier, options.connect as buildConnector.connector) });
    this.#carrier = carrier;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if ('carrier' in handler) handler.carrier = this.#carrier;
    return super.dispatch(options, handler);
  }
}

const rememberIn =
  (carrier: Carrier, connect: buildConnector.connector): buildConnector.connector =>
  (options, callback) => {
    carrier.socket = null;
    connect(options, (...result) => {
      carrier.socket = result[1];
      callback(...result);
    });
  };
