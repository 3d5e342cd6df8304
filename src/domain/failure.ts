import type { UpstreamCause } from './upstream-cause.ts';
import type { VitecState } from './vitec-state.ts';

/** How the gateway handles a failure. */
type FailureRow = {
  /** Most attempts of a call, the first included; 0: the call is not sent. */
  readonly attempts: number;
  /** Whether a retry requires a `Retry-After` from Vitec. */
  readonly needsRetryAfter: boolean;
  /** Whether the caller may retry later. */
  readonly retryable: boolean;
  /** How the circuit breaker counts it. ignored: not counted. */
  readonly breaker: 'failure' | 'success' | 'ignored';
  /** Whether an expired cache entry within its grace may be used instead (stale-if-error). */
  readonly staleAllowed: boolean;
  /** Whether it says something of the operation that asked, and not of the key: an operation that shared its call asks again itself. */
  readonly ofOperation: boolean;
  /** The value of `VitecStatus.state`. */
  readonly state: VitecState;
  readonly logLevel: 'info' | 'warn' | 'error';
  /** Status of the HTTP response if the whole request fails with it. */
  readonly httpStatus: number;
  /** The default message. */
  readonly message: string;
};

/** Defaults of a refusal (4xx): final, a success for the breaker, and never replaced by a stale entry. */
const REFUSAL = {
  attempts: 1,
  needsRetryAfter: false,
  retryable: false,
  breaker: 'success',
  staleAllowed: false,
  ofOperation: false,
  state: 'UNAVAILABLE',
  logLevel: 'warn',
  httpStatus: 400,
} as const;
/** Defaults of an outage of Vitec or the gateway. */
const OUTAGE = { ...REFUSAL, retryable: true, staleAllowed: true } as const;

/**
 * All expected failures, and everything that differs between them. docs/errors.md explains the codes to callers; a test compares it with
 * this table.
 */
export const FAILURES = {
  // the breaker ignores it, or a caller with a wrong password could keep the breaker closed for all
  UNAUTHENTICATED: {
    ...REFUSAL,
    breaker: 'ignored',
    staleAllowed: true,
    httpStatus: 401,
    message: 'The credentials are missing, invalid or expired.',
  },
  FORBIDDEN: { ...REFUSAL, state: 'FORBIDDEN', httpStatus: 403, message: 'No right to read the data of this customer.' },
  BAD_USER_INPUT: { ...REFUSAL, attempts: 0, breaker: 'ignored', message: 'The request holds a value that cannot be used.' },
  NOT_FOUND: { ...REFUSAL, state: 'NOT_FOUND', message: 'Vitec knows no such contact.' },
  UPSTREAM_BAD_REQUEST: { ...REFUSAL, message: 'Vitec refused the request as invalid.' },
  UPSTREAM_MISCONFIGURED: {
    ...REFUSAL,
    breaker: 'ignored',
    staleAllowed: true,
    logLevel: 'error',
    message: 'The gateway has no working Vitec credentials for this customer.',
  },
  UPSTREAM_RATE_LIMITED: {
    ...OUTAGE,
    attempts: 2,
    needsRetryAfter: true,
    state: 'RATE_LIMITED',
    message: 'Vitec asks the gateway to slow down.',
  },
  UPSTREAM_UNAVAILABLE: { ...OUTAGE, attempts: 3, breaker: 'failure', message: 'Vitec cannot be reached or answers with an error.' },
  UPSTREAM_TIMEOUT: { ...OUTAGE, breaker: 'failure', state: 'TIMEOUT', message: 'Vitec did not answer in time.' },
  UPSTREAM_BAD_RESPONSE: { ...OUTAGE, retryable: false, message: 'The answer of Vitec could not be understood.' },
  OVERLOADED: {
    ...OUTAGE,
    attempts: 0,
    breaker: 'ignored',
    ofOperation: true,
    state: 'RATE_LIMITED',
    httpStatus: 503,
    message: 'The gateway is too busy to ask Vitec now.',
  },
  CALL_LIMIT_EXCEEDED: {
    ...REFUSAL,
    attempts: 0,
    breaker: 'ignored',
    staleAllowed: true,
    ofOperation: true,
    logLevel: 'info',
    message: 'The operation needs more calls to Vitec than one operation may cause. Split it.',
  },
  CALLER_LIMIT_EXCEEDED: {
    ...REFUSAL,
    attempts: 0,
    retryable: true,
    breaker: 'ignored',
    state: 'RATE_LIMITED',
    logLevel: 'info',
    httpStatus: 429,
    message: 'The caller has asked for as many contacts as it may in a minute.',
  },
  CANCELLED: {
    ...OUTAGE,
    attempts: 0,
    breaker: 'ignored',
    staleAllowed: false,
    logLevel: 'info',
    message: 'The caller left before the answer.',
  },
} as const satisfies Record<string, FailureRow>;

export type FailureCode = keyof typeof FAILURES;
export const FAILURE_CODES = Object.keys(FAILURES) as readonly FailureCode[];
/** Codes that a response can hold. */
export const PUBLIC_CODES = FAILURE_CODES.filter((code) => code !== 'CANCELLED');

type FailureDetail = {
  readonly message?: string;
  readonly retryAfterSeconds?: number | null;
  readonly attempts?: number;
  readonly upstreamCause?: UpstreamCause | null;
  readonly status?: number | null;
};

/** An expected failure. Clients see its message, so it must not name a person, an address or a secret. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly retryAfterSeconds: number | null;
  /** As in the table, or fewer for a cause that a retry cannot fix. */
  readonly attempts: number;
  /** For the log; null if the failure concerns no call to Vitec. */
  readonly upstreamCause: UpstreamCause | null;
  /** The HTTP status of Vitec's response; null if there was none. */
  readonly status: number | null;

  constructor(code: FailureCode, detail: FailureDetail = {}) {
    super(detail.message ?? FAILURES[code].message);
    this.name = 'Failure';
    this.code = code;
    this.retryAfterSeconds = detail.retryAfterSeconds ?? null;
    this.attempts = detail.attempts ?? FAILURES[code].attempts;
    this.upstreamCause = detail.upstreamCause ?? null;
    this.status = detail.status ?? null;
  }

  copy(): Failure {
    return new Failure(this.code, this);
  }

  withStatus(status: number | null): Failure {
    return new Failure(this.code, { ...this, message: this.message, status });
  }
}
