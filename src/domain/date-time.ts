const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})?$/;
/** Characters of a date and time without its fraction, and with a fraction of three digits. */
const SECONDS_LENGTH = 19;
const MILLISECONDS_LENGTH = 23;
const DAY_MS = 86_400_000;
/** Earlier dates are rejected: before 1900 the offset of Stockholm had seconds, and .NET's DateTime.MinValue is in year 1. */
const FIRST_YEAR = '1900';

/** UTC with an unknown local offset (RFC 3339, section 4.3). The specification of the DateTime scalar does not allow it. */
const NO_OFFSET = '-00:00';

const stockholm = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' });

/**
 * Converts a date from Vitec (ISO 8601; .NET sends up to seven fraction digits) to RFC 3339 with the same offset, truncated to
 * milliseconds, always three digits. A date without an offset is in Europe/Stockholm. Returns null for anything else.
 */
export function toDateTime(sent: string): string | null {
  if (!FORM.test(sent) || sent < FIRST_YEAR || !isWallClock(sent)) return null;
  const offsetLength = sent.endsWith('Z') ? 1 : sent.charCodeAt(sent.length - 3) === COLON && sent.length > SECONDS_LENGTH ? 6 : 0;
  const fractionEnd = sent.length - offsetLength;
  if (offsetLength > 1 && !isOffset(sent, fractionEnd)) return null;
  if (fractionEnd === MILLISECONDS_LENGTH && offsetLength > 0 && !sent.endsWith(NO_OFFSET)) return sent;
  const local =
    fractionEnd > MILLISECONDS_LENGTH
      ? sent.slice(0, MILLISECONDS_LENGTH)
      : `${sent.slice(0, SECONDS_LENGTH)}.${sent.slice(SECONDS_LENGTH + 1, fractionEnd).padEnd(3, '0')}`;
  if (offsetLength === 0) return local + stockholmOffset(instantMs(`${local}Z`));
  return local + (sent.endsWith(NO_OFFSET) ? '+00:00' : sent.slice(fractionEnd));
}
const COLON = ':'.charCodeAt(0);

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
/** Parses the two digits at `at` without creating a string, since a list may have 10,000 dates. */
const digitsAt = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
const yearOf = (text: string): number => digitsAt(text, 0) * 100 + digitsAt(text, 2);

/** Whether the day and the time of day exist. */
function isWallClock(local: string): boolean {
  const year = yearOf(local);
  const month = digitsAt(local, 5);
  const day = digitsAt(local, 8);
  const isLeapDay = month === 2 && day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (day < 1 || (day > (DAYS[month - 1] ?? 0) && !isLeapDay)) return false;
  return digitsAt(local, 11) < 24 && digitsAt(local, 14) < 60 && digitsAt(local, 17) < 60;
}

/** Whether the hours and minutes of the offset at `at` exist. */
const isOffset = (text: string, at: number): boolean => digitsAt(text, at + 1) < 24 && digitsAt(text, at + 4) < 60;

/** Parses a date from a caller: requires an offset other than `-00:00`, and accepts lower-case `t` and `z` (RFC 3339, section 5.6). */
export function parseDateTime(text: string): string | null {
  const sent = text.toUpperCase();
  return /(Z|[+-]\d{2}:\d{2})$/.test(sent) && !sent.endsWith(NO_OFFSET) ? toDateTime(sent) : null;
}

/** Milliseconds since 1970 of a value from `toDateTime` or `parseDateTime`. */
export function instantMs(text: string): number {
  const hour = digitsAt(text, 11);
  const minute = digitsAt(text, 14);
  const second = digitsAt(text, 17);
  const milliseconds = (text.charCodeAt(20) - 48) * 100 + digitsAt(text, 21);
  const localMs = Date.UTC(yearOf(text), digitsAt(text, 5) - 1, digitsAt(text, 8), hour, minute, second, milliseconds);
  return text.charAt(MILLISECONDS_LENGTH) === 'Z' ? localMs : localMs - offsetMs(text, MILLISECONDS_LENGTH);
}

/**
 * The offset of Stockholm for a wall-clock time, passed as if it were UTC. A time that occurs twice (in autumn) is the first of the
 * two; a time that does not exist (in spring) has the offset from before the change. RFC 5545 and Temporal do the same.
 */
function stockholmOffset(localMs: number): string {
  const before = offsetAt(localMs - DAY_MS);
  const after = offsetAt(localMs + DAY_MS);
  const isConsistent = (offset: string) => offsetAt(localMs - offsetMs(offset, 0)) === offset;
  return !isConsistent(before) && isConsistent(after) ? after : before;
}

/** Milliseconds that a clock with the offset at `at` is ahead of UTC. */
const offsetMs = (text: string, at: number): number =>
  (text.charAt(at) === '-' ? -60_000 : 60_000) * (digitsAt(text, at + 1) * 60 + digitsAt(text, at + 4));

/** The offset of Stockholm at an instant, such as "+02:00". */
const offsetAt = (instant: number): string =>
  stockholm
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')
    ?.value.slice('GMT'.length) || '+00:00';
