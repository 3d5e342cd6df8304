import { paceOf, WINDOW_MS } from './paced-rate.ts';

/** The part of a Redis client that this file uses. */
export type ScriptRunner = { readonly eval: (script: string, keys: number, ...args: string[]) => Promise<unknown> };

/** Where replicas share a rate, and for which system of Vitec. */
export type RateShare = { readonly redis: ScriptRunner; readonly origin: string };

/**
 * The same as `PacedRate`, in Redis and by its clock. Gives 0 for a permit that is taken, else the milliseconds until the next one. Deletes
 * entries in the future: they are from before the clock of Redis was set back.
 */
const TAKE_PERMIT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local size, window, interval, atOnce = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - window)
redis.call('ZREMRANGEBYSCORE', KEYS[1], now + 1, '+inf')
local count = redis.call('ZCARD', KEYS[1])
local function taken(index) return tonumber(redis.call('ZRANGE', KEYS[1], index, index, 'WITHSCORES')[2]) end
local delay = 0
if count >= size then
  delay = taken(count - size) + window - now
elseif count >= atOnce then
  delay = math.min(taken(-1) + interval - now, taken(count - atOnce) + window - now)
end
if delay > 0 then return math.ceil(delay) end
redis.call('ZADD', KEYS[1], string.format('%.3f', now), string.format('%.3f-%d', now, count))
redis.call('PEXPIRE', KEYS[1], 2 * window)
return 0`;

/** Vitec's QA and live systems each have a rate of their own, though they may share a Redis. */
const keyOf = (origin: string): string => `vitec:rate:${origin}`;

/** Takes a permit of the rate that replicas share and gives 0, or gives the milliseconds until there is one. Rejects if Redis does not answer. */
export function createSharedRate(perSecond: number, { redis, origin }: RateShare): () => Promise<number> {
  const key = keyOf(origin);
  const { atOnce, intervalMs } = paceOf(perSecond);
  const settings = [perSecond, WINDOW_MS, intervalMs, atOnce].map(String);
  return async () => {
    const delayMs = Number(await redis.eval(TAKE_PERMIT, 1, key, ...settings));
    // bounded, whatever value Redis gives
    return Number.isFinite(delayMs) ? Math.min(WINDOW_MS, Math.max(0, delayMs)) : 0;
  };
}
