/**
 * The three forms of an HTTP date that a recipient must accept: IMF-fixdate, RFC 850 and asctime. Date.parse accepts far more. Source: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
const HTTP_DATES = [
  /^[A-Z][a-z]{2}, (?<day>\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]{5,8}, (?<day>\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\d{2}) (?<time>\d{2}:\d{2}:\d{2}) GMT$/,
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d{2}:\d{2}:\d{2}) (?<year>\d{4})$/,
] as const;
const MAX_SECONDS = 86_400;

/**
 * Seconds to wait by a `Retry-After` header, rounded up: a number, or an HTTP date minus `nowMs`. Null when it is absent, malformed or over a
 * day. Source: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: string | string[] | undefined, nowMs: number): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((dateMs(header, nowMs) - nowMs) / 1_000);
  return seconds <= MAX_SECONDS ? Math.max(0, seconds) : null;
}

/**
 * The server's clock, by the `date` header of its answer; else ours. A date in `Retry-After` is of the server's clock, which may differ.
 */
export function serverNowMs(date: string | string[] | undefined, nowMs: number): number {
  const serverMs = typeof date === 'string' ? dateMs(date, nowMs) : Number.NaN;
  return Number.isNaN(serverMs) ? nowMs : serverMs;
}

/** Milliseconds since 1970; NaN if it is not an HTTP date. */
function dateMs(header: string, nowMs: number): number {
  for (const form of HTTP_DATES) {
    const { day, month, year, time } = form.exec(header)?.groups ?? {};
    if (year !== undefined) return Date.parse(`${day} ${month} ${toFullYear(year, nowMs)} ${time} GMT`);
  }
  return Number.NaN;
}

/** A two-digit year more than 50 years ahead is of the last century (RFC 9110, section 5.6.7). */
function toFullYear(year: string, nowMs: number): number {
  if (year.length === 4) return Number(year);
  const thisYear = new Date(nowMs).getUTCFullYear();
  const inThisCentury = thisYear - (thisYear % 100) + Number(year);
  return inThisCentury > thisYear + 50 ? inThisCentury - 100 : inThisCentury;
}
