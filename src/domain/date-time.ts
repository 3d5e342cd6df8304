const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})?$/;
/** Characters of a date and time without its fraction, and with a fraction of three digits. */
const SECONDS_LENGTH = 19;
const MILLISECONDS_LENGTH = 23;
const DAY_MS = 86_400_000;
/** Before 1900 the offsets of Stockholm had seconds, and .NET's unset date is the year 1: neither is the date of a role. */
const FIRST_YEAR = '1900';

/** UTC where the local offset is not known (RFC 3339, section 4.3): the scalar's specification allows none such. */
const NO_OFFSET = '-00:00';

const stockholm = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' });

/**
 * A date as Vitec sends it (ISO 8601, .NET: up to seven digits of fraction) -> RFC 3339 with the offset that was sent, cut
 * to milliseconds, always three digits. Without an offset it is Europe/Stockholm. Anything else: null.
 */
export function toDateTime(sent: string): string | null {
  if (!FORM.test(sent) || sent < FIRST_YEAR || !isWallClock(sent)) return null;
  const offsetLength = sent.endsWith('Z') ? 1 : sent.charCodeAt(sent.length - 3) === COLON && sent.length > SECONDS_LENGTH ? 6 : 0;
  const fractionEnd = sent.length - offsetLength;
  const sentOffset = sent.slice(fractionEnd);
  if (offsetLength > 0 && !isOffset(sentOffset)) return null;
  const offset = sentOffset === NO_OFFSET ? '+00:00' : sentOffset;
  if (fractionEnd === MILLISECONDS_LENGTH && offset === sentOffset && offsetLength > 0) return sent;
  const local =
    fractionEnd > MILLISECONDS_LENGTH
      ? sent.slice(0, MILLISECONDS_LENGTH)
      : `${sent.slice(0, SECONDS_LENGTH)}.${sent.slice(SECONDS_LENGTH + 1, fractionEnd).padEnd(3, '0')}`;
  return local + (offset || stockholmOffset(instantMs(`${local}Z`)));
}
const COLON = ':'.charCodeAt(0);

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
/** The two digits at a place of a text. Read like this because a list of 10,000 rows has as many dates. */
const digitsAt = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
const yearOf = (text: string): number => digitsAt(text, 0) * 100 + digitsAt(text, 2);

/** Whether there is such a day, and such a time of day. */
function isWallClock(local: string): boolean {
  const [year, month, day] = [yearOf(local), digitsAt(local, 5), digitsAt(local, 8)];
  const isLeapDay = month === 2 && day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day < 1 || (day > (DAYS[month - 1] ?? 0) && !isLeapDay)) return false;
  return digitsAt(local, 11) < 24 && digitsAt(local, 14) < 60 && digitsAt(local, 17) < 60;
}

const isOffset = (offset: string): boolean => offset === 'Z' || (digitsAt(offset, 1) < 24 && digitsAt(offset, 4) < 60);

/** A date as a caller sends it: as above, but the offset is required and is not `-00:00`, and `t` and `z` may be small (RFC 3339, section 5.6). */
export function parseDateTime(text: string): string | null {
  const sent = text.toUpperCase();
  return /(Z|[+-]\d{2}:\d{2})$/.test(sent) && !sent.endsWith(NO_OFFSET) ? toDateTime(sent) : null;
}

/** The instant in milliseconds since 1970 of a value that the two functions above made. */
export function instantMs(text: string): number {
  const milliseconds = (text.charCodeAt(20) - 48) * 100 + digitsAt(text, 21);
  const [hour, minute, second] = [digitsAt(text, 11), digitsAt(text, 14), digitsAt(text, 17)];
  const localMs = Date.UTC(yearOf(text), digitsAt(text, 5) - 1, digitsAt(text, 8), hour, minute, second, milliseconds);
  return text.charAt(23) === 'Z' ? localMs : localMs - offsetMs(text.slice(23));
}

/**
 * The offset of Stockholm for a wall-clock time, given as if it were UTC. A time that occurs twice in autumn is the first of
 * the two, one that spring skips keeps the offset from before the change: the choice of RFC 5545 and of Temporal.
 */
function stockholmOffset(localMs: number): string {
  const before = offsetAt(localMs - DAY_MS);
  const after = offsetAt(localMs + DAY_MS);
  const isConsistent = (offset: string) => offsetAt(localMs - offsetMs(offset)) === offset;
  return !isConsistent(before) && isConsistent(after) ? after : before;
}

/** What a clock with this offset is ahead of UTC. */
const offsetMs = (offset: string): number => (offset.startsWith('-') ? -60_000 : 60_000) * (digitsAt(offset, 1) * 60 + digitsAt(offset, 4));

/** "+02:00" for an instant. */
const offsetAt = (instant: number): string =>
  stockholm
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')
    ?.value.slice('GMT'.length) || '+00:00';
