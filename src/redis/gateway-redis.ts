import { type Command, Redis } from 'ioredis';

/** Timeout of a command. */
const COMMAND_TIMEOUT_MS = 50;
const MAX_RETRY_DELAY_MS = 1_000;
/** Interval at which each connection is tested. */
const HEARTBEAT_MS = 2_000;
/** Time without trouble after which Redis counts as usable again, so that a Redis which fails now and then is not reported each time. */
const CALM_MS = 5_000;
/** Holds nothing, or for 2 s an empty text. Deleting it is a write that a full Redis accepts and a replica rejects. */
const HEARTBEAT_KEY = 'vitec:heartbeat';

/** An event of this client: messages are received. */
const LISTENING = 'listening';

/**
 * Error replies of a server that is not, or no longer, the primary. The primary may be found at the same address: reconnect. The error of a
 * script has the word further in. https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors
 */
const OF_NO_PRIMARY = /(^|-)(READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|UNBLOCKED|NOREPLICAS) /;

type RedisEvents = {
  readonly onTrouble: (error: unknown) => void;
  /** Once after trouble, when Redis can be used again. */
  readonly onReturn: () => void;
};

/**
 * A connection to Redis or Valkey, which the gateway can do without: a command fails at once while it is away, and after 50 ms when it is
 * slow. It reconnects when the server has become a replica, and when nothing is received any more.
 */
export class GatewayRedis extends Redis {
  readonly #events: RedisEvents;
  readonly #heartbeats: NodeJS.Timeout[] = [];
  #subscriber: Redis | null = null;
  #isSubscribed = false;
  /** When the last trouble was; null while Redis is usable. */
  #troubleMs: number | null = null;

  constructor(url: string, events: RedisEvents = { onTrouble: () => undefined, onReturn: () => undefined }) {
    super(url, {
      connectTimeout: 1_000,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      retryStrategy: retryDelayMs,
    });
    this.#events = events;
    this.on('error', this.reportTrouble);
    this.options.reconnectOnError = (error) => {
      if (!OF_NO_PRIMARY.test(error.message)) return false;
      this.#subscriber?.disconnect(true);
      return true;
    };
    this.#heartbeats.push(
      keepAlive(this, () => this.del(HEARTBEAT_KEY), this.reportTrouble),
      setInterval(() => void this.#watchReturn(), HEARTBEAT_MS).unref(),
    );
  }

  /** For an error of a command: ioredis rejects the command, and emits no event. */
  readonly reportTrouble = (error: unknown): void => {
    this.#troubleMs = performance.now();
    this.#events.onTrouble(error);
  };

  /** Reports the return after trouble, once Redis is connected, has been calm and accepts a write. A full Redis accepts a deletion only. */
  async #watchReturn(): Promise<void> {
    const troubleMs = this.#troubleMs;
    if (troubleMs === null || performance.now() - troubleMs < CALM_MS) return;
    if (!this.#isUsable) return;
    try {
      await this.set(HEARTBEAT_KEY, '', 'PX', HEARTBEAT_MS);
    } catch (error) {
      return this.reportTrouble(error);
    }
    if (this.#troubleMs !== troubleMs) return; // other trouble came meanwhile
    this.#troubleMs = null;
    this.#events.onReturn();
  }

  /** The same as `commandTimeout` of ioredis, except that a reply which came while this process was busy is read before the timeout counts. */
  override sendCommand(command: Command, stream?: Parameters<Redis['sendCommand']>[1]): unknown {
    const timer = setTimeout(() => setImmediate(() => command.reject(new Error('Command timed out'))), COMMAND_TIMEOUT_MS);
    const done = () => clearTimeout(timer);
    command.promise.then(done, done);
    return super.sendCommand(command, stream);
  }

  /**
   * Subscribes to a channel, over a connection of its own. `onListening` is called after each subscription: messages between two of them were
   * missed.
   */
  listen(channel: string, onMessage: (message: string) => void, onListening: () => void): void {
    const subscriber = new Redis({
      ...this.options,
      enableOfflineQueue: false,
      maxRetriesPerRequest: null,
      autoResubscribe: false, // its rejection would be unhandled, which ends the process and prints the command
      reconnectOnError: null,
    });
    this.#subscriber = subscriber;
    subscriber.on('error', this.reportTrouble);
    subscriber.on('close', () => {
      this.#isSubscribed = false;
    });
    subscriber.on('message', (_channel, message) => onMessage(message));
    const onTaken = () => {
      this.#isSubscribed = true;
      onListening();
      this.emit(LISTENING);
    };
    subscriber.on('ready', () => void subscribeUntilTaken(subscriber, channel, onTaken, this.reportTrouble));
    this.#heartbeats.push(keepAlive(subscriber, () => subscriber.ping(), this.reportTrouble));
  }

  /** Resolves when commands can be sent and messages are received, at the latest after `atMostMs`. */
  async untilReady(atMostMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const check = () => {
      if (this.#isUsable) resolve();
    };
    const timer = setTimeout(resolve, atMostMs);
    for (const event of ['ready', LISTENING]) this.on(event, check);
    check();
    await promise;
    for (const event of ['ready', LISTENING]) this.off(event, check);
    clearTimeout(timer);
  }

  get #isUsable(): boolean {
    return this.status === 'ready' && (this.#subscriber === null || this.#isSubscribed);
  }

  /** Closes both connections at once. */
  close(): void {
    for (const heartbeat of this.#heartbeats) clearInterval(heartbeat);
    for (const connection of [this, this.#subscriber]) connection?.disconnect();
  }
}

const retryDelayMs = (attempt: number): number => Math.min(MAX_RETRY_DELAY_MS, attempt * 100);

/**
 * Sends a command at intervals, and destroys a connection over which nothing was received since the last one. TCP reports a host without
 * power, or a firewall that dropped the connection, after a quarter of an hour or never.
 */
function keepAlive(connection: Redis, ask: () => Promise<unknown>, onTrouble: (error: Error) => void): NodeJS.Timeout {
  let last: { readonly stream: Redis['stream']; readonly bytes: number } | null = null;
  const beat = () => {
    const { status, stream } = connection;
    if (status !== 'ready' && status !== 'connect') {
      last = null;
      return;
    }
    if (last?.stream === stream && last.bytes === stream.bytesRead) {
      stream.destroy();
      return;
    }
    last = { stream, bytes: stream.bytesRead };
    if (status === 'ready') ask().catch(onTrouble);
  };
  return setInterval(beat, HEARTBEAT_MS).unref();
}

/** Pause after a rejected subscription, for example for a missing permission. */
const SUBSCRIBE_AGAIN_MS = 2_000;

async function subscribeUntilTaken(subscriber: Redis, channel: string, onTaken: () => void, onTrouble: (error: Error) => void) {
  const { stream } = subscriber;
  while (subscriber.status === 'ready' && subscriber.stream === stream) {
    try {
      await subscriber.subscribe(channel);
      onTaken();
      return;
    } catch (error) {
      onTrouble(error as Error);
      await new Promise((resolve) => setTimeout(resolve, SUBSCRIBE_AGAIN_MS).unref());
    }
  }
}
