import type { Answer } from './answer.ts';
import { FAILURES, type FailureCode } from './failure.ts';
import type { StaleReason, VitecState } from './vitec-state.ts';

/** Whether the fields of an endpoint could be read. Part of the data, since routers redact errors. */
export type VitecStatus = {
  readonly state: VitecState;
  /** The code of those fields in `errors`; null if they could be read. */
  readonly code: FailureCode | 'INTERNAL_SERVER_ERROR' | null;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly fetchedAt: string | null;
  /** Null unless the state is STALE. */
  readonly staleReason: StaleReason | null;
};

export const statusOfAnswer = ({ state, fetchedAt, staleReason }: Answer<unknown>): VitecStatus => ({
  state,
  code: null,
  retryable: false,
  retryAfterSeconds: null,
  fetchedAt,
  staleReason: staleReason ?? null,
});

export const statusOfFailure = (code: FailureCode, retryAfterSeconds: number | null): VitecStatus => ({
  state: FAILURES[code].state,
  code,
  retryable: FAILURES[code].retryable,
  retryAfterSeconds,
  fetchedAt: null,
  staleReason: null,
});

/** For an unexpected error. */
export const STATUS_OF_BUG: VitecStatus = {
  state: 'UNAVAILABLE',
  code: 'INTERNAL_SERVER_ERROR',
  retryable: false,
  retryAfterSeconds: null,
  fetchedAt: null,
  staleReason: null,
};
