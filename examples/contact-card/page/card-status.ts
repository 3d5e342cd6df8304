import type { CombinedError } from '@urql/core';
import type { ContactCardPageQuery } from '../generated/graphql.ts';
import { type FailureKind, toFailureKind } from './failure-kind.ts';

export type Contact = NonNullable<ContactCardPageQuery['contact']>;

/** Null stands for what could not be read: where all is, there is no card, and the status line says all that there is to say. */
export const isReadable = ({ bought, sold, rented, owned, representations }: Contact): boolean =>
  [bought, sold, rented, owned, representations].some((rows) => rows !== null);

export type CardFailure = {
  readonly kind: FailureKind;
  readonly code: string | null;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly requestId: string | null;
};

/** How it stands with what the card shows. */
export type CardStatus =
  | { readonly is: 'unchosen' }
  | { readonly is: 'asking' }
  | { readonly is: 'read'; readonly state: 'FRESH' | 'CACHED' | 'STALE'; readonly fetchedAt: string | null }
  /** `shownFrom`: when the card was fetched that is shown all the same. */
  | { readonly is: 'failed'; readonly failure: CardFailure; readonly shownFrom: string | null };

/** The contact's own status first; what failed before there was one comes as an error of the request. */
export function toCardStatus(contact: Contact | null, error: CombinedError | undefined): CardStatus {
  if (error?.networkError) return failed(failureOfNetwork(error));
  const status = contact?.partyRolesStatus;
  if (status?.code) {
    const { code, retryable, retryAfterSeconds } = status;
    return failed({ kind: toFailureKind(code), code, retryable, retryAfterSeconds, requestId: requestIdOf(error) });
  }
  if (error || !status) return failed(failureOfAnswer(error));
  if (status.state === 'FRESH' || status.state === 'CACHED' || status.state === 'STALE')
    return { is: 'read', state: status.state, fetchedAt: status.fetchedAt };
  return failed({ ...failureOfAnswer(undefined), code: status.state });
}

const failed = (failure: CardFailure): CardStatus => ({ is: 'failed', failure, shownFrom: null });

const requestIdOf = (error: CombinedError | undefined): string | null => {
  const id = error?.graphQLErrors[0]?.extensions.requestId;
  return typeof id === 'string' ? id : null;
};

function failureOfAnswer(error: CombinedError | undefined): CardFailure {
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

/** No answer of the gateway's: nobody was there, or something before it answered in its place. */
function failureOfNetwork(error: CombinedError): CardFailure {
  const status = statusOf(error);
  const kind = status === null ? 'NO_CONNECTION' : status === 503 || status === 429 ? 'OVERLOADED' : 'UNREADABLE_ANSWER';
  return {
    kind,
    code: status === null ? null : `HTTP ${status}`,
    retryable: true,
    retryAfterSeconds: retryAfterOf(error),
    requestId: null,
  };
}

const statusOf = ({ response }: CombinedError): number | null => (response instanceof Response ? response.status : null);

function retryAfterOf(error: CombinedError | undefined): number | null {
  const header: string | null = error?.response instanceof Response ? error.response.headers.get('retry-after') : null;
  return header !== null && /^\d{1,4}$/.test(header) ? Number(header) : null;
}
