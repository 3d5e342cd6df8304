import type { AllowedKey } from './allowed-key.ts';

/** A search among the contacts of a customer. `term` is personal data: no log, metric, span or error may hold it. */
export type SearchKey = { readonly customerId: string; readonly term: string; readonly maxSize: number };

/** A search that the caller may run: its customer, with the right to read profiles. Only `access/` creates one. */
export type AllowedSearch = SearchKey & AllowedKey;

export type ContactMatch = {
  readonly customerId: string;
  readonly contactId: string;
  /** The name or the number of Vitec's ContactType, as sent. */
  readonly typeCode: string;
  readonly score: number | null;
  /** RFC 3339, as from `toDateTime`. */
  readonly changedAt: string | null;
};

export type ContactMatches = {
  /** In Vitec's order, each contact once. */
  readonly matches: readonly ContactMatch[];
  /** How many Vitec sent. If it is `maxSize`, there may be more. */
  readonly sent: number;
};

const LEAST_CHARACTERS = 5;
const MOST_CHARACTERS = 100;

/** Characters that occur in no name, number or address of a contact. Of a lone surrogate a URL cannot be made. */
const REFUSED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}%/\p{Emoji_Presentation}]|\uFE0F/u;

/** The term as it is sent to Vitec, or why it is refused, in a sentence that does not repeat it. */
export function readSearchTerm(given: string): { readonly term: string } | { readonly fault: string } {
  const term = given.trim();
  if (REFUSED.test(term)) return { fault: '`term` has a character that cannot be searched for: a control character, %, / or an emoji.' };
  const { length } = [...term];
  if (length < LEAST_CHARACTERS || length > MOST_CHARACTERS)
    return { fault: `\`term\` needs ${LEAST_CHARACTERS} to ${MOST_CHARACTERS} characters, blanks around it not counted.` };
  return { term };
}
