import type { UpstreamCause } from './upstream-cause.ts';
import type { VitecState } from './vitec-state.ts';

/** What the gateway does about a failure. */
type FailureRow = {
  /** How often a call may be tried in all; 0: it is not sent. */
  readonly attempts: number;
  /** Whether another attempt is made only where Vitec says when (`Retry-After`). */
  readonly needsRetryAfter: boolean;
  /** Whether the caller may ask again later. */
  readonly retryable: boolean;
  /** What it tells the circuit breaker. ignored: nothing, so it is not counted. */
  readonly breaker: 'failure' | 'success' | 'ignored';
  /** Whether an expired cache entry within its grace may be shown instead. */
  readonly staleAllowed: boolean;
  /** What a status field (`VitecStatus.state`) says. */
  readonly state: VitecState;
  readonly logLevel: 'info' | 'warn' | 'error';
  /** Status of the HTTP answer where the whole request is rejected with it. */
  readonly httpStatus: number;
  /** The message, where the failure brings none of its own. */
  readonly says: string;
};

/**
 * Every foreseen failure, and everything that differs between them. docs/errors.md explains each code to callers: a test holds the two
 * together.
 */
export const FAILURES = {
  UNAUTHENTICATED: {
    attempts: 1,
    needsRetryAfter: false,
    retryable: false,
    breaker: 'ignored', // a caller with a wrong password could keep the breaker closed for all
    staleAllowed: true,
    state: 'UNAVAILABLE',
    logLevel: 'warn',
    httpStatus: 401,
    says: 'The credentials are missing, invalid or expired.',
  },
  FORBIDDEN: {
    attempts: 1,
    needsRetryAfter: false,
    retryable: false,
    breaker: 'success',
    staleAllowed: false,
    state: 'FORBIDDEN',
    logLevel: 'warn',
    httpStatus: 400,
    says: 'No right to read the data of this customer.',
  },
  BAD_USER_INPUT: {
    attempts: 0,
    needsRetryAfter: false,
    retryable: false,
    breaker: 'ignored',
    staleAllowed: false,
    state: 'UNAVAILABLE',
    logLevel: 'warn',
    httpStatus: 400,
    says: 'The request holds a value that cannot be used.',
  },
  NOT_FOUND: {
    attempts: 1,
    needsRetryAfter: false,
    retryable: false,
    breaker: 'success',
    staleAllowed: false,
    state: 'NOT_FOUND',
    logLevel: 'warn',
    httpStatus: 400,
    says: 'Vitec knows no such contact.',
  },
  UPSTREAM_BAD_REQUEST: {
    attempts: 1,
    needsRetryAfter: false,
    retryable: false,
    breaker: 'success',
    staleAllowed: false,
    state: 'UNAVAILABLE',
    logLevel: 'warn',
    httpStatus: 400,
    says: 'Vitec refused the request as invalid.',
  },
  UPSTREAM_MISCONFIGURED: {
    attempts: 1,
    needsRetryAfter: false,
    retryable: false,
    breaker: 'ignored',
    staleAllowed: true,
    state: 'UNAVAILABLE',
    logLevel: 'error',
    httpStatus: 400,
    says: 'The gateway has no working Vitec credentials for this customer.',
  },
  UPSTREAM_RATE_LIMITED: {
    attempts: 2,
    needsRetryAfter: true,
    retryable: true,
    breaker: 'success',
    staleAllowed: true,
    state: 'RATE_LIMITED',
    logLevel: 'warn',
    httpStatus: 400,
    says: 'Vitec asks the gateway to slow down.',
  },
  UPSTREAM_UNAVAILABLE: {
    attempts: 3,
    needsRetryAfter: false,
    retryable: true,
    breaker: 'failure',
    staleAllowed: true,
    state: 'UNAVAILABLE',
    logLevel: 'warn',
    httpStatus: 400,
    says: 'Vitec cannot be reached or answers with an error.',
  },
  UPSTREAM_TIMEOUT: {
    attempts: 1,
    needsRetryAfter: false,
    retryable: true,
    breaker: 'failure',
    staleAllowed: true,
    state: 'TIMEOUT',
    logLevel: 'warn',
    httpStatus: 400,
    says: 'Vitec did not answer in time.',
  },
  UPSTREAM_BAD_RESPONSE: {
    attempts: 1,
    needsRetryAfter: false,
    retryable: false,
    breaker: 'success',
    staleAllowed: true,
    state: 'UNAVAILABLE',
    logLevel: 'warn',
    httpStatus: 400,
    says: 'The answer of Vitec could not be understood.',
  },
  OVERLOADED: {
    attempts: 0,
    needsRetryAfter: false,
    retryable: true,
    breaker: 'ignored',
    staleAllowed: true,
    state: 'RATE_LIMITED',
    logLevel: 'warn',
    httpStatus: 503,
    says: 'The gateway is too busy to ask Vitec now.',
  },
  CANCELLED: {
    attempts: 0,
    needsRetryAfter: false,
    retryable: true,
    breaker: 'ignored',
    staleAllowed: false,
    state: 'UNAVAILABLE',
    logLevel: 'info',
    httpStatus: 400, // no caller reads it
    says: 'The caller left before the answer.',
  },
} as const satisfies Record<string, FailureRow>;

export type FailureCode = keyof typeof FAILURES;
export const FAILURE_CODES = Object.keys(FAILURES) as readonly FailureCode[];
/** Those that a caller may read. */
export const PUBLIC_CODES = FAILURE_CODES.filter((code) => code !== 'CANCELLED');

type FailureDetail = {
  readonly message?: string;
  readonly retryAfterSeconds?: number | null;
  readonly attempts?: number;
  readonly upstreamCause?: UpstreamCause | null;
  readonly status?: number | null;
};

/** A foreseen failure. Its message is the sentence of its code, or one given here that names no person, address or secret. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly retryAfterSeconds: number | null;
  /** As the table says, or less for a cause that will not pass. */
  readonly attempts: number;
  /** For the log; null where no call to Vitec was meant. */
  readonly upstreamCause: UpstreamCause | null;
  /** The HTTP status that Vitec answered with; null where it did not answer. */
  readonly status: number | null;

  constructor(code: FailureCode, detail: FailureDetail = {}) {
    super(detail.message ?? FAILURES[code].says);
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
}
