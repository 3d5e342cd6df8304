/**
 * Every foreseen failure, once: what the gateway does about it within the operation (attempts),
 * whether the caller may ask again later (retryable), and whether it speaks against the upstream's
 * health (countsForBreaker). docs/errors.md has each code, and whether it may be asked again: a test holds them together.
 */
export const FAILURES = {
  UNAUTHENTICATED: { attempts: 1, retryable: false, countsForBreaker: false, says: 'The credentials are missing, invalid or expired.' },
  FORBIDDEN: { attempts: 1, retryable: false, countsForBreaker: false, says: 'No right to read the data of this customer.' },
  BAD_USER_INPUT: { attempts: 0, retryable: false, countsForBreaker: false, says: 'The request holds a value that cannot be used.' },
  NOT_FOUND: { attempts: 1, retryable: false, countsForBreaker: false, says: 'Vitec knows no such contact.' },
  UPSTREAM_BAD_REQUEST: { attempts: 1, retryable: false, countsForBreaker: false, says: 'Vitec refused the request as invalid.' },
  UPSTREAM_MISCONFIGURED: {
    attempts: 1,
    retryable: false,
    countsForBreaker: false,
    says: 'The gateway has no working Vitec credentials for this customer.',
  },
  UPSTREAM_RATE_LIMITED: { attempts: 2, retryable: true, countsForBreaker: false, says: 'Vitec asks the gateway to slow down.' },
  UPSTREAM_UNAVAILABLE: { attempts: 3, retryable: true, countsForBreaker: true, says: 'Vitec cannot be reached or answers with an error.' },
  UPSTREAM_TIMEOUT: { attempts: 1, retryable: true, countsForBreaker: true, says: 'Vitec did not answer in time.' },
  UPSTREAM_BAD_RESPONSE: { attempts: 1, retryable: false, countsForBreaker: false, says: 'The answer of Vitec could not be understood.' },
  OVERLOADED: { attempts: 0, retryable: true, countsForBreaker: false, says: 'The gateway is too busy to ask Vitec now.' },
} as const;

export type FailureCode = keyof typeof FAILURES;

type FailureDetail = { readonly message?: string; readonly retryAfterSeconds?: number | null; readonly attempts?: number };

/** A foreseen failure. Its message is the sentence of its code, or one given here that names no person, address or secret. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly retryAfterSeconds: number | null;
  /** How often it may be tried in all: what the table says, or less for a cause that will not pass. */
  readonly attempts: number;

  constructor(code: FailureCode, detail: FailureDetail = {}) {
    super(detail.message ?? FAILURES[code].says);
    this.name = 'Failure';
    this.code = code;
    this.retryAfterSeconds = detail.retryAfterSeconds ?? null;
    this.attempts = detail.attempts ?? FAILURES[code].attempts;
  }

  copy(): Failure {
    return new Failure(this.code, this);
  }
}
