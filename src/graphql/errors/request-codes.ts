import { FAILURES, type FailureCode } from '../../domain/failure.ts';

/** Codes of requests that fail as a whole, with their HTTP status; most before they are executed. The other codes are in FAILURES. */
export const REQUEST_CODES = {
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  LENGTH_LIMIT_EXCEEDED: 400,
  TOKEN_LIMIT_EXCEEDED: 400,
  DEPTH_LIMIT_EXCEEDED: 400,
  ALIAS_LIMIT_EXCEEDED: 400,
  DIRECTIVE_LIMIT_EXCEEDED: 400,
  ROOT_FIELD_LIMIT_EXCEEDED: 400,
  TRUSTED_DOCUMENT_NOT_FOUND: 400,
  TRUSTED_DOCUMENT_REQUIRED: 400,
  PERSISTED_QUERY_NOT_FOUND: 400,
  PERSISTED_QUERY_NOT_SUPPORTED: 400,
  BAD_REQUEST: 400,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  REQUEST_ENTITY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  EXPECTATION_FAILED: 417,
  STREAM_LIMIT_EXCEEDED: 429,
  INTERNAL_SERVER_ERROR: 500,
  AUTHENTICATION_UNAVAILABLE: 503,
  ACCESS_TRAIL_UNAVAILABLE: 503,
  SUBSCRIPTIONS_UNAVAILABLE: 503,
  CHANGES_MISSED: 503,
  SHUTTING_DOWN: 503,
  RENEWAL_DUE: 503,
} as const;

export type RequestCode = keyof typeof REQUEST_CODES;

/** Status of the HTTP answer to a request that is rejected whole with this code. */
export const httpStatusOf = (code: FailureCode | RequestCode): number =>
  isRequestCode(code) ? REQUEST_CODES[code] : FAILURES[code].httpStatus;

export const isRequestCode = (code: unknown): code is RequestCode => typeof code === 'string' && Object.hasOwn(REQUEST_CODES, code);

/** Whether the same request may succeed later. */
export const isRetryableRequest = (code: RequestCode): boolean => RETRYABLE.has(code);

const RETRYABLE: ReadonlySet<RequestCode> = new Set([
  'AUTHENTICATION_UNAVAILABLE',
  'ACCESS_TRAIL_UNAVAILABLE',
  'STREAM_LIMIT_EXCEEDED',
  'CHANGES_MISSED',
  'SHUTTING_DOWN',
  'RENEWAL_DUE',
]);
