import { readFileSync } from 'node:fs';
import { decodeUtf8 } from '../domain/utf8.ts';

const UNREADABLE = 'names a file that cannot be read: check the path and who may read it';
const NOT_UTF8 = 'names a file that is not UTF-8: write it in that encoding';

/** The text of a file that a setting names, without a byte order mark. Throws an Error that says what is wrong, without the path. */
export function readTextFile(path: string): string {
  const text = decodeUtf8(readBytes(path));
  if (text === null) throw new Error(NOT_UTF8);
  return text;
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new Error(UNREADABLE);
  }
}
