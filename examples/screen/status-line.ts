import type { VitecState } from '../generated/text/graphql.ts';
import { dayAndTime } from './day.ts';

export type Status = {
  readonly state: VitecState;
  readonly code: string | null;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly fetchedAt: string | null;
};

const WHAT_AND_WHAT_TO_DO: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'Du är inte inloggad längre. Logga in på nytt.',
  FORBIDDEN: 'Kontorets uppgifter visas inte för dig. Be den som sköter behörigheterna i Vitec om hjälp.',
  BAD_USER_INPUT: 'Kund-id eller kontakt-id kan inte stämma. Rätta det och försök igen.',
  NOT_FOUND: 'Vitec känner inte till kontakten. Den kan ha slagits ihop med en annan: sök efter den på nytt.',
  UPSTREAM_BAD_REQUEST: 'Vitec tog inte emot frågan. Kontrollera kund-id och kontakt-id.',
  UPSTREAM_MISCONFIGURED: 'Lösenordet till Vitec saknas eller gäller inte för kontoret. Säg till supporten.',
  UPSTREAM_RATE_LIMITED: 'Vitec får för många frågor just nu.',
  UPSTREAM_UNAVAILABLE: 'Vitec går inte att nå just nu.',
  UPSTREAM_TIMEOUT: 'Vitec svarade inte i tid.',
  UPSTREAM_BAD_RESPONSE: 'Svaret från Vitec gick inte att förstå. Säg till supporten.',
  OVERLOADED: 'Det är för många frågor på gång just nu.',
  AUTHENTICATION_UNAVAILABLE: 'Inloggningen går inte att kontrollera just nu.',
};

/** Why something could not be read, and what to do about it. */
export function failureLine(code: string, retryable: boolean, retryAfterSeconds: number | null): string {
  const line = WHAT_AND_WHAT_TO_DO[code] ?? `Något gick fel (${code}). Säg till supporten.`;
  if (!retryable) return line;
  return `${line} Försök igen om ${retryAfterSeconds === null ? 'en stund' : `${retryAfterSeconds} sekunder`}.`;
}

/** How fresh what is shown is; or why nothing is, and what to do about it. */
export function statusLine({ state, code, retryable, retryAfterSeconds, fetchedAt }: Status): string {
  if (code !== null) return failureLine(code, retryable, retryAfterSeconds);
  const when = fetchedAt === null ? 'tidigare' : dayAndTime(fetchedAt);
  if (state === 'STALE') return `Vitec går inte att nå just nu. Uppgifterna hämtades ${when} och kan ha ändrats sedan dess.`;
  return state === 'CACHED' ? `Uppgifterna hämtades ${when} och gäller än.` : `Uppgifterna hämtades nyss, ${when}.`;
}
