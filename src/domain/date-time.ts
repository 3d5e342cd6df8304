const FORM = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})?$/;
const DAY_MS = 86_400_000;
/** Before 1900 the offsets of Stockholm had seconds, and .NET's unset date is the year 1: neither is the date of a role. */
const FIRST_YEAR = '1900';

const stockholm = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' });

/**
 * A date as Vitec sends it (ISO 8601, .NET: up to seven digits of fraction) -> RFC 3339 with the offset that was sent, cut
 * to milliseconds, always three digits. Without an offset it is Europe/Stockholm (CONTRACT, Dates). Anything else: null.
 */
export function toDateTime(sent: string): string | null {
  const [, local, fraction, offset] = FORM.exec(sent) ?? [];
  if (local === undefined || local < FIRST_YEAR) return null;
  const localText = `${local}.${(fraction ?? '').slice(0, 3).padEnd(3, '0')}`;
  const localMs = Date.parse(`${localText}Z`);
  // Date.parse takes 30 February and 24:00 and moves them on; what does not come back as it went in is no date.
  if (Number.isNaN(localMs) || new Date(localMs).toISOString() !== `${localText}Z`) return null;
  const text = `${localText}${offset ?? stockholmOffset(localMs)}`;
  return Number.isNaN(Date.parse(text)) ? null : text;
}

/** A date as a caller sends it: as above, but the offset is required. */
export const parseDateTime = (text: string): string | null => (/(Z|[+-]\d{2}:\d{2})$/.test(text) ? toDateTime(text) : null);

/** The instant in milliseconds since 1970 of a value that the two functions above made. */
export const instantMs = (dateTime: string): number => Date.parse(dateTime);

/**
 * The offset of Stockholm for a wall-clock time, given as if it were UTC. A time that occurs twice in autumn is the first of
 * the two, one that spring skips keeps the offset from before the change: the choice of RFC 5545 and of Temporal.
 */
function stockholmOffset(localMs: number): string {
  const before = offsetAt(localMs - DAY_MS);
  const after = offsetAt(localMs + DAY_MS);
  const isWallClock = (offset: string) => offsetAt(localMs + offsetMs(offset)) === offset;
  return !isWallClock(before) && isWallClock(after) ? after : before;
}

/** What to add to a wall-clock time to get UTC. */
const offsetMs = (offset: string): number => Date.parse(`1970-01-01T00:00:00${offset}`);

/** "+02:00" for an instant. */
const offsetAt = (instant: number): string =>
  stockholm
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')
    ?.value.slice('GMT'.length) || '+00:00';
