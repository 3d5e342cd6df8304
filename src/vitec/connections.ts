import type { Socket } from 'node:net';
import { buildConnector, Client, type Dispatcher, Pool } from 'undici';
import { MAX_ANSWER_BYTES } from './read-body.ts';

/** The socket of one client of the pool; null while it is not connected. */
type Carrier = { socket: Socket | null };

/** A call that learns which client carries it, so that it can look at the socket. */
export type CarriedCall = Dispatcher.DispatchHandler & { carrier: Carrier | null };

export type Connections = {
  /** Sends a request over a keep-alive connection, a new one if none is free. */
  readonly dispatch: (options: Dispatcher.DispatchOptions, call: CarriedCall) => void;
  /** Sends a request over a new connection, which is closed afterwards. */
  readonly dispatchAlone: (options: Dispatcher.DispatchOptions, call: CarriedCall) => void;
  readonly close: () => Promise<void>;
};

export type ConnectionSettings = {
  /** Maximum of each pool; null: no maximum. */
  readonly connections: number | null;
  /** The timeout of an attempt: a longer one would make later calls wait behind a connection that its own call no longer needs. */
  readonly connectTimeoutMs: number;
};

/** The connections to one origin: HTTP/1.1 without pipelining. The caller sets all timeouts but that of connecting. */
export function createConnections(origin: string, { connections, connectTimeoutMs }: ConnectionSettings): Connections {
  const connect = buildConnector({ allowH2: false, timeout: connectTimeoutMs }); // one for both pools, to share TLS sessions
  const options: Pool.Options = {
    connections,
    connect,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: MAX_ANSWER_BYTES,
    factory: (url, each) => new CarryingClient(url, each),
  };
  const keepAlive = new Pool(origin, { ...options, pipelining: 1 });
  // with pipelining 0 undici sends `connection: close`: no connection of this pool is used twice
  const alone = new Pool(origin, { ...options, pipelining: 0 });
  return {
    dispatch: (request, call) => void keepAlive.dispatch(request, call),
    dispatchAlone: (request, call) => void alone.dispatch(request, call),
    async close() {
      await Promise.all([keepAlive.destroy(), alone.destroy()]);
    },
  };
}

/** A client has one connection at a time. This one gives it to its calls. */
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
