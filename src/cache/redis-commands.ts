import type { ChainableCommander } from 'ioredis';
import type { GatewayRedis } from './redis.ts';

/** After a fault Redis is left alone for so long. */
export const REDIS_PAUSE_MS = 2_000;

/** Commands to a Redis that may be away, slow or full. No function throws. */
export type RedisAttempts = {
  /** Whether it is there, and has not just failed. */
  readonly isUsable: () => boolean;
  /** The replies in order; null where one of the commands failed, of which `onTrouble` hears. */
  readonly send: (commands: ChainableCommander) => Promise<readonly unknown[] | null>;
};

export function createRedisAttempts(redis: GatewayRedis, onTrouble: (error: unknown) => void, nowMs: () => number): RedisAttempts {
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  return {
    isUsable: () => redis.status === 'ready' && nowMs() >= pausedUntilMs,
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
