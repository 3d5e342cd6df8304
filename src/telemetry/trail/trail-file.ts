import { setTimeout as delay } from 'node:timers/promises';
import { type OpenedFile, type OpenFile, openForAppending } from './append-file.ts';
import { TrailFault, type TrailSink, WRITE_MS } from './trail-sink.ts';

type TrailFileParts = {
  readonly path: string;
  /** The file could not be reopened after `reopen`. */
  readonly onReopenFailed: (error: unknown) => void;
  readonly open?: OpenFile;
};

type WaitingLine = {
  readonly text: string;
  readonly bytes: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
};

/** Bytes of lines that wait, about 4,000 lines. A longer line is accepted when no other waits. */
const MAX_WAITING_BYTES = 1_048_576;
/** Before a pipe is tried again that its reader has not emptied. */
const BUSY_MS = 10;
const LINE_BREAK = 10;

/**
 * Appends lines to a file. All lines that arrive while a group is written become the next group: one write and one fdatasync, so that a
 * flush costs the same for one line as for a hundred. A group that fails rejects its lines, and the next one opens the file again.
 */
export class TrailFile implements TrailSink {
  readonly #path: string;
  readonly #open: OpenFile;
  readonly #onReopenFailed: (error: unknown) => void;
  /** Null after a failure. */
  #opened: OpenedFile | null;
  /** Whether the file ends within a line. */
  #isCut: boolean;
  readonly #waiting = new Set<WaitingLine>();
  #waitingBytes = 0;
  #isReopenAsked = false;
  #isWorking = false;
  /** Whether a line has waited for WRITE_MS since the current group began. */
  #isStuck = false;
  #working: Promise<void> = Promise.resolve();

  private constructor({ path, onReopenFailed, open = openForAppending }: TrailFileParts, opened: OpenedFile) {
    this.#path = path;
    this.#open = open;
    this.#onReopenFailed = onReopenFailed;
    this.#opened = opened;
    this.#isCut = opened.isCut;
  }

  /** Rejects with the error of the system if the file cannot be opened. */
  static async open(parts: TrailFileParts): Promise<TrailFile> {
    return new TrailFile(parts, await (parts.open ?? openForAppending)(parts.path));
  }

  /** `line` ends with a line break. */
  write(line: string): Promise<void> {
    const bytes = Buffer.byteLength(line);
    // a disk that hangs must not hold each caller for WRITE_MS
    if (this.#isStuck) return Promise.reject(new TrailFault('TOO_SLOW'));
    if (this.#waitingBytes > 0 && this.#waitingBytes + bytes > MAX_WAITING_BYTES) return Promise.reject(new TrailFault('QUEUE_FULL'));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#isStuck = true;
        if (this.#waiting.delete(waiting)) this.#waitingBytes -= bytes;
        reject(new TrailFault('TOO_SLOW'));
      }, WRITE_MS);
      const waiting = { text: line, bytes, resolve, reject, timer };
      this.#waiting.add(waiting);
      this.#waitingBytes += bytes;
      this.#work();
    });
  }

  /** Opens the file again before the next group, after a log rotation has renamed it. If that fails, the old one stays in use. */
  reopen(): void {
    this.#isReopenAsked = true;
    this.#work();
  }

  async close(): Promise<void> {
    await Promise.race([this.#working, delay(WRITE_MS, undefined, { ref: false })]);
    this.#abandon();
  }

  #work(): void {
    if (!this.#isWorking) this.#working = this.#writeGroups();
  }

  async #writeGroups(): Promise<void> {
    this.#isWorking = true;
    while (this.#waiting.size > 0 || this.#isReopenAsked) {
      let group: readonly WaitingLine[] | null = null;
      try {
        const opened = await this.#openIfNeeded();
        group = this.#takeWaiting();
        if (group.length > 0) await this.#append(opened, group.map(({ text }) => text).join(''));
        for (const { resolve, timer } of group) {
          clearTimeout(timer);
          resolve();
        }
      } catch (error) {
        for (const { reject, timer } of group ?? this.#takeWaiting()) {
          clearTimeout(timer);
          reject(error);
        }
        this.#abandon();
      }
      this.#isStuck = false;
    }
    this.#isWorking = false;
  }

  #takeWaiting(): readonly WaitingLine[] {
    const group = [...this.#waiting];
    this.#waiting.clear();
    this.#waitingBytes = 0;
    return group;
  }

  async #openIfNeeded(): Promise<OpenedFile> {
    const isAsked = this.#isReopenAsked;
    this.#isReopenAsked = false;
    const old = this.#opened && (await this.#opened.file.stat()).nlink > 0 ? this.#opened : null; // else it was deleted
    if (old && !isAsked) return old;
    try {
      const opened = await this.#open(this.#path);
      this.#abandon();
      this.#opened = opened;
      if (opened.isRegular) this.#isCut = opened.isCut;
      return opened;
    } catch (error) {
      if (isAsked) this.#onReopenFailed(error);
      if (old) return old;
      throw error;
    }
  }

  async #append({ file, isRegular }: OpenedFile, text: string): Promise<void> {
    const bytes = Buffer.from(this.#isCut ? `\n${text}` : text);
    const beganMs = performance.now();
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes.subarray(written)).catch((error: unknown) => {
        if (isRegular || codeOf(error) !== 'EAGAIN') throw error;
        return { bytesWritten: 0 };
      });
      written += bytesWritten;
      if (written > 0) this.#isCut = bytes[written - 1] !== LINE_BREAK;
      if (written === bytes.length) break;
      if (isRegular) throw new TrailFault('SHORT_WRITE');
      if (performance.now() - beganMs >= WRITE_MS) throw new TrailFault('TOO_SLOW');
      if (bytesWritten === 0) await delay(BUSY_MS);
    }
    await file.datasync().catch((error: unknown) => {
      if (!HAS_NO_SYNC.has(codeOf(error))) throw error;
    });
  }

  /** Closes the file without waiting: a disk that hangs would never say that it is closed. */
  #abandon(): void {
    this.#opened?.file.close().catch(() => {});
    this.#opened = null;
  }
}

/** A pipe or a device, and some network file systems. */
const HAS_NO_SYNC: ReadonlySet<unknown> = new Set(['EINVAL', 'ENOTSUP']);

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);
