import type { FailureKind } from './failure-kind.ts';
import type { Language, PartName } from './language.ts';

export type FailureText = { readonly what: string; readonly whatToDo: string };

/** What a reader is told of each failure, whatever part it befell. */
const SV: Readonly<Record<FailureKind, FailureText>> = {
  UNAUTHENTICATED: { what: 'Du är inte inloggad, eller så har inloggningen gått ut.', whatToDo: 'Logga in på nytt.' },
  FORBIDDEN: {
    what: 'Kontorets uppgifter får inte visas för dig.',
    whatToDo: 'Välj ett kontor som du har rätt till, eller be Vitec se över funktionsgruppen.',
  },
  BAD_USER_INPUT: { what: 'Kund-id eller kontakt-id har inte rätt form.', whatToDo: 'Rätta fälten och försök igen.' },
  NOT_FOUND: {
    what: 'Vitec känner inte till kontakten.',
    whatToDo: 'Den kan ha slagits ihop med en annan: sök fram den på nytt.',
  },
  UPSTREAM_BAD_REQUEST: {
    what: 'Vitec avvisade frågan som ogiltig.',
    whatToDo: 'Kontrollera fälten. Stämmer de, hör av dig till den som sköter tjänsten.',
  },
  UPSTREAM_MISCONFIGURED: {
    what: 'Tjänsten saknar ett fungerande lösenord hos Vitec för kontoret.',
    whatToDo: 'Kontrollera kund-id. Stämmer det, hör av dig till den som sköter tjänsten.',
  },
  UPSTREAM_RATE_LIMITED: { what: 'Vitec får för många frågor just nu.', whatToDo: 'Vänta en stund och försök igen.' },
  UPSTREAM_UNAVAILABLE: { what: 'Vitec går inte att nå eller svarar med ett fel.', whatToDo: 'Försök igen om en stund.' },
  UPSTREAM_TIMEOUT: { what: 'Vitec svarade inte i tid.', whatToDo: 'Försök igen.' },
  UPSTREAM_BAD_RESPONSE: {
    what: 'Vitecs svar gick inte att förstå, och därför visas inget av det.',
    whatToDo: 'Hör av dig till den som sköter tjänsten.',
  },
  OVERLOADED: { what: 'Tjänsten har för mycket att göra just nu.', whatToDo: 'Vänta en stund och försök igen.' },
  CALL_LIMIT_EXCEEDED: { what: 'Det är för mycket att hämta på en gång.', whatToDo: 'Välj färre kontakter eller bostäder.' },
  AUTHENTICATION_UNAVAILABLE: { what: 'Inloggningen kan inte kontrolleras just nu.', whatToDo: 'Försök igen om en stund.' },
  INTERNAL_SERVER_ERROR: {
    what: 'Något gick fel i tjänsten.',
    whatToDo: 'Hör av dig till den som sköter tjänsten och uppge ärendenumret.',
  },
  PAGE_REFUSED: { what: 'Sidan och tjänsten passar inte ihop.', whatToDo: 'Läs in sidan på nytt; den kan ha blivit för gammal.' },
  NO_CONNECTION: { what: 'Tjänsten går inte att nå.', whatToDo: 'Kontrollera nätet och försök igen.' },
  UNREADABLE_ANSWER: {
    what: 'Svaret gick inte att läsa.',
    whatToDo: 'Försök igen. Hjälper det inte, hör av dig till den som sköter tjänsten.',
  },
};

const EN: Readonly<Record<FailureKind, FailureText>> = {
  UNAUTHENTICATED: { what: 'You are not signed in, or no longer.', whatToDo: 'Sign in again.' },
  FORBIDDEN: {
    what: 'The data of this office may not be shown to you.',
    whatToDo: 'Choose an office that you may read, or ask Vitec about the function group.',
  },
  BAD_USER_INPUT: { what: 'The kund-id or the contact id has the wrong form.', whatToDo: 'Correct the fields and try again.' },
  NOT_FOUND: { what: 'Vitec knows no such contact.', whatToDo: 'It may have been merged into another: search for it again.' },
  UPSTREAM_BAD_REQUEST: {
    what: 'Vitec refused the question as invalid.',
    whatToDo: 'Check the fields. If they are right, tell the operator of the service.',
  },
  UPSTREAM_MISCONFIGURED: {
    what: 'The service has no working Vitec password for this office.',
    whatToDo: 'Check the kund-id. If it is right, tell the operator of the service.',
  },
  UPSTREAM_RATE_LIMITED: { what: 'Vitec gets too many questions just now.', whatToDo: 'Wait a while and try again.' },
  UPSTREAM_UNAVAILABLE: { what: 'Vitec cannot be reached or answers with an error.', whatToDo: 'Try again in a while.' },
  UPSTREAM_TIMEOUT: { what: 'Vitec did not answer in time.', whatToDo: 'Try again.' },
  UPSTREAM_BAD_RESPONSE: {
    what: 'Vitec’s answer could not be understood, so none of it is shown.',
    whatToDo: 'Tell the operator of the service.',
  },
  OVERLOADED: { what: 'The service is too busy just now.', whatToDo: 'Wait a while and try again.' },
  CALL_LIMIT_EXCEEDED: { what: 'That is too much to fetch at once.', whatToDo: 'Choose fewer contacts or homes.' },
  AUTHENTICATION_UNAVAILABLE: { what: 'Your sign-in cannot be checked just now.', whatToDo: 'Try again in a moment.' },
  INTERNAL_SERVER_ERROR: {
    what: 'Something went wrong in the service.',
    whatToDo: 'Tell the operator of the service, with the request id.',
  },
  PAGE_REFUSED: { what: 'This page and the service do not fit each other.', whatToDo: 'Load the page again; it may be too old.' },
  NO_CONNECTION: { what: 'The service cannot be reached.', whatToDo: 'Check your network and try again.' },
  UNREADABLE_ANSWER: {
    what: 'The answer could not be read.',
    whatToDo: 'Try again. If that does not help, tell the operator of the service.',
  },
};

type PartTexts = Readonly<Partial<Record<PartName, Readonly<Partial<Record<FailureKind, FailureText>>>>>>;

/** Where a failure means something else in one part. */
const SV_OF_PART: PartTexts = {
  profile: {
    FORBIDDEN: {
      what: 'Namn, adress och telefon får inte visas för dig.',
      whatToDo: 'Be om rätt till kontaktuppgifter om du behöver dem.',
    },
  },
  search: {
    FORBIDDEN: { what: 'Du får inte söka bland kontorets kontakter.', whatToDo: 'Be om rätt till kontaktuppgifter om du behöver dem.' },
    BAD_USER_INPUT: { what: 'Det går inte att söka på det.', whatToDo: 'Skriv ett namn på minst fem tecken, utan specialtecken.' },
  },
  homes: {
    FORBIDDEN: { what: 'Annonsen får inte visas för dig.', whatToDo: '' },
    UPSTREAM_UNAVAILABLE: { what: 'Annonsen gick inte att läsa.', whatToDo: 'Försök igen om en stund.' },
    UPSTREAM_TIMEOUT: { what: 'Annonsen kom inte i tid.', whatToDo: 'Försök igen.' },
    UPSTREAM_BAD_RESPONSE: { what: 'Annonsen gick inte att förstå.', whatToDo: '' },
    UPSTREAM_MISCONFIGURED: { what: 'Tjänsten saknar ett fungerande lösenord för annonser.', whatToDo: '' },
  },
};

const EN_OF_PART: PartTexts = {
  profile: {
    FORBIDDEN: {
      what: 'Name, address and telephone may not be shown to you.',
      whatToDo: 'Ask for the right to contact details if you need them.',
    },
  },
  search: {
    FORBIDDEN: {
      what: 'You may not search the contacts of this office.',
      whatToDo: 'Ask for the right to contact details if you need them.',
    },
    BAD_USER_INPUT: {
      what: 'That cannot be searched for.',
      whatToDo: 'Write a name of at least five characters, without special characters.',
    },
  },
  homes: {
    FORBIDDEN: { what: 'The listing may not be shown to you.', whatToDo: '' },
    UPSTREAM_UNAVAILABLE: { what: 'The listing could not be read.', whatToDo: 'Try again in a while.' },
    UPSTREAM_TIMEOUT: { what: 'The listing did not come in time.', whatToDo: 'Try again.' },
    UPSTREAM_BAD_RESPONSE: { what: 'The listing could not be understood.', whatToDo: '' },
    UPSTREAM_MISCONFIGURED: { what: 'The service has no working password for listings.', whatToDo: '' },
  },
};

const TEXTS = { sv: { all: SV, ofPart: SV_OF_PART }, en: { all: EN, ofPart: EN_OF_PART } } as const satisfies Record<Language, unknown>;

export const failureTexts = (kind: FailureKind, part: PartName, language: Language): FailureText =>
  TEXTS[language].ofPart[part]?.[kind] ?? TEXTS[language].all[kind];
