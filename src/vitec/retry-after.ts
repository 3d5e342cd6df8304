/**
 * Seconds, rounded up, that a `Retry-After` header asks to wait: a number, or an HTTP date. Null when it is absent, odd or
 * over a day. Source: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: string | string[] | undefined, nowMs: number): number | null {
  if (typeof header !== 'string') return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - nowMs) / 1_000);
  return seconds <= 86_400 ? Math.max(0, seconds) : null;
}
