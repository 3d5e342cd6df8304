import { describe, expect, it } from 'vitest';
import { PUBLIC_CODES } from '../../src/domain/failure.ts';
import { failureLine, type Status, statusLine } from '../screen/status-line.ts';

const READ: Status = { state: 'FRESH', code: null, retryable: false, retryAfterSeconds: null, fetchedAt: '2026-11-24T12:15:41.247Z' };

describe('the status line', () => {
  it.each(PUBLIC_CODES)('says in Swedish what %s is', (code) => {
    expect(failureLine(code, false, null)).not.toContain(code);
  });

  it.each([
    ['FRESH', 'Uppgifterna hämtades nyss, 24 november 2026 kl. 13:15.'],
    ['CACHED', 'Uppgifterna hämtades 24 november 2026 kl. 13:15 och gäller än.'],
    ['STALE', 'Vitec går inte att nå just nu. Uppgifterna hämtades 24 november 2026 kl. 13:15 och kan ha ändrats sedan dess.'],
  ] as const)('says how old what is shown is when it is %s', (state, line) => {
    expect(statusLine({ ...READ, state })).toBe(line);
  });

  it.each([
    [{ retryable: true, retryAfterSeconds: 30 }, 'Vitec får för många frågor just nu. Försök igen om 30 sekunder.'],
    [{ retryable: true, retryAfterSeconds: null }, 'Vitec får för många frågor just nu. Försök igen om en stund.'],
    [{ retryable: false, retryAfterSeconds: null }, 'Vitec får för många frågor just nu.'],
  ])('says when to ask again for %j', (times, line) => {
    expect(statusLine({ ...READ, ...times, state: 'RATE_LIMITED', code: 'UPSTREAM_RATE_LIMITED', fetchedAt: null })).toBe(line);
  });

  it('shows a code that it does not know', () => {
    expect(failureLine('SOMETHING_NEW', false, null)).toContain('SOMETHING_NEW');
  });
});
