/** Why a call to Vitec failed, for operators: all values of `cause` in the log. */
export const UPSTREAM_CAUSES = [
  // the connection
  'DNS',
  'REFUSED',
  'CONNECT_TIMEOUT',
  'TLS',
  'RESET',
  'OTHER',
  // the answer
  'ANSWER_TIMEOUT',
  'NOT_HTTP',
  'TRUNCATED',
  'TOO_LARGE',
  'BAD_ENCODING',
  'NOT_JSON',
  'HTML',
  'WRONG_SHAPE',
  'NO_ROW',
  // its status
  'REDIRECT',
  '400',
  '401',
  '403',
  '404',
  '408',
  '410',
  '425',
  '429',
  'OTHER_4XX',
  '5XX',
  'OTHER_STATUS',
  // not sent, or ended by the gateway
  'NO_PASSWORD',
  'BAD_ID',
  'LOCKED_OUT',
  'BREAKER_OPEN',
  'QUEUE_FULL',
  'CALL_LIMIT',
  'DEADLINE',
  'CANCELLED',
] as const;
export type UpstreamCause = (typeof UPSTREAM_CAUSES)[number];
