import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantMs, parseDateTime, toDateTime } from '../../src/domain/date-time.ts';
import { startGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';

describe('a date that Vitec sends', () => {
  it.each([
    ['2026-10-04T13:51:40.3548718+02:00', '2026-10-04T13:51:40.354+02:00'], // seven digits, as .NET writes
    ['2025-10-28T06:14:36.502445+01:00', '2025-10-28T06:14:36.502+01:00'], // the sample on Vitec's page
    ['2026-10-04T13:51:40.9999999+02:00', '2026-10-04T13:51:40.999+02:00'], // cut, not rounded into the next second
    ['2026-10-04T13:51:40.3+02:00', '2026-10-04T13:51:40.300+02:00'],
    ['2026-10-04T13:51:40+02:00', '2026-10-04T13:51:40.000+02:00'],
    ['2026-10-04T11:51:40Z', '2026-10-04T11:51:40.000Z'],
    ['2026-07-04T13:51:40.354', '2026-07-04T13:51:40.354+02:00'], // no offset: Stockholm, not the server
    ['2026-01-04T13:51:40', '2026-01-04T13:51:40.000+01:00'],
    ['2026-03-29T01:59:59', '2026-03-29T01:59:59.000+01:00'], // the last second before summer time
    ['2026-03-29T02:30:00', '2026-03-29T02:30:00.000+01:00'], // an hour that does not exist: the offset from before
    ['2026-03-29T03:00:00', '2026-03-29T03:00:00.000+02:00'],
    ['2026-10-25T01:59:59', '2026-10-25T01:59:59.000+02:00'],
    ['2026-10-25T02:30:00', '2026-10-25T02:30:00.000+02:00'], // an hour that occurs twice: the first
    ['2026-10-25T03:00:00', '2026-10-25T03:00:00.000+01:00'],
    ['1979-07-01T12:00:00', '1979-07-01T12:00:00.000+01:00'], // Sweden had no summer time then
    ['2024-02-29T00:00:00+01:00', '2024-02-29T00:00:00.000+01:00'],
    ['2026-10-04T11:51:40-00:00', '2026-10-04T11:51:40.000+00:00'], // an offset that the form has no place for
    ['2026-10-04T11:51:40.354-00:00', '2026-10-04T11:51:40.354+00:00'],
    ['2026-10-04T11:51:40.3548718-00:00', '2026-10-04T11:51:40.354+00:00'],
    ['2026-10-04T11:51:40.354+00:00', '2026-10-04T11:51:40.354+00:00'],
    ['2026-10-04T11:51:40.354-00:30', '2026-10-04T11:51:40.354-00:30'],
    ['2025-02-29T00:00:00+01:00', null],
    ['2026-02-30T10:00:00+01:00', null],
    ['2026-10-04T24:00:00+02:00', null],
    ['2026-10-04T13:60:00+02:00', null],
    ['2026-13-04T13:51:40+02:00', null],
    ['2026-10-04T13:51:40+25:00', null],
    ['2026-10-04T13:51:40+0200', null],
    ['2026-10-04 13:51:40+02:00', null],
    ['2026-10-04', null],
    ['0001-01-01T00:00:00', null], // .NET's date that nobody has set
    ['soon', null],
    ['', null],
  ])('%s is read as %s', (sent, read) => expect(toDateTime(sent)).toBe(read));

  it('does not depend on the time zone of the server', () => {
    const zone = process.env.TZ;
    try {
      for (const other of ['America/New_York', 'Asia/Tokyo', 'UTC']) {
        process.env.TZ = other;
        expect(toDateTime('2026-07-04T13:51:40.354')).toBe('2026-07-04T13:51:40.354+02:00');
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('keeps its instant, cut to milliseconds, whatever its fraction and offset', () => {
    const offset = fc.constantFrom('+01:00', '+02:00', 'Z', '-05:30', '+14:00');
    const moment = fc.date({ min: new Date('1900-01-02'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 9_999 }), offset, (date, ticks, sentOffset) => {
        const sent = `${date.toISOString().slice(0, -1)}${String(ticks).padStart(4, '0')}${sentOffset}`;
        const read = toDateTime(sent);
        expect(read).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/);
        expect(instantMs(read ?? '')).toBe(Date.parse(`${date.toISOString().slice(0, -1)}${sentOffset}`));
      }),
    );
  });

  it('answers null or a date, and never throws, for any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = toDateTime(text);
        if (read !== null) expect(toDateTime(read)).toBe(read);
      }),
    );
  });
});

describe('a date that a caller sends', () => {
  it.each([
    ['2026-10-04T13:51:40+02:00', '2026-10-04T13:51:40.000+02:00'],
    ['2026-10-04T13:51:40.123456789Z', '2026-10-04T13:51:40.123Z'],
    ['2026-10-04t13:51:40+02:00', '2026-10-04T13:51:40.000+02:00'],
    ['2026-10-04t13:51:40z', '2026-10-04T13:51:40.000Z'],
    ['2026-10-04T13:51:40.5z', '2026-10-04T13:51:40.500Z'],
    ['2026-10-04T13:51:40+00:00', '2026-10-04T13:51:40.000+00:00'],
    ['2026-10-04T13:51:40-00:01', '2026-10-04T13:51:40.000-00:01'],
    ['2026-10-04T13:51:40-00:00', null],
    ['2026-10-04t13:51:40.123-00:00', null],
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00.000Z'],
    ['1899-12-31T23:59:59Z', null],
    ['2026-10-04T13:51:40', null], // whose time would that be?
    ['2026-10-04', null],
    ['2026-10-04T13:51+02:00', null],
  ])('%s is read as %s', (sent, read) => expect(parseDateTime(sent)).toBe(read));
});

it('a DateTime that cannot be used is BAD_USER_INPUT, which names all that it needs', async () => {
  await using office = await startOffice([contact('a').buys('home-1')]);
  await using gateway = await startGateway(office);
  const query = 'query ($since: DateTime) { contact(customerId: "M1", contactId: "a") { partyRoles(filter: { since: $since }) { role } } }';
  expect((await gateway.query(query, { since: '2020-10-04t13:51:40z' })).errors).toBeUndefined();
  for (const since of ['2020-10-04T13:51:40-00:00', '1899-12-31T00:00:00Z']) {
    const { errors } = await gateway.query(query, { since });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringMatching(/-00:00.*1900/) }]);
  }
});
