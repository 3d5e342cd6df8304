import { withoutPersonalNumbers } from '../domain/personal-number.ts';
import { textOrNull } from './tolerant.ts';

/** Readers of texts that people write: personal numbers in them are dropped before anything is cached or shown. */

/** A text that is no id, address of a machine or telephone number. */
export const freeTextOrNull = (value: unknown): string | null => withoutPersonalNumbers(textOrNull(value));

/** Month and day. In a coordination number (samordningsnummer) the day is higher by 60. */
const DAY = '(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\\d|[39][01])';

/**
 * A personal number that is no telephone number: in 12 digits, or with the hyphen before its last four, or not beginning with 0. Without
 * them, 0701740605 may be either.
 */
const IN_ADDRESS = new RegExp(
  `(?<![\\d+])(?:(?:18|19|20)\\d{2}${DAY}[-+ \\u2010-\\u2015]?|\\d{2}${DAY}[-+\\u2010-\\u2015]|[1-9]\\d${DAY} ?)\\d{4}(?!\\d)`,
);

/** A telephone number, an e-mail address or a URL; null if it has a personal number in it, since the rest of it leads nowhere. */
export function addressOrNull(value: unknown): string | null {
  const text = textOrNull(value);
  return text !== null && IN_ADDRESS.test(text) ? null : text;
}
