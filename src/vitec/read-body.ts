import { isAscii } from 'node:buffer';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import { Failure } from '../domain/failure.ts';
import { decodeUtf8 } from '../domain/utf8.ts';
import { parseJson } from './json.ts';

/** An answer may hold this much, packed or unpacked. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

type Unpack = (packed: Buffer, options: ZlibOptions) => Promise<Buffer>;

/** "deflate" is zlib by the standard and raw by old habit; a zlib stream's first byte tells (RFC 1950, CM = 8). */
const unpackDeflate: Unpack = (packed, options) =>
  ((packed[0] ?? 0) % 16 === 8 ? promisify<Buffer, ZlibOptions, Buffer>(inflate) : promisify<Buffer, ZlibOptions, Buffer>(inflateRaw))(
    packed,
    options,
  );

/** A map, so that a coding named like a member of Object.prototype finds nothing. */
const UNPACK: ReadonlyMap<string, Unpack> = new Map([
  ['gzip', promisify<Buffer, ZlibOptions, Buffer>(gunzip)],
  ['x-gzip', promisify<Buffer, ZlibOptions, Buffer>(gunzip)],
  ['br', promisify<Buffer, ZlibOptions, Buffer>(brotliDecompress)],
  ['deflate', unpackDeflate],
]);
export const ACCEPT_ENCODING = 'gzip, br, deflate';

type ContentEncoding = string | string[] | undefined;

/** Unpacks a text; at once where it is not packed. Too large unpacked, packed in an unknown way, cut off or not UTF-8: UPSTREAM_BAD_RESPONSE. */
export const readText = (body: Buffer, contentEncoding: ContentEncoding): string | Promise<string> =>
  contentEncoding === undefined ? toText(body) : readPacked(body, contentEncoding);

async function readPacked(body: Buffer, contentEncoding: ContentEncoding): Promise<string> {
  try {
    return await unpackText(body, contentEncoding);
  } catch (error) {
    throw toFailure(error);
  }
}

/**
 * The same for a JSON object whose end only the end of its connection told: UPSTREAM_UNAVAILABLE where it was cut off. `isBroken`: the
 * connection did not end in order.
 */
export async function readUnboundedText(body: Buffer, contentEncoding: ContentEncoding, isBroken: boolean): Promise<string> {
  try {
    const text = await unpackText(body, contentEncoding);
    parseJson(text);
    return text;
  } catch (error) {
    if (isBroken || looksCutOff(body, error)) throw new Failure('UPSTREAM_UNAVAILABLE', { upstreamCause: 'TRUNCATED' });
    throw toFailure(error);
  }
}

const toFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure('UPSTREAM_BAD_RESPONSE', { upstreamCause: causeOf(error) });

/** Node names the faults of its decompression. */
function causeOf(error: unknown): 'TOO_LARGE' | 'TRUNCATED' | 'BAD_ENCODING' {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ERR_BUFFER_TOO_LARGE') return 'TOO_LARGE';
  return code === 'Z_BUF_ERROR' ? 'TRUNCATED' : 'BAD_ENCODING';
}

/** Nothing came, or what began as a JSON object, or a packed text without its end. A page of a proxy is none of them. */
const looksCutOff = (body: Buffer, error: unknown): boolean =>
  /^\uFEFF?\s*(?:\{|$)/.test(body.subarray(0, 64).toString()) ||
  (error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR');

/** The same for JSON. */
export const readJson = async (body: Buffer, contentEncoding: ContentEncoding): Promise<unknown> =>
  parseJson(await readText(body, contentEncoding));

/** UTF-8, or it throws. A byte order mark, which .NET may write, is taken off. */
function toText(bytes: Buffer): string {
  const text = isAscii(bytes) ? bytes.toString('latin1') : decodeUtf8(bytes); // the first is much faster
  if (text === null) throw new Failure('UPSTREAM_BAD_RESPONSE', { upstreamCause: 'BAD_ENCODING' });
  return text;
}

async function unpackText(body: Buffer, contentEncoding: ContentEncoding): Promise<string> {
  if (contentEncoding === undefined) return toText(body);
  const [coding, ...others] = codingsOf(contentEncoding);
  if (others.length > 0) throw new Error('packed twice');
  return toText(coding === undefined ? body : await unpack(coding, body));
}

/** What was done to the text, `identity` left out. Source: https://www.rfc-editor.org/rfc/rfc9110#field.content-encoding */
const codingsOf = (contentEncoding: string | string[]): string[] =>
  String(contentEncoding)
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');

function unpack(coding: string, packed: Buffer): Promise<Buffer> {
  const unpackWith = UNPACK.get(coding);
  if (!unpackWith) throw new Error('an unknown coding');
  return unpackWith(packed, { maxOutputLength: MAX_ANSWER_BYTES });
}
