import { Redis } from 'ioredis';
import { redisErrorCode } from '../../telemetry/logging/error-kind.ts';
import { toNoAnswer } from '../../vitec/ask-once.ts';
import { type Check, type FindingCode, found } from './findings.ts';

/** So long the doctor waits for all of it. */
const ALL_MS = 2_000;
/** The gateway itself waits no longer than this for a command; behind a slow Redis it would work as if there were none. */
const SLOW_MS = 50;

/** Connects, and writes something that goes by itself: a replica that cannot be written, and a user without the right, answer PING well. */
export async function checkRedis(url: string): Promise<Check> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, connectTimeout: ALL_MS });
  let trouble: unknown;
  redis.on('error', (error) => {
    trouble = error;
  });
  const { promise: outOfTime, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DOMException('', 'TimeoutError')), ALL_MS);
  const beganMs = performance.now();
  try {
    return await Promise.race([write(redis), outOfTime]);
  } catch (error) {
    const milliseconds = performance.now() - beganMs;
    return found('REDIS', toCode(redisErrorCode(error) ?? redisErrorCode(trouble) ?? trouble ?? error), {
      milliseconds,
      values: { setting: 'REDIS_URL' },
    });
  } finally {
    clearTimeout(timer);
    redis.disconnect();
  }
}

async function write(redis: Redis): Promise<Check> {
  await redis.connect();
  await redis.ping(); // the first command after a connection takes longer
  const beganMs = performance.now();
  await redis.set('vitec-doctor', '', 'PX', 1_000);
  const milliseconds = performance.now() - beganMs;
  return found('REDIS', milliseconds > SLOW_MS ? 'REDIS_SLOW' : 'REDIS_WELL', {
    milliseconds,
    values: { setting: 'REDIS_URL', limit: SLOW_MS },
  });
}

function toCode(trouble: unknown): FindingCode {
  if (typeof trouble !== 'string') return toNoAnswer(trouble);
  return REFUSALS[trouble] ?? 'REDIS_REFUSES';
}

const REFUSALS: Readonly<Record<string, FindingCode>> = {
  NOAUTH: 'REDIS_PASSWORD',
  WRONGPASS: 'REDIS_PASSWORD',
  READONLY: 'REDIS_READ_ONLY',
  OOM: 'REDIS_FULL',
};
