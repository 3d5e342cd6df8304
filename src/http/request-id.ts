import { randomUUID } from 'node:crypto';

/** The caller's own `x-request-id` where it is short and plain enough to stand in a log, else a new one. */
export const toRequestId = (header: string | string[] | undefined): string =>
  typeof header === 'string' && /^[A-Za-z0-9._:-]{1,64}$/.test(header) ? header : randomUUID();
