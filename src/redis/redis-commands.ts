import type { ChainableCommander } from 'ioredis';
import type { GatewayRedis } from './gateway-redis.ts';

/** Pause after a failed command. */
export const REDIS_PAUSE_MS = 2_000;

/** Commands to a Redis that may be away, slow or full. No function throws or rejects. */
export type RedisCommands = {
  /** Whether Redis is connected, and has not just failed. */
  readonly isAvailable: () => boolean;
  /** The replies in order; null where one of the commands failed, of which `onTrouble` hears. */
  readonly send: (commands: ChainableCommander) => Promise<readonly unknown[] | null>;
};

export function createRedisCommands(redis: GatewayRedis, onTrouble: (error: unknown) => void, nowMs: () => number): RedisCommands {
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  return {
    isAvailable: () => redis.status === 'ready' && nowMs() >= pausedUntilMs,
    async send(commands) {
      try {
        return ((await commands.exec()) ?? []).map(([error, reply]) => {
          if (error) throw error;
          return reply;
        });
      } catch (error) {
        pausedUntilMs = nowMs() + REDIS_PAUSE_MS;
        onTrouble(error);
        return null;
      }
    },
  };
}
