import { describe, expect, it } from 'vitest';
import codes from '../../schema/codes.json' with { type: 'json' };
import { failureLine, type Status, statusLine } from '../screen/status-line.ts';

const READ: Status = { state: 'FRESH', code: null, retryable: false, retryAfterSeconds: null, fetchedAt: '2026-11-24T12:15:41.247Z' };

describe('the status line', () => {
  it.each(Object.entries(codes))('says in Swedish what %s is, and what to do', (code, { sv }) => {
    expect(failureLine(code, null)).toBe(sv);
  });

  it.each([
    ['FRESH', 'Uppgifterna hämtades nyss, 24 november 2026 kl. 13:15.'],
    ['CACHED', 'Uppgifterna hämtades 24 november 2026 kl. 13:15 och gäller än.'],
    ['STALE', 'Vitec går inte att nå just nu. Uppgifterna hämtades 24 november 2026 kl. 13:15 och kan ha ändrats sedan dess.'],
  ] as const)('says how old what is shown is when it is %s', (state, line) => {
    expect(statusLine({ ...READ, state })).toBe(line);
  });

  it('says how long to wait before asking again, where that is known', () => {
    const busy = { ...READ, state: 'RATE_LIMITED', code: 'UPSTREAM_RATE_LIMITED', retryable: true, fetchedAt: null } as const;
    expect(statusLine(busy)).toBe('Vitec får för många frågor just nu. Försök igen om en stund.');
    expect(statusLine({ ...busy, retryAfterSeconds: 30 })).toBe(
      'Vitec får för många frågor just nu. Försök igen om en stund. Vänta minst 30 sekunder.',
    );
  });

  it('shows a code that it does not know', () => {
    expect(failureLine('SOMETHING_NEW', null)).toContain('SOMETHING_NEW');
  });
});
