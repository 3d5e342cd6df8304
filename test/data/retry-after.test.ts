import { expect, it } from 'vitest';
import { parseRetryAfter } from '../../src/vitec/retry-after.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');

it.each<[string | string[] | undefined, number | null]>([
  ['0', 0],
  ['1', 1],
  ['120', 120],
  ['Tue, 24 Nov 2026 12:00:01 GMT', 1],
  ['Tue, 24 Nov 2026 12:02:00 GMT', 120],
  ['Tue, 24 Nov 2026 11:00:00 GMT', 0], // it has passed
  ['Tuesday, 24-Nov-26 12:00:30 GMT', 30], // RFC 850
  ['Tue Nov 24 12:00:30 2026', 30], // asctime
  ['Wed Dec  2 12:00:30 2026', null], // over a day
  ['Tuesday, 24-Nov-99 12:00:30 GMT', 0], // 1999
  ['Tue, 24 Nov 2026 12:00:30 UTC', null],
  ['Tue, 99 Xxx 2026 12:00:30 GMT', null],
  ['86400', 86_400],
  ['86401', null], // over a day is no answer
  ['-1', null],
  ['1.5', null],
  ['soon', null],
  ['', null],
  [['1', '2'], null],
  [undefined, null],
])('Retry-After %j is %j seconds', (header, seconds) => expect(parseRetryAfter(header, NOW)).toBe(seconds));
