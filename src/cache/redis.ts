import { Redis, type RedisOptions } from 'ioredis';

/** Nothing waits longer for Redis than this. */
const COMMAND_TIMEOUT_MS = 50;

/**
 * A connection to Redis or Valkey that the gateway can do without: a command fails at once while it is away, and after 50 ms
 * when it is slow. Those that it duplicates, for messages between replicas, wait for it instead.
 */
export class GatewayRedis extends Redis {
  readonly #duplicates: Redis[] = [];
  readonly #onTrouble: (error: Error) => void;

  constructor(url: string, onTrouble: (error: Error) => void) {
    super(url, {
      commandTimeout: COMMAND_TIMEOUT_MS,
      connectTimeout: 1_000,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      retryStrategy: (attempt) => Math.min(2_000, attempt * 100),
    });
    this.#onTrouble = onTrouble;
    this.on('error', onTrouble);
  }

  override duplicate(override: Partial<RedisOptions> = {}): Redis {
    const { commandTimeout: _, ...options } = this.options;
    const duplicate = new Redis({ ...options, enableOfflineQueue: true, maxRetriesPerRequest: null, ...override });
    duplicate.on('error', this.#onTrouble);
    duplicate.subscribe = subscribingUntilTaken(duplicate, this.#onTrouble);
    this.#duplicates.push(duplicate);
    return duplicate;
  }

  /** Resolves when commands can be sent and messages be heard, and after so many milliseconds all the same. */
  untilReady(atMostMs: number): Promise<void> {
    const connections = [this, ...this.#duplicates];
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
    for (const connection of [this, ...this.#duplicates]) connection.disconnect();
  }
}

/** So long after a refusal it is tried again. */
const SUBSCRIBE_AGAIN_MS = 2_000;

/**
 * A refused subscription (a wrong password) would otherwise be a rejection that nobody handles, which ends the process and shows
 * the command with its password; and nothing would be heard once the password is right.
 */
function subscribingUntilTaken(connection: Redis, onTrouble: (error: Error) => void): Redis['subscribe'] {
  const subscribe = connection.subscribe.bind(connection);
  const untilTaken = async (channel: string): Promise<unknown> => {
    for (;;) {
      try {
        return await subscribe(channel);
      } catch (error) {
        if (connection.status === 'end') return 0; // the gateway stops
        onTrouble(error as Error);
        await new Promise((resolve) => setTimeout(resolve, SUBSCRIBE_AGAIN_MS).unref());
      }
    }
  };
  return untilTaken as Redis['subscribe'];
}
