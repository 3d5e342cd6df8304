import { randomUUID } from 'node:crypto';

/** A UUID, a W3C trace id or a ULID. Any other text could hold a name or a personal number. */
const GENERATED_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-7][0-9A-HJKMNP-TV-Z]{25})$/i;

/** The caller's `x-request-id` if it is a generated id, which names nobody in the log; else a new UUID. */
export const toRequestId = (header: string | string[] | undefined): string =>
  typeof header === 'string' && GENERATED_ID.test(header) ? header : randomUUID();
