import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';

export type LogOutput = DestinationStream & {
  /** Waits until the reader has taken every line, `limitMs` at most. */
  readonly untilTaken?: (limitMs: number) => Promise<void>;
};

type DropEvents = {
  readonly onDropped: () => void;
  /** Lines are taken again; so many were dropped before. */
  readonly onTakenAgain: (dropped: number) => void;
};

const STANDARD_OUTPUT = 1;
/** Bytes that may wait for the reader: some 4,000 lines. */
const MAX_WAITING_BYTES = 1_048_576;

/**
 * Standard output for the log. Lines that its reader does not take are dropped and counted: pino's own destination would keep them in
 * memory without end, and its blocked write keeps the process from ending.
 */
export function createStandardOutput(events: DropEvents): LogOutput {
  const output = fstatSync(STANDARD_OUTPUT);
  return output.isFIFO() || output.isSocket() ? toReader(process.stdout, events) : toFile(events);
}

/** A pipe or a socket. Node writes at once what the reader has room for, and the rest when it reads on. */
function toReader(out: Writable, events: DropEvents): LogOutput {
  const drops = countDrops(events);
  let isFull = false;
  let isGone = false;
  out.on('drain', () => {
    isFull = false;
    drops.end();
  });
  out.on('error', () => {
    isGone = true;
  });

  return {
    write(line) {
      // once full, until all of it has been taken: a slow reader is told once what it missed, and not line by line
      isFull ||= out.writableLength + Buffer.byteLength(line) > MAX_WAITING_BYTES;
      if (isFull || isGone) drops.add();
      else out.write(line);
    },
    untilTaken: (limitMs) =>
      new Promise((resolve) => {
        if (isGone || out.writableLength === 0) return resolve();
        const limit = setTimeout(resolve, limitMs);
        out.write('', () => {
          clearTimeout(limit);
          resolve();
        });
      }),
  };
}

/** A file or a terminal, which take a line at once or, when the disk is full, refuse it. */
function toFile(events: DropEvents): LogOutput {
  const drops = countDrops(events);
  return {
    write(line) {
      try {
        if (writeSync(STANDARD_OUTPUT, line) < Buffer.byteLength(line)) return drops.add(); // the disk is full
      } catch {
        return drops.add();
      }
      drops.end();
    },
  };
}

function countDrops({ onDropped, onTakenAgain }: DropEvents) {
  let dropped = 0;
  return {
    add(): void {
      dropped += 1;
      onDropped();
    },
    end(): void {
      if (dropped === 0) return;
      const missed = dropped;
      dropped = 0;
      onTakenAgain(missed);
    },
  };
}
