import { isAscii } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import { Failure } from '../domain/failure.ts';

/** An answer may hold this much, packed or unpacked. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

type Unpack = (packed: Buffer, options: ZlibOptions) => Promise<Buffer>;

/** "deflate" is zlib by the standard and raw by old habit; a zlib stream's first byte tells (RFC 1950, CM = 8). */
const unpackDeflate: Unpack = (packed, options) =>
  ((packed[0] ?? 0) % 16 === 8 ? promisify<Buffer, ZlibOptions, Buffer>(inflate) : promisify<Buffer, ZlibOptions, Buffer>(inflateRaw))(
    packed,
    options,
  );

const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, ZlibOptions, Buffer>(gunzip),
  br: promisify<Buffer, ZlibOptions, Buffer>(brotliDecompress),
  deflate: unpackDeflate,
};
const utf8 = new TextDecoder('utf-8', { fatal: true });
export const ACCEPT_ENCODING = 'gzip, br, deflate';

/** Unpacks a text. Too large unpacked, truncated, packed in an unknown way or not UTF-8: UPSTREAM_BAD_RESPONSE. */
export async function readText(body: Buffer, contentEncoding: string | string[] | undefined): Promise<string> {
  const encoding = String(contentEncoding || 'identity')
    .trim()
    .toLowerCase();
  try {
    const bytes = encoding === 'identity' ? body : await unpack(encoding, body);
    return toText(bytes);
  } catch {
    throw new Failure('UPSTREAM_BAD_RESPONSE');
  }
}

/** The same for JSON. */
export const readJson = async (body: Buffer, contentEncoding: string | string[] | undefined): Promise<unknown> =>
  parseJson(await readText(body, contentEncoding));

/** What is no JSON: UPSTREAM_BAD_RESPONSE. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('UPSTREAM_BAD_RESPONSE');
  }
}

/** UTF-8, or it throws. A byte order mark, which .NET may write, is taken off. */
const toText = (bytes: Buffer): string => (isAscii(bytes) ? bytes.toString('latin1') : utf8.decode(bytes)); // the first is much faster

function unpack(encoding: string, packed: Buffer): Promise<Buffer> {
  const unpackWith = UNPACK[encoding];
  if (!unpackWith) throw new Failure('UPSTREAM_BAD_RESPONSE');
  return unpackWith(packed, { maxOutputLength: MAX_ANSWER_BYTES });
}
