import type { FailureCode } from '../src/domain/failure.ts';
import type { RequestCode } from '../src/graphql/errors/request-codes.ts';

/** What a person reads: what has happened, and what to do. In Swedish and in English. */
export type CodeSentences = { readonly sv: string; readonly en: string };

/** Nobody at a screen can mend these: the page asks in a way that this gateway does not answer. */
const PAGE_DOES_NOT_FIT: CodeSentences = {
  sv: 'Sidan och tjänsten passar inte ihop. Läs in sidan på nytt. Hjälper det inte, hör av dig till supporten.',
  en: 'This page and the service do not match. Reload the page. If that does not help, contact support.',
};

/** The page asked for more than one request may hold. */
const TOO_MUCH_AT_ONCE: CodeSentences = {
  sv: 'Det blev för mycket på en gång. Välj färre kontakter och försök igen.',
  en: 'That was too much at once. Choose fewer contacts and try again.',
};

/**
 * The sentences of schema/codes.json, which an app can show as they are. They name no field, setting or protocol. FORBIDDEN stands for a
 * refusal by Vitec and for a right that the caller lacks in the gateway, so its sentence fits both. A new code does not compile without them.
 */
export const CODE_SENTENCES: Readonly<Record<Exclude<FailureCode, 'CANCELLED'> | RequestCode, CodeSentences>> = {
  UNAUTHENTICATED: {
    sv: 'Du är inte inloggad, eller så har inloggningen gått ut. Logga in på nytt.',
    en: 'You are not signed in, or your session has expired. Sign in again.',
  },
  FORBIDDEN: {
    sv: 'Du har inte behörighet att se de här uppgifterna. Be den som sköter behörigheterna på kontoret om hjälp.',
    en: 'You do not have permission to see this information. Ask the person who manages permissions at your office.',
  },
  BAD_USER_INPUT: {
    sv: 'Något av det du fyllde i går inte att använda. Kontrollera det och försök igen.',
    en: 'Something you entered cannot be used. Check it and try again.',
  },
  NOT_FOUND: {
    sv: 'Det här finns inte i Vitec. En kontakt kan ha slagits ihop med en annan. Sök efter den på nytt.',
    en: 'Vitec does not have this. A contact may have been merged with another one. Search for it again.',
  },
  UPSTREAM_BAD_REQUEST: {
    sv: 'Vitec tog inte emot frågan. Kontrollera uppgifterna. Stämmer de, hör av dig till supporten.',
    en: 'Vitec did not accept the question. Check what you entered. If it is right, contact support.',
  },
  UPSTREAM_MISCONFIGURED: {
    sv: 'Tjänsten är inte färdigt ansluten till Vitec för det här kontoret. Hör av dig till supporten.',
    en: 'The service is not fully connected to Vitec for this office. Contact support.',
  },
  UPSTREAM_RATE_LIMITED: {
    sv: 'Vitec får för många frågor just nu. Försök igen om en stund.',
    en: 'Vitec is getting too many questions right now. Try again in a moment.',
  },
  UPSTREAM_UNAVAILABLE: {
    sv: 'Vitec går inte att nå just nu. Försök igen om en stund.',
    en: 'Vitec cannot be reached right now. Try again in a moment.',
  },
  UPSTREAM_TIMEOUT: {
    sv: 'Vitec svarade inte i tid. Försök igen om en stund.',
    en: 'Vitec did not answer in time. Try again in a moment.',
  },
  UPSTREAM_BAD_RESPONSE: {
    sv: 'Svaret från Vitec gick inte att läsa, så inget av det visas. Hör av dig till supporten.',
    en: 'The answer from Vitec could not be read, so none of it is shown. Contact support.',
  },
  OVERLOADED: {
    sv: 'Det är mycket att göra i tjänsten just nu. Försök igen om en stund.',
    en: 'The service is very busy right now. Try again in a moment.',
  },
  CALL_LIMIT_EXCEEDED: {
    sv: 'Det blev för mycket att hämta på en gång, så en del saknas. Visa färre kontakter åt gången.',
    en: 'That was too much to fetch at once, so some of it is missing. Show fewer contacts at a time.',
  },
  CALLER_LIMIT_EXCEEDED: {
    sv: 'Du har hämtat många kontakter på kort tid. Försök igen om en stund.',
    en: 'You have requested many contacts in a short time. Try again in a moment.',
  },
  GRAPHQL_PARSE_FAILED: PAGE_DOES_NOT_FIT,
  GRAPHQL_VALIDATION_FAILED: PAGE_DOES_NOT_FIT,
  OPERATION_RESOLUTION_FAILURE: PAGE_DOES_NOT_FIT,
  LENGTH_LIMIT_EXCEEDED: PAGE_DOES_NOT_FIT,
  TOKEN_LIMIT_EXCEEDED: PAGE_DOES_NOT_FIT,
  DEPTH_LIMIT_EXCEEDED: PAGE_DOES_NOT_FIT,
  ALIAS_LIMIT_EXCEEDED: PAGE_DOES_NOT_FIT,
  DIRECTIVE_LIMIT_EXCEEDED: PAGE_DOES_NOT_FIT,
  ROOT_FIELD_LIMIT_EXCEEDED: PAGE_DOES_NOT_FIT,
  TRUSTED_DOCUMENT_NOT_FOUND: PAGE_DOES_NOT_FIT,
  TRUSTED_DOCUMENT_REQUIRED: PAGE_DOES_NOT_FIT,
  PERSISTED_QUERY_NOT_FOUND: PAGE_DOES_NOT_FIT,
  PERSISTED_QUERY_NOT_SUPPORTED: PAGE_DOES_NOT_FIT,
  BAD_REQUEST: PAGE_DOES_NOT_FIT,
  METHOD_NOT_ALLOWED: PAGE_DOES_NOT_FIT,
  NOT_ACCEPTABLE: PAGE_DOES_NOT_FIT,
  REQUEST_ENTITY_TOO_LARGE: TOO_MUCH_AT_ONCE,
  UNSUPPORTED_MEDIA_TYPE: PAGE_DOES_NOT_FIT,
  EXPECTATION_FAILED: PAGE_DOES_NOT_FIT,
  INTERNAL_SERVER_ERROR: {
    sv: 'Något gick fel i tjänsten. Hör av dig till supporten och berätta när det hände.',
    en: 'Something went wrong in the service. Contact support and say when it happened.',
  },
  ACCESS_TRAIL_UNAVAILABLE: {
    sv: 'Det går inte att logga vem som tittar på uppgifterna, så inget visas. Försök igen om en stund.',
    en: 'It cannot be recorded who looks at this information, so none of it is shown. Try again in a moment.',
  },
  AUTHENTICATION_UNAVAILABLE: {
    sv: 'Inloggningen kan inte kontrolleras just nu. Försök igen om en stund.',
    en: 'Your sign-in cannot be checked right now. Try again in a moment.',
  },
  STREAM_LIMIT_EXCEEDED: {
    sv: 'Du har för många sidor öppna som uppdaterar sig själva. Stäng några. Försök igen om en stund.',
    en: 'You have too many pages open that update themselves. Close some. Try again in a moment.',
  },
  SUBSCRIPTIONS_UNAVAILABLE: {
    sv: 'Ändringar visas inte av sig själva här. Läs in sidan på nytt för att se det senaste.',
    en: 'Changes do not show by themselves here. Reload the page to see the latest.',
  },
  CHANGES_MISSED: {
    sv: 'Något kan ha ändrats utan att det syns. Läs in sidan på nytt om en stund.',
    en: 'Something may have changed without showing. Reload the page in a moment.',
  },
  RENEWAL_DUE: {
    sv: 'Sidan har inte uppdaterats på en stund. Försök igen om en stund.',
    en: 'This page has not been updated for a while. Try again in a moment.',
  },
  SHUTTING_DOWN: {
    sv: 'Tjänsten startas om. Försök igen om en stund.',
    en: 'The service is restarting. Try again in a moment.',
  },
};
