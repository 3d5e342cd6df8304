import { constants, type FileHandle, open } from 'node:fs/promises';

/** The part of Node's FileHandle that the trail needs. */
export type AppendFile = {
  readonly write: (bytes: Uint8Array) => Promise<{ readonly bytesWritten: number }>;
  readonly datasync: () => Promise<void>;
  readonly stat: () => Promise<{ readonly nlink: number }>;
  readonly close: () => Promise<void>;
};

export type OpenedFile = {
  readonly file: AppendFile;
  /** False for a pipe or a device. */
  readonly isRegular: boolean;
  /** Whether it ends within a line, as after a crash. */
  readonly isCut: boolean;
};
export type OpenFile = (path: string) => Promise<OpenedFile>;

/**
 * O_NONBLOCK: opening or writing a pipe that nobody reads fails (ENXIO, EAGAIN). Otherwise it would block a thread of Node's pool for ever,
 * for which the process waits when it exits. It has no effect on regular files.
 */
const FLAGS = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK;
/** Only the user of the gateway may read the file. */
const MODE = 0o600;
const LINE_BREAK = 10;

/** Opens the file for appending, and creates it if it is not there. Rejects with the error of the system. */
export async function openForAppending(path: string): Promise<OpenedFile> {
  const file = await open(path, FLAGS, MODE);
  try {
    const stat = await file.stat();
    return { file, isRegular: stat.isFile(), isCut: stat.isFile() && stat.size > 0 && !(await endsWithLineBreak(path, stat.size)) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Reads by a handle of its own, since one for appending cannot read. False if the file cannot be read: an empty line does no harm. */
async function endsWithLineBreak(path: string, size: number): Promise<boolean> {
  let reader: FileHandle;
  try {
    reader = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch {
    return false;
  }
  try {
    const { buffer, bytesRead } = await reader.read(Buffer.alloc(1), 0, 1, size - 1);
    return bytesRead === 1 && buffer[0] === LINE_BREAK;
  } finally {
    await reader.close();
  }
}
