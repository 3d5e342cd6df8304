import type { GraphQLError } from 'graphql';
import { type AuthenticationErrorReason, UNAVAILABLE_SECONDS } from '../../access/authentication.ts';
import type { TokenFault } from '../../access/token-fault.ts';
import { Failure } from '../../domain/failure.ts';
import { requestError, requestErrorOf } from '../../graphql/errors/request-error.ts';
import type { HttpRejection } from '../server/http-rejection.ts';

const MESSAGES: Readonly<Record<Exclude<AuthenticationErrorReason, 'unavailable'>, string>> = {
  missing: 'Credentials are missing.',
  invalid: 'The credentials are invalid.',
  expired: 'The credentials have expired.',
  'not through the router': 'The secret of the router is missing or wrong.',
};

const UNAVAILABLE = 'Tokens cannot be verified now, since their keys are unavailable. Try again in a moment.';

/** The error that ends a stream whose caller can no longer be authenticated. */
export const errorOfCaller = (reason: AuthenticationErrorReason): GraphQLError =>
  reason === 'unavailable'
    ? requestError('AUTHENTICATION_UNAVAILABLE', UNAVAILABLE)
    : requestErrorOf(new Failure('UNAUTHENTICATED', { message: MESSAGES[reason] }));

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
      message: UNAVAILABLE,
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
