/** What the page has words of its own for: codes of the gateway, and what befalls a request on its way. */
export const FAILURE_KINDS = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'UPSTREAM_BAD_REQUEST',
  'UPSTREAM_MISCONFIGURED',
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_BAD_RESPONSE',
  'OVERLOADED',
  'CALL_LIMIT_EXCEEDED',
  'AUTHENTICATION_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
  'PAGE_REFUSED',
  'NO_CONNECTION',
  'UNREADABLE_ANSWER',
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** Codes of a request that is refused as such: this page's own is always the same, so that it and the gateway do not fit each other. */
export const PAGE_REFUSALS: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'LENGTH_LIMIT_EXCEEDED',
  'TOKEN_LIMIT_EXCEEDED',
  'DEPTH_LIMIT_EXCEEDED',
  'ALIAS_LIMIT_EXCEEDED',
  'DIRECTIVE_LIMIT_EXCEEDED',
  'ROOT_FIELD_LIMIT_EXCEEDED',
  'TRUSTED_DOCUMENT_REQUIRED',
  'TRUSTED_DOCUMENT_NOT_FOUND',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
  'METHOD_NOT_ALLOWED',
  'NOT_ACCEPTABLE',
  'REQUEST_ENTITY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'EXPECTATION_FAILED',
]);

/** A code newer than this page is told as one that it cannot read. */
export function toFailureKind(code: string): FailureKind {
  if (PAGE_REFUSALS.has(code)) return 'PAGE_REFUSED';
  return FAILURE_KINDS.find((kind) => kind === code) ?? 'UNREADABLE_ANSWER';
}
