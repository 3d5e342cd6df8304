import type { ErrorLike } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { failureLine } from '../screen/status-line.ts';

/** For when there is no contact to ask for its status: an id or a term that is refused, a request that is, or no network. */
export function errorLine(error: ErrorLike | undefined): string {
  if (!CombinedGraphQLErrors.is(error)) return 'Tjänsten går inte att nå. Kontrollera nätet och försök igen.';
  const { code, retryAfterSeconds } = error.errors[0]?.extensions ?? {};
  return failureLine(String(code), typeof retryAfterSeconds === 'number' ? retryAfterSeconds : null);
}
