import { type DestinationStream, type Logger, pino } from 'pino';
import type { FailureCode } from '../domain/failure.ts';
import type { RequestRecord } from './request-record.ts';

/** What happens, one function an event: no address, id or error object gets into a line by accident. */
export type Log = ReturnType<typeof createLog>;

/** What would name a person or open a door, should a later hand put it into a line after all. */
const NEVER_SHOWN: string[] = [
  'authorization',
  'password',
  'token',
  'secret',
  'contactId',
  'estateId',
  'customerId',
  'query',
  'variables',
  'headers',
];

/** JSON lines, on standard output unless told otherwise. `level` is one of pino's. */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)) {
  const logger: Logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: NEVER_SHOWN, censor: '[redacted]' },
    },
    destination,
  );
  let tracesToldMs = Number.NEGATIVE_INFINITY;
  let redisToldMs = Number.NEGATIVE_INFINITY;
  const requestOf = ({ requestId, operation }: RequestRecord) => ({ requestId, operation });

  return {
    listening: (address: string) => logger.info({ address, graphql: `${address}/graphql` }, 'listening'),
    stopping: (signal: string) => logger.info({ signal }, 'stopping: answering what was asked, taking no more'),
    stopped: () => logger.info('stopped'),

    /** An operation was answered. */
    operation(record: RequestRecord): void {
      const { calls = 0, cacheHits = 0 } = record.cost ?? {};
      const durationMs = Math.round(performance.now() - record.startedMs);
      logger.info({ ...requestOf(record), durationMs, calls, cacheHits, codes: countEach(record.codes) }, 'operation');
    },

    /** A contact could not be read. `contactRef` tells contacts apart and names none. */
    contactFailed: (record: RequestRecord, code: FailureCode, contactRef: string) =>
      logger[code === 'UPSTREAM_MISCONFIGURED' ? 'error' : 'warn']({ ...requestOf(record), code, contactRef }, 'contact not read'),

    /** A request was refused before anything of it was read. */
    requestRefused: (record: RequestRecord, { code, reason }: { readonly code: string; readonly reason?: string }) =>
      logger[code === 'AUTHENTICATION_UNAVAILABLE' ? 'error' : 'info']({ ...requestOf(record), code, reason }, 'request refused'),

    /** Vitec told of a change; `isTaken`: whether it concerned anything that is kept. */
    notification: (record: RequestRecord, isTaken: boolean) => logger.info({ ...requestOf(record), isTaken }, 'notification'),

    /** Redis is away, slow or out of room: told once a minute, since everything goes on without it. */
    redisTrouble(error: unknown): void {
      if (performance.now() - redisToldMs < 60_000) return;
      redisToldMs = performance.now();
      logger.warn({ kind: kindOf(error) }, 'redis cannot be used: going on without it');
    },

    /** Spans were lost: told once a minute. */
    tracesTrouble(error: unknown): void {
      if (performance.now() - tracesToldMs < 60_000) return;
      tracesToldMs = performance.now();
      logger.warn({ kind: kindOf(error) }, 'traces cannot be sent: some are lost');
    },

    /** A fault of our own. Its message may hold a person's data, so only its kind and where it happened are told. */
    bug: (record: RequestRecord, bug: unknown) =>
      logger.error({ ...requestOf(record), kind: bug instanceof Error ? bug.name : typeof bug, at: whereOf(bug) }, 'unexpected error'),
  };
}

const kindOf = (error: unknown): string => (error instanceof Error ? ('code' in error ? String(error.code) : error.name) : typeof error);

const countEach = (codes: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, same]) => [code, same.length]));

const whereOf = (bug: unknown): readonly string[] =>
  bug instanceof Error
    ? (bug.stack ?? '')
        .split('\n')
        .flatMap((line) => /^\s+at (.*)$/.exec(line)?.[1] ?? [])
        .slice(0, 8)
    : [];
