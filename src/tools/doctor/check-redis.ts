import { Redis } from 'ioredis';
import { redisErrorCode } from '../../telemetry/logging/error-kind.ts';
import { toNoAnswer } from '../../vitec/ask-once.ts';
import { type Check, type FindingCode, found } from './findings.ts';

/** Time limit of the whole check. */
const ALL_MS = 2_000;
/** The gateway waits no longer for a command, so that a slower Redis is of no use to it. */
const SLOW_MS = 50;

/** Connects and writes a key that expires. PING alone proves little: a read-only replica and a user without rights answer it. */
export async function checkRedis(url: string): Promise<Check> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, connectTimeout: ALL_MS });
  let connectionError: unknown;
  redis.on('error', (error) => {
    connectionError = error;
  });
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DOMException('', 'TimeoutError')), ALL_MS);
  const beganMs = performance.now();
  try {
    return await Promise.race([write(redis), timeout]);
  } catch (error) {
    const milliseconds = performance.now() - beganMs;
    return found('REDIS', toCode(redisErrorCode(error) ?? redisErrorCode(connectionError) ?? connectionError ?? error), {
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

/** `error`: the word that begins an error reply of Redis, or an error of the connection. */
function toCode(error: unknown): FindingCode {
  if (typeof error !== 'string') return toNoAnswer(error);
  return ERROR_REPLIES[error] ?? 'REDIS_REFUSES';
}

const ERROR_REPLIES: Readonly<Record<string, FindingCode>> = {
  NOAUTH: 'REDIS_PASSWORD',
  WRONGPASS: 'REDIS_PASSWORD',
  READONLY: 'REDIS_READ_ONLY',
  OOM: 'REDIS_FULL',
};
