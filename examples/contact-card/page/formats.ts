import type { Language } from './language.ts';

/** The day as it was in Sweden, wherever the reader is. */
const ZONE = 'Europe/Stockholm';
const TAGS = { sv: 'sv-SE', en: 'en-GB' } as const satisfies Record<Language, string>;

export const dateInWords = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(TAGS[language], { dateStyle: 'long', timeZone: ZONE }).format(new Date(instant));

export const timeOfDay = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(TAGS[language], { timeStyle: 'short', timeZone: ZONE }).format(new Date(instant));

export const timeWithSeconds = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(TAGS[language], { timeStyle: 'medium', timeZone: ZONE }).format(new Date(instant));

/** How long ago, in the largest whole unit: "3 minutes ago". */
export function ageInWords(instant: string, nowMs: number, language: Language): string {
  const minutes = Math.round((nowMs - Date.parse(instant)) / 60_000);
  const format = new Intl.RelativeTimeFormat(TAGS[language], { numeric: 'always' });
  return minutes < 60 ? format.format(-Math.max(minutes, 1), 'minute') : format.format(-Math.floor(minutes / 60), 'hour');
}

export const inNumber = (number: number, language: Language): string => new Intl.NumberFormat(TAGS[language]).format(number);

/** Whole units: "4 250 000 kr", "SEK 4,250,000". A currency that no browser knows is written as it came. */
export function price(amount: number, currency: string | null, language: Language): string {
  const code = currency ?? 'SEK';
  if (!/^[A-Za-z]{3}$/.test(code)) return `${inNumber(amount, language)} ${code}`;
  return new Intl.NumberFormat(TAGS[language], {
    style: 'currency',
    currency: code,
    currencyDisplay: language === 'sv' ? 'narrowSymbol' : 'code',
    maximumFractionDigits: 0,
  }).format(amount);
}
