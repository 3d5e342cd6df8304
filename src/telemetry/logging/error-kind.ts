/** The code of an error reply of Redis, as NOAUTH; null for any other error. The rest of the message may contain values. */
export const redisErrorCode = (error: unknown): string | null =>
  error instanceof Error && error.name === 'ReplyError' ? (/^[A-Z]+/.exec(error.message)?.[0] ?? 'ERR') : null;

/** The kind of an error, without any part of its message. */
export const kindOf = (error: unknown): string =>
  redisErrorCode(error) ?? (error instanceof Error ? ('code' in error ? String(error.code) : error.name) : typeof error);
