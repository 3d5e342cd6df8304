/** The code of an error reply of Redis, as NOAUTH; null for any other error. The rest of the message may contain values. */
export const redisErrorCode = (error: unknown): string | null =>
  error instanceof Error && error.name === 'ReplyError' ? (/^[A-Z]+/.exec(error.message)?.[0] ?? 'ERR') : null;

/** Errors of ioredis that have no code, by their message. */
const OF_REDIS_CLIENT: Readonly<Record<string, string>> = {
  'Command timed out': 'TIMEOUT',
  'Connection is closed.': 'CLOSED',
  "Stream isn't writeable and enableOfflineQueue options is false": 'CLOSED',
};

/** The kind of an error, without any part of its message. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return redisErrorCode(error) ?? ('code' in error ? String(error.code) : (OF_REDIS_CLIENT[error.message] ?? error.name));
}
