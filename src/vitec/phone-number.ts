import { fieldsOf, textOrNull } from './tolerant.ts';

/** Longer texts hold more than one number. */
const MAX_LENGTH = 40;
/** Blanks, hyphens, dots and invisible characters, which copied numbers have. */
const SEPARATORS = /[\s\p{Cf}\p{Pd}.]/gu;
/** E.164 allows 15 digits; shorter numbers than 7 are not reachable from abroad. */
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * A telephone number in the form of E.164, for a link: +46700000000. `value` is Vitec's object `{display, msisdn}`, or a text. Without a
 * country code it is Swedish if it begins with 0. Null for anything else, such as an extension or two numbers.
 */
export function phoneNumberOrNull(value: unknown): string | null {
  const { msisdn, display } = fieldsOf(value);
  return fromMsisdn(textOrNull(msisdn)) ?? fromText(textOrNull(value) ?? textOrNull(display));
}

/** An MSISDN begins with the country code and has no plus. */
const fromMsisdn = (msisdn: string | null): string | null => fromText(msisdn !== null && /^[1-9]/.test(msisdn) ? `+${msisdn}` : msisdn);

function fromText(text: string | null): string | null {
  if (text === null || text.length > MAX_LENGTH) return null;
  const compact = text.replace(SEPARATORS, '');
  const hasCountryCode = /^\(?(?:\+|00)/.test(compact);
  const number = (hasCountryCode ? compact.replace('(0)', '') : compact)
    .replace(/[()]/g, '')
    .replace(/^00/, '+')
    .replace(/^0/, '+46')
    // The 0 of a national number is often left in after the country code.
    .replace(/^\+460/, '+46');
  return E164.test(number) ? number : null;
}
