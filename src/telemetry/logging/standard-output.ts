import { fstatSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';

export type LogOutput = DestinationStream & {
  /** Writes a line of the access trail. Resolves when it is in the pipe to the reader, and rejects if it is dropped. Without it, `write` does at once. */
  readonly deliver?: (line: string) => Promise<void>;
  /** Waits until the reader has read every line, `limitMs` at most. */
  readonly untilRead?: (limitMs: number) => Promise<void>;
};

type DropEvents = {
  readonly onDropped: () => void;
  /** Lines are accepted again; `dropped` lines were dropped before. */
  readonly onResumed: (dropped: number) => void;
};

const STANDARD_OUTPUT = 1;
/** Bytes buffered for the reader, about 4,000 lines. */
const MAX_BUFFERED_BYTES = 1_048_576;

/**
 * Writes the log to standard output. Lines that the reader does not read are dropped and counted: pino's own destination would buffer them
 * without limit, and its blocking write would keep the process from exiting.
 */
export function createStandardOutput(events: DropEvents): LogOutput {
  const output = fstatSync(STANDARD_OUTPUT);
  return output.isFIFO() || output.isSocket() ? toReader(process.stdout, events) : toFile(events);
}

/** A pipe or a socket. Node writes as much as fits at once, and the rest when the reader reads on. */
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

  /**
   * Stays full until the buffer is empty, so that a slow reader gets one count of dropped lines and not one for each line. A line of the
   * trail may be longer than the buffer: it is accepted unless others wait for `drain`, which no event would end otherwise.
   */
  const accepts = (line: string): boolean => {
    isFull ||= out.writableNeedDrain && out.writableLength + Buffer.byteLength(line) > MAX_BUFFERED_BYTES;
    return !isFull && !isGone;
  };

  return {
    write(line) {
      if (accepts(line)) out.write(line);
      else drops.add();
    },
    deliver: (line) =>
      new Promise((resolve, reject) => {
        if (!accepts(line)) return reject(Object.assign(new Error('standard output is not read'), { code: 'NOT_READ' }));
        out.write(line, (error) => (error ? reject(error) : resolve()));
      }),
    untilRead: (limitMs) =>
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

/** A file or a terminal, which accept a line at once, or fail if the disk is full. */
function toFile(events: DropEvents): LogOutput {
  const drops = countDrops(events);
  let isCut = false;
  /** Throws if the disk is full. The next line then begins with a line break. */
  const append = (line: string): void => {
    const text = isCut ? `\n${line}` : line;
    const written = writeSync(STANDARD_OUTPUT, text);
    const isWhole = written === Buffer.byteLength(text);
    if (written > 0) isCut = !isWhole;
    if (!isWhole) throw Object.assign(new Error('the disk is full'), { code: 'SHORT_WRITE' });
  };
  return {
    write(line) {
      try {
        append(line);
      } catch {
        return drops.add();
      }
      drops.end();
    },
    deliver: async (line) => append(line),
  };
}

function countDrops({ onDropped, onResumed }: DropEvents) {
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
      onResumed(missed);
    },
  };
}
