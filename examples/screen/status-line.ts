import codes from '../../schema/codes.json' with { type: 'json' };
import type { VitecState } from '../generated/text/graphql.ts';
import { dayAndTime } from './day.ts';

export type Status = {
  readonly state: VitecState;
  readonly code: string | null;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly fetchedAt: string | null;
};

/** Why something could not be read, and what to do: the published sentence. A newer gateway may have codes that are not in it. */
export function failureLine(code: string, retryAfterSeconds: number | null): string {
  if (!isKnown(code)) return `${codes.INTERNAL_SERVER_ERROR.sv} (${code})`;
  return retryAfterSeconds === null ? codes[code].sv : `${codes[code].sv} Vänta minst ${retryAfterSeconds} sekunder.`;
}

const isKnown = (code: string): code is keyof typeof codes => Object.hasOwn(codes, code);

/** How fresh what is shown is; or why nothing is, and what to do. */
export function statusLine({ state, code, retryAfterSeconds, fetchedAt }: Status): string {
  if (code !== null) return failureLine(code, retryAfterSeconds);
  const when = fetchedAt === null ? 'tidigare' : dayAndTime(fetchedAt);
  if (state === 'STALE') return `Vitec går inte att nå just nu. Uppgifterna hämtades ${when} och kan ha ändrats sedan dess.`;
  return state === 'CACHED' ? `Uppgifterna hämtades ${when} och gäller än.` : `Uppgifterna hämtades nyss, ${when}.`;
}
