import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corporateNumberOrNull, withoutPersonalNumbers } from '../../src/domain/personal-number.ts';
import { contactOfAnyType, contactOfType } from '../../src/vitec/endpoints/contact-profile.ts';

const twoDigits = (least: number, most: number) => fc.integer({ min: least, max: most }).map((number) => String(number).padStart(2, '0'));

/** Invented personal numbers in the forms that people write: ordinary ones and coordination numbers, with and without the century. */
const personalNumber = fc
  .record({
    century: fc.constantFrom('', '18', '19', '20'),
    year: twoDigits(0, 99),
    month: twoDigits(1, 12),
    day: fc.oneof(twoDigits(1, 31), twoDigits(61, 91)),
    end: fc.integer({ min: 0, max: 9_999 }).map((number) => String(number).padStart(4, '0')),
    between: fc.constantFrom('', '', '-', '.', '/', ' '),
    separator: fc.constantFrom('', '-', '+', ' ', '\u00A0', '\u2010', '\u2013', '\u2212', ' - ', ' – '),
  })
  .map(({ century, year, month, day, end, between, separator }) => ({
    text: `${century}${year}${between}${month}${between}${day}${separator}${end}`,
    digits: `${year}${month}${day}${end}`,
  }));

const digitsOf = (text: string | null): string => (text ?? '').replace(/\D/g, '');
const around = fc.constantFrom('', 'Anna Ek', 'Anna Ek ', 'Anna Ek (', 'pnr:', 'Anna, ');
const after = fc.constantFrom('', ')', ' Ek', ', god man', '.');

describe('a personal number', () => {
  it('in a text is left out in every form, and the words beside it stay', () => {
    fc.assert(
      fc.property(around, personalNumber, after, (before, { text, digits }, rest) => {
        const left = withoutPersonalNumbers(`${before}${text}${rest}`);
        expect(digitsOf(left)).not.toContain(digits);
        expect(digitsOf(left)).toBe('');
        if (before.includes('Anna')) expect(left).toContain('Anna');
        if (left !== null) expect(left.trim()).not.toBe('');
      }),
    );
  });

  it('is left out each time', () => {
    expect(withoutPersonalNumbers('Anna 800101-1234 och Bo 19700202-5678')).toBe('Anna och Bo');
    expect(withoutPersonalNumbers('8001011234')).toBeNull();
    expect(withoutPersonalNumbers('800101-1234 19700202-5678')).toBeNull();
  });

  it.each([
    ['a name', 'Anna Lindqvist'],
    ['a street', 'Storgatan 14 B, lgh 1101'],
    ['a street with numbers in a row', 'Kungsgatan 12 1101'],
    ['a zip code', '211 60 Malmö'],
    ['a corporate number', 'Ek Fastigheter AB, 556677-8899'],
    ['a corporate number without a hyphen', 'Ek Fastigheter AB 5566778899'],
    ['a year and a number', 'Villa 2026, nr 12'],
    ['a date', 'Kund sedan 2026-03-01'],
    ['a telephone number with blanks', '070-123 45 67'],
    ['a longer number', '12345678901234567'],
  ])('is not seen in %s', (_what, text) => {
    expect(withoutPersonalNumbers(text)).toBe(text);
  });

  it('of a sole trader is no corporate number in any form', () => {
    fc.assert(
      fc.property(around, personalNumber, after, (before, { text }, rest) => {
        expect(corporateNumberOrNull(`${before}${text}${rest}`)).toBeNull();
      }),
    );
    for (const text of ['800101-1234 2', '1 800101-1234', 'SE800101123401', '16800101-1234'])
      expect(corporateNumberOrNull(text)).toBeNull();
  });

  it.each(['556677-8899', '5566778899', '212000-1355', '802002-4280', '969696-1234', '912 345 678', 'DE123456789', null])(
    'is not seen in the corporate number %j',
    (text) => {
      expect(corporateNumberOrNull(text)).toBe(text);
    },
  );

  const companyWith = (corporateNumber: unknown) => {
    const row = { id: 'a', type: 'Company', name: 'Ek', corporateNumber };
    const answer = contactOfType.COMPANY.split(JSON.stringify([row]), 'M1', ['a']).ofContact.get('a');
    return answer && 'value' in answer ? answer.value.corporateNumber : 'no row';
  };

  it('that .NET sends as a number has lost its leading zeros, and is no corporate number either', () => {
    expect(companyWith(101_011_234)).toBeNull();
    expect(companyWith(1_011_234)).toBeNull();
    expect(companyWith(5_566_778_899)).toBe('5566778899');
  });

  it('is in no text of a profile for the cache, wherever it was sent', () => {
    const planted = fc.constantFrom('socialSecurityNumber', 'dateOfBirth', 'note', 'firstName', 'lastName', 'name', 'corporateNumber');
    fc.assert(
      fc.property(
        planted,
        personalNumber,
        fc.constantFrom('Person', 'Company', 'DeceasedEstate', 'Association', null),
        (field, { text }, type) => {
          const row = {
            id: 'a',
            type,
            firstName: 'Anna',
            [field]: text,
            address: { streetAddress: text, city: text },
            categories: [{ name: text }],
          };
          const answer = contactOfAnyType.split(JSON.stringify(row), 'M1', ['a']).ofContact.get('a');
          if (!answer || !('text' in answer)) throw new Error('no row');
          const { customerId: _customer, contactId: _contact, typeCode: _type, ...shown } = answer.value;
          expect(digitsOf(JSON.stringify(shown))).toBe('');
          expect(JSON.parse(String(answer.text))).toEqual({ format: 1, typeCode: answer.value.typeCode, ...shown });
        },
      ),
    );
  });
});
