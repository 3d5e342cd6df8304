import type { CombinedError } from '@urql/core';
import type { StatusFragment } from '../../generated/graphql.ts';
import { type FailureKind, toFailureKind } from '../failure-kind.ts';

export type PartFailure = {
  readonly kind: FailureKind;
  readonly code: string | null;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly requestId: string | null;
};

/** How it stands with one part of the page. */
export type PartStatus =
  | { readonly is: 'asking' }
  | { readonly is: 'read'; readonly state: 'FRESH' | 'CACHED' | 'STALE'; readonly fetchedAt: string | null }
  /** `shownFrom`: when the value was fetched that is shown all the same. */
  | { readonly is: 'failed'; readonly failure: PartFailure; readonly shownFrom: string | null };

export type Part<Value> = {
  /** Null: nothing to show. */
  readonly value: Value | null;
  /** That of the last answer, also while the next is on its way. */
  readonly status: PartStatus;
  readonly isAsking: boolean;
  /** Another with each answer: a countdown begins again with it. */
  readonly answered: unknown;
  /** Asks the gateway again. */
  readonly tryAgain: () => void;
  /** Asks Vitec again, past the cache of the gateway. */
  readonly fetchNew: () => void;
};

/** A part that is read again when what it shows has changed. */
export type LivePart<Value> = Part<Value> & {
  /** Asks the gateway again; what is shown stays until the answer is there. */
  readonly readAgain: (why: 'CHANGED' | 'MAY_HAVE_CHANGED') => void;
  /** When the answer came that is shown because of a change; null if it came for another reason. */
  readonly updatedAt: string | null;
};

/** What an answer says of a part: its value and the status that stands beside it, where it has one. */
export type Reading<Value> = { readonly value: Value | null; readonly status: StatusFragment | null };

/** The part's own status first; what failed before there was one comes as an error of the request. */
export function toPartStatus({ value, status }: Reading<unknown>, error: CombinedError | undefined): PartStatus {
  if (error?.networkError) return failed(failureOf(error));
  if (status) return statusOf(status, error);
  if (value === null) return failed(failureOf(error));
  return { is: 'read', state: 'FRESH', fetchedAt: null };
}

export function statusOf(status: StatusFragment, error?: CombinedError): PartStatus {
  const { state, code, retryable, retryAfterSeconds, fetchedAt } = status;
  if (state === 'FRESH' || state === 'CACHED' || state === 'STALE') return { is: 'read', state, fetchedAt };
  const requestId = requestIdOf(error);
  return failed({ kind: toFailureKind(code ?? state), code: code ?? state, retryable, retryAfterSeconds, requestId });
}

/** Of a request that has no data. */
export const failureOf = (error: CombinedError | undefined): PartFailure =>
  error?.networkError ? failureOfNetwork(error) : failureOfAnswer(error);

const failed = (failure: PartFailure): PartStatus => ({ is: 'failed', failure, shownFrom: null });

const requestIdOf = (error: CombinedError | undefined): string | null => {
  const id = error?.graphQLErrors[0]?.extensions.requestId;
  return typeof id === 'string' ? id : null;
};

function failureOfAnswer(error: CombinedError | undefined): PartFailure {
  const { code, retryable, retryAfterSeconds } = error?.graphQLErrors[0]?.extensions ?? {};
  if (typeof code !== 'string') return { kind: 'UNREADABLE_ANSWER', code: null, retryable: true, retryAfterSeconds: null, requestId: null };
  return {
    kind: toFailureKind(code),
    code,
    retryable: retryable === true,
    retryAfterSeconds: typeof retryAfterSeconds === 'number' ? retryAfterSeconds : retryAfterOf(error),
    requestId: requestIdOf(error),
  };
}

/** No answer of the gateway: it could not be reached, or something before it answered in its place. */
function failureOfNetwork(error: CombinedError): PartFailure {
  const status = error.response instanceof Response ? error.response.status : null;
  const kind = status === null ? 'NO_CONNECTION' : status === 503 || status === 429 ? 'OVERLOADED' : 'UNREADABLE_ANSWER';
  return {
    kind,
    code: status === null ? null : `HTTP ${status}`,
    retryable: true,
    retryAfterSeconds: retryAfterOf(error),
    requestId: null,
  };
}

function retryAfterOf(error: CombinedError | undefined): number | null {
  const header: string | null = error?.response instanceof Response ? error.response.headers.get('retry-after') : null;
  return header !== null && /^\d{1,4}$/.test(header) ? Number(header) : null;
}
