import { readFileSync } from 'node:fs';
import { SettingError } from '../domain/setting-error.ts';
import { decodeUtf8 } from '../domain/utf8.ts';

/** The text of a file that a setting names, without a byte order mark. Throws a SettingError, which does not hold the path. */
export function readTextFile(path: string): string {
  const text = decodeUtf8(readBytes(path));
  if (text === null) throw new SettingError({ code: 'FILE_NOT_UTF8', params: {} });
  return text;
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch {
    throw new SettingError({ code: 'FILE_UNREADABLE', params: {} });
  }
}
