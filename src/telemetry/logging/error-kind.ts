/** The first word of what Redis itself refuses with, as NOAUTH; null for any other error. The rest of its message may hold anything. */
export const redisRefusal = (error: unknown): string | null =>
  error instanceof Error && error.name === 'ReplyError' ? (/^[A-Z]+/.exec(error.message)?.[0] ?? 'ERR') : null;

/** What kind of error it is, in a word that holds nothing of its message. */
export const kindOf = (error: unknown): string =>
  redisRefusal(error) ?? (error instanceof Error ? ('code' in error ? String(error.code) : error.name) : typeof error);
