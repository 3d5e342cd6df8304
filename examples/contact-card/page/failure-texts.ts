import codes from '../../../schema/codes.json' with { type: 'json' };
import type { FailureKind } from './failure-kind.ts';
import type { Language, PartName } from './language.ts';

/** What happened, in one sentence, and what to do about it. */
export type FailureText = { readonly what: string; readonly whatToDo: string };
type Sentences = Readonly<Record<Language, string>>;

/** The gateway has no code for these. */
const ON_THE_WAY = {
  NO_CONNECTION: {
    sv: 'Tjänsten går inte att nå. Kontrollera nätet och försök igen.',
    en: 'The service cannot be reached. Check your network and try again.',
  },
  UNREADABLE_ANSWER: {
    sv: 'Svaret gick inte att läsa. Försök igen. Hjälper det inte, hör av dig till supporten.',
    en: 'The answer could not be read. Try again. If that does not help, contact support.',
  },
} as const satisfies Readonly<Record<string, Sentences>>;

const NO_LISTING: Sentences = {
  sv: 'Annonsen gick inte att läsa. Försök igen om en stund.',
  en: 'The listing could not be read. Try again in a moment.',
};

/** Where a failure means something narrower in one part than in general. */
const OF_PART: Readonly<Partial<Record<PartName, Readonly<Partial<Record<FailureKind, Sentences>>>>>> = {
  profile: {
    FORBIDDEN: {
      sv: 'Du har inte behörighet att se namn, adress och telefon. Be den som sköter behörigheterna på kontoret om hjälp.',
      en: 'You do not have permission to see name, address and telephone. Ask the person who manages permissions at your office.',
    },
  },
  search: {
    FORBIDDEN: {
      sv: 'Du har inte behörighet att söka bland kontorets kontakter. Be den som sköter behörigheterna på kontoret om hjälp.',
      en: 'You do not have permission to search the contacts of this office. Ask the person who manages permissions at your office.',
    },
    BAD_USER_INPUT: {
      sv: 'Det går inte att söka på det. Skriv ett namn på minst fem tecken, utan specialtecken.',
      en: 'That cannot be searched for. Write a name of at least five characters, without special characters.',
    },
  },
  homes: { UPSTREAM_UNAVAILABLE: NO_LISTING, UPSTREAM_TIMEOUT: NO_LISTING },
};

/** The published sentences of schema/codes.json, unless a part has its own. */
export function failureTexts(kind: FailureKind, part: PartName, language: Language): FailureText {
  const sentences = OF_PART[part]?.[kind] ?? { ...codes, ...ON_THE_WAY }[kind];
  const [what = '', ...whatToDo] = sentences[language].split(/(?<=\.) /);
  return { what, whatToDo: whatToDo.join(' ') };
}
