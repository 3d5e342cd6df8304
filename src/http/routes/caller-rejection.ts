import { type AuthenticationErrorReason, UNAVAILABLE_SECONDS } from '../../access/authentication.ts';
import type { TokenFault } from '../../access/token-fault.ts';
import type { HttpRejection } from '../server/http-rejection.ts';

const MESSAGES: Readonly<Record<Exclude<AuthenticationErrorReason, 'unavailable'>, string>> = {
  missing: 'Credentials are missing.',
  invalid: 'The credentials are invalid.',
  expired: 'The credentials have expired.',
  'not through the router': 'The secret of the router is missing or wrong.',
};

/** The rejection of a caller: 401 with a short reason, or 503 if the keys that verify tokens are unavailable. `cause` is for the log. */
export function rejectionOfCaller(
  reason: AuthenticationErrorReason,
  scheme: 'Bearer' | 'Basic',
  cause: TokenFault | null = null,
): HttpRejection {
  if (reason === 'unavailable') {
    return {
      code: 'AUTHENTICATION_UNAVAILABLE',
      reason,
      cause,
      message: 'Tokens cannot be verified now, since their keys are unavailable. Try again in a moment.',
      retryable: true,
      headers: { 'retry-after': String(UNAVAILABLE_SECONDS) },
    };
  }
  // a request without credentials gets no error code: RFC 6750, section 3.1
  const challenge = scheme === 'Basic' ? 'Basic realm="Vitec Connect"' : `Bearer${reason === 'missing' ? '' : ' error="invalid_token"'}`;
  return {
    code: 'UNAUTHENTICATED',
    message: MESSAGES[reason],
    reason,
    cause,
    headers: { 'www-authenticate': challenge },
  };
}
