import { toDateTime } from '../../domain/date-time.ts';

/** The printable form of a value. The value itself may be personal data and is never printed. */

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.(\d{1,12}))?(Z|[+-]\d{2}:\d{2})?$/;
const SWEDISH_OFFSETS: readonly string[] = ['+01:00', '+02:00'];
/** The characters of a date. A text with others is not shown. */
const DATE_SIGNS = /^[\d\s.,:/+TZ-]{1,40}$/;
const ENUM_WORD = /^[A-Za-z]{1,40}$/;
/** Digits with blanks or a hyphen between, perhaps after the letters of a country. */
const ZIP_SIGNS = /^(?:[A-Z]{1,2}[- ]?)?\d[\d -]{1,9}$/;
const MEDIA_TYPE = /^[a-z]{1,20}\/[a-z][a-z.+-]{0,40}$/;

/** The type of a JSON value. Undefined: absent. */
export function typeForm(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'an object';
}

/** `YYYY-MM-DDThh:mm:ss.fff+hh:mm` for an ISO date, with an f for each digit; each digit as d for another date. */
export function dateForm(sent: string): string {
  if (sent === '') return 'an empty text';
  const [iso, fraction, offset] = ISO.exec(sent) ?? [];
  if (iso === undefined) return DATE_SIGNS.test(sent) ? sent.replace(/\d/g, 'd').replace(/\s/g, ' ') : 'a text that is no date';
  const form = `YYYY-MM-DDThh:mm:ss${fraction ? `.${'f'.repeat(fraction.length)}` : ''}${offsetForm(offset)}`;
  return toDateTime(sent) === null ? `${form}, of no such day or time or before 1900` : form;
}

function offsetForm(offset: string | undefined): string {
  if (offset === undefined || offset === 'Z') return offset ?? '';
  return SWEDISH_OFFSETS.includes(offset) ? '+hh:mm' : `${offset[0]}hh:mm that is not Sweden's`;
}

/** A word of an enum or the name of a field, unchanged. Other texts are not shown. */
export function wordForm(sent: string): string {
  if (sent === '') return 'an empty text';
  return ENUM_WORD.test(sent) ? sent : 'a text that is no single word';
}

/** `ddd dd` for a zip code, with d for a digit; `{numerical, value}` for an object of these. */
export function zipForm(sent: unknown): string {
  if (typeof sent === 'string') return ZIP_SIGNS.test(sent) ? sent.replace(/\d/g, 'd') : 'a text that is no zip code';
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return typeForm(sent);
  return 'numerical' in sent && 'value' in sent ? '{numerical, value}' : 'an object';
}

/** How an enumeration is written. */
export function enumerationForm(sent: unknown): string {
  if (typeof sent === 'string') return /^\d+$/.test(sent) ? 'a number in a text' : 'a name';
  return typeForm(sent);
}

/** The media type of a content-type header, without parameters. */
export function mediaTypeForm(header: string | string[] | undefined): string {
  if (header === undefined) return 'nothing';
  const mediaType = String(header).split(';')[0]?.trim().toLowerCase() ?? '';
  return MEDIA_TYPE.test(mediaType) ? mediaType : 'a text that is no media type';
}
