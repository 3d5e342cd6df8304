/** The one form of an HTTP date that is written today; Date.parse reads far more than dates. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Seconds, rounded up, that a `Retry-After` header asks to wait: a number, or an HTTP date. Null when it is absent, odd or
 * over a day. Source: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: string | string[] | undefined, nowMs: number): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d+$/.test(header)) return Number(header) <= 86_400 ? Number(header) : null;
  if (!HTTP_DATE.test(header)) return null;
  const seconds = Math.ceil((Date.parse(header) - nowMs) / 1_000);
  return seconds <= 86_400 ? Math.max(0, seconds) : null;
}
