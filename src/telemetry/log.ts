import { type Logger, pino } from 'pino';

/** What happens, one function an event: no address, id or error object gets into a line by accident. */
export type Log = ReturnType<typeof createLog>;

/** JSON lines on standard output. `level` is one of pino's. */
export function createLog(level: string) {
  const logger: Logger = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
  return {
    listening: (address: string) => logger.info({ address, graphql: `${address}/graphql` }, 'listening'),
    stopping: (signal: string) => logger.info({ signal }, 'stopping: answering what was asked, taking no more'),
    stopped: () => logger.info('stopped'),
    /** A fault of our own. Its message may hold a person's data, so only its kind and where it happened are told. */
    bug: (requestId: string, bug: unknown) =>
      logger.error({ requestId, kind: bug instanceof Error ? bug.name : typeof bug, at: whereOf(bug) }, 'unexpected error'),
  };
}

const whereOf = (bug: unknown): readonly string[] =>
  bug instanceof Error
    ? (bug.stack ?? '')
        .split('\n')
        .flatMap((line) => /^\s+at (.*)$/.exec(line)?.[1] ?? [])
        .slice(0, 8)
    : [];
