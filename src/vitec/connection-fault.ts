import { errors } from 'undici';

/** What is not HTTP, contradicts itself or is over the size cap. */
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
