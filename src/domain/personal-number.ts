/**
 * A Swedish personal number as people write it: YYMMDD-NNNN, with or without the century and the hyphen (+ from the age of 100), and also
 * with the date as YYYY-MM-DD. In a coordination number (samordningsnummer) the day is higher by 60. The month begins with 0 or 1; in a
 * corporate number it is 20 or more.
 */
const IN_TEXT =
  /(?<!\d)(?:16|18|19|20)?\d{2}(?<between>[-./ \u2010-\u2015\u2212]?)[01]\d\k<between>\d{2}\s?[-+\u2010-\u2015\u2212]?\s?\d{4}(?!\d)/g;

/** The text without personal numbers in it; null if nothing else remains. */
export function withoutPersonalNumbers(text: string | null): string | null {
  if (text === null) return null;
  const rest = text.replace(IN_TEXT, '');
  if (rest === text) return text;
  return (
    rest
      .replace(/\(\s*\)/g, '')
      .replace(/\s{2,}/g, ' ')
      .replace(/^[\s,;:-]+|[\s,;:-]+$/g, '') || null
  );
}

/** A corporate number (organisationsnummer), or null for a personal number, which a sole trader has as one. */
export function corporateNumberOrNull(text: string | null): string | null {
  const digits = text?.replace(/\D/g, '') ?? '';
  const isPersonal = digits.length >= 12 || (digits.length === 10 && /^\d\d[01]/.test(digits)) || withoutPersonalNumbers(text) !== text;
  return isPersonal ? null : text;
}
