import { randomUUID } from 'node:crypto';

/** What machines make: a UUID, the id of a W3C trace, a ULID. In anything freer a name or a personal number could stand. */
const MADE_BY_A_MACHINE = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-7][0-9A-HJKMNP-TV-Z]{25})$/i;

/** The caller's own `x-request-id` where it can name no person in a log, else a new one. */
export const toRequestId = (header: string | string[] | undefined): string =>
  typeof header === 'string' && MADE_BY_A_MACHINE.test(header) ? header : randomUUID();
