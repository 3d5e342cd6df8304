import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSearchTerm } from '../../src/domain/contact-search.ts';

/** The term as sent; null where it is refused. */
const read = (given: string): string | null => {
  const result = readSearchTerm(given);
  return 'term' in result ? result.term : null;
};

describe('a search term', () => {
  it.each([
    ['a name', 'Anna Lindqvist'],
    ['Swedish letters', 'Åsa Öberg'],
    ['an accent as a character of its own', 'Ase\u0301n'],
    ['letters of another alphabet', 'Гагарин'],
    ['an apostrophe and a hyphen', "O'Hara-Ek"],
    ['a telephone number', '+46 (0)70-123 45 67'],
    ['an e-mail address', 'a.b+c@example.se'],
    ['what a URL gives a meaning', 'a&b=c?d#e;f:g'],
    ['the least', 'abcde'],
    ['the most', 'x'.repeat(100)],
    ['the most, in letters outside the BMP', '𝒜'.repeat(100)],
    ['the least, in letters outside the BMP', '𝒜'.repeat(5)],
  ])('may be %s', (_what, term) => {
    expect(read(term)).toBe(term);
    expect(read(`  ${term}\t\n`)).toBe(term);
  });

  it.each([
    ['empty', ''],
    ['blank', ' \u00A0\u2003 \t\r\n '],
    ['too short', 'abcd'],
    ['too short after trimming', '  abcd  '],
    ['too short in code points, long enough in UTF-16', '𝒜'.repeat(4)],
    ['too long', 'x'.repeat(101)],
    ['far too long', 'x'.repeat(900_000)],
    ['too long in code points', '𝒜'.repeat(101)],
    ['a control character', 'Anna\u0000Ek'],
    ['a line feed', 'Anna\nEk'],
    ['a tab', 'Anna\tEk'],
    ['DEL', 'Anna\u007FEk'],
    ['a control character of Latin 1', 'Anna\u0085Ek'],
    ['a line separator', 'Anna\u2028Ek'],
    ['a character that turns the direction', 'Anna\u202EEk'],
    ['a zero-width space', 'Anna\u200BEk'],
    ['per cent', '100% Ek'],
    ['a slash', 'Anna/Ek'],
    ['an emoji', 'Anna😀Ek'],
    ['an emoji of two parts', 'Anna\u2764\uFE0FEk'],
    ['a flag', 'Anna🇸🇪Ek'],
    ['a lone high surrogate', 'Anna\uD83DEk'],
    ['a lone low surrogate', 'Anna\uDE00Ek'],
    ['a surrogate at the end', 'AnnaEk\uD83D'],
  ])('is refused when it is or has %s, in a sentence that does not repeat it', (_what, term) => {
    expect(read(term)).toBeNull();
    const words = term.match(/[A-Za-zÅÄÖåäö]{4,}/g) ?? [];
    for (const word of words) expect(JSON.stringify(readSearchTerm(term))).not.toContain(word);
  });

  it('that is taken can stand in a URL, has 5 to 100 code points, and is read again as itself', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
            fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
          ),
          maxLength: 120,
        }),
        (given) => {
          const term = read(given);
          if (term === null) return;
          expect(decodeURIComponent(encodeURIComponent(term))).toBe(term);
          expect([...term].length).toBeGreaterThanOrEqual(5);
          expect([...term].length).toBeLessThanOrEqual(100);
          expect(read(term)).toBe(term);
        },
      ),
    );
  });

  it('of letters, digits and blanks is taken if its length is right', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zåäö0-9 ]{0,110}$/), (given) => {
        const { length } = given.trim();
        expect(read(given)).toBe(length >= 5 && length <= 100 ? given.trim() : null);
      }),
    );
  });
});
