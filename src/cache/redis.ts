import { type Command, Redis } from 'ioredis';

/** Nothing waits longer for Redis than this. */
const COMMAND_TIMEOUT_MS = 50;
const MAX_RETRY_DELAY_MS = 1_000;
/** How often each connection is asked whether it still leads to a primary that answers. */
const HEARTBEAT_MS = 2_000;
/** Nothing is kept under it. To delete it is a write that a full Redis takes too, and a replica refuses. */
const HEARTBEAT_KEY = 'vitec:heartbeat';

/**
 * Replies that say that this server is not, or no longer, the primary, while another may stand at the same address: to connect anew
 * finds it. A script's refusal has the word further in. https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors
 */
const OF_NO_PRIMARY = /(^|-)(READONLY|LOADING|MASTERDOWN|CLUSTERDOWN|UNBLOCKED|NOREPLICAS) /;

/**
 * A connection to Redis or Valkey that the gateway can do without: a command fails at once while it is away, and after 50 ms
 * when it is slow. It connects anew when the server has become a replica, and when nothing comes over it any more.
 */
export class GatewayRedis extends Redis {
  readonly #onTrouble: (error: Error) => void;
  readonly #heartbeats: NodeJS.Timeout[] = [];
  #subscriber: Redis | null = null;

  constructor(url: string, onTrouble: (error: Error) => void) {
    super(url, {
      connectTimeout: 1_000,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      retryStrategy: retryDelayMs,
    });
    this.#onTrouble = onTrouble;
    this.on('error', onTrouble);
    this.options.reconnectOnError = (error) => {
      if (!OF_NO_PRIMARY.test(error.message)) return false;
      this.#subscriber?.disconnect(true);
      return true;
    };
    this.#heartbeats.push(keepAlive(this, () => this.del(HEARTBEAT_KEY), onTrouble));
  }

  /** The same as `commandTimeout` of ioredis, but a reply that came while this process was busy is read before its time is over. */
  override sendCommand(command: Command, stream?: Parameters<Redis['sendCommand']>[1]): unknown {
    const timer = setTimeout(() => setImmediate(() => command.reject(new Error('Command timed out'))), COMMAND_TIMEOUT_MS);
    const done = () => clearTimeout(timer);
    command.promise.then(done, done);
    return super.sendCommand(command, stream);
  }

  /**
   * Hears what is published on a channel, over a connection of its own. `onListening` is called each time that it begins to:
   * what was published before that, since the last time, was missed.
   */
  listen(channel: string, onMessage: (message: string) => void, onListening: () => void): void {
    const subscriber = new Redis({
      ...this.options,
      enableOfflineQueue: false,
      maxRetriesPerRequest: null,
      autoResubscribe: false, // it would leave a refusal to nobody, which ends the process and shows the command
      reconnectOnError: null,
    });
    this.#subscriber = subscriber;
    subscriber.on('error', this.#onTrouble);
    subscriber.on('message', (_channel, message) => onMessage(message));
    subscriber.on('ready', () => void subscribeUntilTaken(subscriber, channel, onListening, this.#onTrouble));
    this.#heartbeats.push(keepAlive(subscriber, () => subscriber.ping(), this.#onTrouble));
  }

  /** Resolves when commands can be sent and messages be heard, and after so many milliseconds all the same. */
  untilReady(atMostMs: number): Promise<void> {
    const connections = [this, ...(this.#subscriber ? [this.#subscriber] : [])];
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, atMostMs);
      const onReady = () => {
        if (connections.some(({ status }) => status !== 'ready')) return;
        clearTimeout(timer);
        resolve();
      };
      for (const connection of connections) connection.once('ready', onReady);
    });
  }

  /** Lets go at once, whether Redis answers or not. */
  close(): void {
    for (const heartbeat of this.#heartbeats) clearInterval(heartbeat);
    for (const connection of [this, this.#subscriber]) connection?.disconnect();
  }
}

const retryDelayMs = (attempt: number): number => Math.min(MAX_RETRY_DELAY_MS, attempt * 100);

/**
 * Asks at intervals, and ends a connection over which nothing has come since the last time: of a host that has lost its power,
 * or of a firewall that has forgotten the connection, TCP itself tells after a quarter of an hour or never.
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

/** A refused subscription (a right that is missing) is tried again after this. */
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
