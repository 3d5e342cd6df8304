/**
 * The three forms of an HTTP date, which a recipient must take: that of today, that of RFC 850 and that of C's asctime. Written out, since
 * Date.parse reads far more than dates. Source: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
const HTTP_DATES = [
  /^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]{5,8}, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
] as const;
const MAX_SECONDS = 86_400;

/**
 * Seconds, rounded up, that a `Retry-After` header asks to wait: a number, or an HTTP date, which `nowMs` is compared with. Null when it is
 * absent, odd or over a day. Source: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: string | string[] | undefined, nowMs: number): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((dateMs(header, nowMs) - nowMs) / 1_000);
  return seconds <= MAX_SECONDS ? Math.max(0, seconds) : null;
}

/**
 * What the server's own clock says, by the `date` of its answer; ours where it does not say. A date that it asks to wait for is one of
 * its clock, and the two may differ.
 */
export function serverNowMs(date: string | string[] | undefined, nowMs: number): number {
  const serverMs = typeof date === 'string' ? dateMs(date, nowMs) : Number.NaN;
  return Number.isNaN(serverMs) ? nowMs : serverMs;
}

/** Milliseconds since 1970; NaN for what is no HTTP date. */
function dateMs(header: string, nowMs: number): number {
  for (const form of HTTP_DATES) {
    const { day, month, year, time } = form.exec(header)?.groups ?? {};
    if (year !== undefined) return Date.parse(`${day} ${month} ${toFullYear(year, nowMs)} ${time} GMT`);
  }
  return Number.NaN;
}

/** A year of two digits is of this century, or of the last where it would lie over 50 years ahead. */
function toFullYear(year: string, nowMs: number): number {
  if (year.length === 4) return Number(year);
  const thisYear = new Date(nowMs).getUTCFullYear();
  const inThisCentury = thisYear - (thisYear % 100) + Number(year);
  return inThisCentury > thisYear + 50 ? inThisCentury - 100 : inThisCentury;
}
