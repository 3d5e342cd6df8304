import { errors } from 'undici';
import type { UpstreamCause } from '../domain/upstream-cause.ts';

/** An answer that is not HTTP, contradicts itself or is over the size cap. */
export const isBadResponse = (error: unknown): boolean => BAD_RESPONSES.some((kind) => error instanceof kind);

const BAD_RESPONSES = [
  errors.HTTPParserError,
  errors.HeadersOverflowError,
  errors.ResponseContentLengthMismatchError,
  errors.ResponseExceededMaxSizeError,
] as const;

/**
 * What undici says of a body whose connection was closed before its stated end, by length or by chunk. Before the headers have ended
 * the first of them says that those contradict themselves.
 */
export const isCutOff = (error: unknown): boolean =>
  error instanceof errors.ResponseContentLengthMismatchError ||
  (error instanceof errors.HTTPParserError && error.message.includes('Invalid EOF state'));

/** OpenSSL's own faults, and Node's of a certificate that is not to be trusted. */
export const isTlsFault = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|EPROTO)/.test(String(error.code));

const CAUSES: readonly (readonly [RegExp, UpstreamCause])[] = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'DNS'],
  [/^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/, 'CONNECT_TIMEOUT'],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN)$/, 'REFUSED'],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)$/, 'RESET'],
  [/^(UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_EXCEEDED_MAX_SIZE)$/, 'TOO_LARGE'],
];

/** Why a call failed, by the error of Node, OpenSSL, undici or fetch. */
export function causeOfError(error: unknown): UpstreamCause {
  if (!(error instanceof Error)) return 'OTHER';
  if (error.name === 'TimeoutError') return 'ANSWER_TIMEOUT';
  const code = 'code' in error ? String(error.code) : '';
  const known = CAUSES.find(([pattern]) => pattern.test(code))?.[1];
  if (known) return known;
  if (isTlsFault(error)) return 'TLS';
  if (isBadResponse(error)) return 'NOT_HTTP';
  return error.cause === undefined ? 'OTHER' : causeOfError(error.cause);
}
