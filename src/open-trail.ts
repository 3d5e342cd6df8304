import type { TrailSettings } from './config.ts';
import type { CallerRef } from './telemetry/logging/caller-ref.ts';
import type { ContactRef } from './telemetry/logging/contact-ref.ts';
import type { Log } from './telemetry/logging/log.ts';
import type { LogOutput } from './telemetry/logging/standard-output.ts';
import type { Metrics } from './telemetry/metrics/metrics.ts';
import { type AccessTrail, createAccessTrail } from './telemetry/trail/access-trail.ts';
import { TrailFile } from './telemetry/trail/trail-file.ts';
import { createTrailOutput } from './telemetry/trail/trail-output.ts';
import type { TrailSink } from './telemetry/trail/trail-sink.ts';

/** The file of ACCESS_TRAIL cannot be opened at the start. `code` is that of the system, such as ENOENT. */
export class TrailStartError extends Error {
  readonly code: string;

  constructor(cause: unknown) {
    super('the file of ACCESS_TRAIL cannot be opened', { cause });
    this.name = 'TrailStartError';
    this.code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
  }
}

type TrailParts = {
  readonly output: LogOutput;
  readonly contactRef: ContactRef;
  readonly callerRef: CallerRef;
  readonly log: Log;
  readonly metrics: Metrics;
};

export type OpenTrail = { readonly trail: AccessTrail; readonly close: () => Promise<void> };

/** Opens the access trail. Only one in a file handles SIGHUP, which reopens it. Throws a TrailStartError. */
export async function openTrail({ path, isRequired }: TrailSettings, parts: TrailParts): Promise<OpenTrail> {
  const { output, contactRef, callerRef, log, metrics } = parts;
  const sink = path === null ? createTrailOutput(output) : await openFile(path, log);
  const trail = createAccessTrail({
    sink,
    isRequired,
    contactRef,
    callerRef,
    date: () => new Date(),
    onWritten() {
      metrics.trailLine('written');
      log.trailWritten();
    },
    onFailed(error) {
      metrics.trailLine(isRequired ? 'refused' : 'lost');
      log.trailTrouble(error);
    },
  });
  return { trail, close: sink.close };
}

async function openFile(path: string, log: Log): Promise<TrailSink> {
  let file: TrailFile | null = null;
  const onHangup = () => file?.reopen();
  process.on('SIGHUP', onHangup); // first: the default action of a signal that comes meanwhile would end the process
  try {
    file = await TrailFile.open({ path, onReopenFailed: log.trailNotReopened });
  } catch (error) {
    process.off('SIGHUP', onHangup);
    throw new TrailStartError(error);
  }
  const opened = file;
  return {
    write: (line) => opened.write(line),
    async close() {
      await opened.close();
      process.off('SIGHUP', onHangup);
    },
  };
}
