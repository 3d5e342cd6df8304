import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOrNull } from '../../src/vitec/free-text.ts';

describe('a telephone number, an e-mail address or a URL', () => {
  it.each([
    '070-174 06 05',
    '0701740605',
    '070-1740605',
    '0701-74 06 05',
    '08-465 004 11',
    '040-628 04 10',
    '0408233234', // may be a personal number of 2004, or a telephone in Malmö
    '046-12 31 00',
    '+46 31 390 06 12',
    '+46701740605',
    '0046701740605',
    '+201012315678', // in Egypt
    '+1 955 123 4567',
    '6408993234', // no such day
    'anna.andersson@example.se',
    '0701740605@example.se',
    'anna1964@example.se',
    'https://maleri.example/2026/10/04/17-0001',
    'https://maleri.example/5566778899',
  ])('%s is kept', (text) => {
    expect(addressOrNull(` ${text} `)).toBe(text);
  });

  it.each([
    '640823-3234',
    '6408233234',
    '640823 3234',
    '640823+3234',
    '640823\u20133234',
    '19640823-3234',
    '196408233234',
    '040823-3234',
    '200408233234',
    '640883-3234', // a coordination number
    'pnr 640823-3234',
    'anna.640823-3234@example.se',
    '196408233234@example.se',
    'https://maleri.example/640823-3234/',
  ])('%s is dropped', (text) => {
    expect(addressOrNull(text)).toBeNull();
  });

  it('is kept in every form in which a Swedish telephone number is written', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
    const grouped = fc
      .tuple(
        fc.constantFrom('08', '031', '040', '046', '070', '072', '073', '076', '079', '0411'),
        fc.constantFrom('-', ' ', ''),
        digits(3),
        digits(4),
      )
      .chain(([area, separator, three, four]) =>
        fc.constantFrom(
          `${area}${separator}${three}${four}`,
          `${area}${separator}${three} ${four.slice(0, 2)} ${four.slice(2)}`,
          `+46${area.slice(1)}${three}${four}`,
          `+46 ${area.slice(1)} ${three} ${four}`,
          `+46 (0)${area.slice(1)} ${three} ${four}`,
        ),
      );
    fc.assert(
      fc.property(grouped, (text) => {
        expect(addressOrNull(text)).toBe(text);
      }),
    );
  });
});
