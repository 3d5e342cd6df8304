import type { PartyRolesAnswer } from './answer.ts';
import { FAILURES, type FailureCode } from './failure.ts';

export const VITEC_STATES = ['FRESH', 'CACHED', 'STALE', 'NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'TIMEOUT', 'UNAVAILABLE'] as const;
type VitecState = (typeof VITEC_STATES)[number];

/** What the role fields of a contact tell as data, since routers redact errors. */
export type VitecStatus = {
  readonly state: VitecState;
  /** The code that the role fields carry in `errors`; null when they could be read. */
  readonly code: FailureCode | 'INTERNAL_SERVER_ERROR' | null;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly fetchedAt: string | null;
};

const STATE_OF_CODE: Partial<Record<FailureCode, VitecState>> = {
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  UPSTREAM_RATE_LIMITED: 'RATE_LIMITED',
  OVERLOADED: 'RATE_LIMITED',
  UPSTREAM_TIMEOUT: 'TIMEOUT',
};

export const statusOfAnswer = ({ state, fetchedAt }: PartyRolesAnswer): VitecStatus => ({
  state,
  code: null,
  retryable: false,
  retryAfterSeconds: null,
  fetchedAt,
});

export const statusOfFailure = (code: FailureCode, retryAfterSeconds: number | null): VitecStatus => ({
  state: STATE_OF_CODE[code] ?? 'UNAVAILABLE',
  code,
  retryable: FAILURES[code].retryable,
  retryAfterSeconds,
  fetchedAt: null,
});

/** For what nobody foresaw: the reader still learns that nothing could be read. */
export const STATUS_OF_BUG: VitecStatus = {
  state: 'UNAVAILABLE',
  code: 'INTERNAL_SERVER_ERROR',
  retryable: false,
  retryAfterSeconds: null,
  fetchedAt: null,
};
