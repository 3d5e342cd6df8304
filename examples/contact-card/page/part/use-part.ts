import type { AnyVariables, CombinedError, TypedDocumentNode } from '@urql/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { ASK_GATEWAY, ASK_VITEC } from '../gateway-client.ts';
import { type LivePart, type PartStatus, type Reading, toPartStatus } from './part.ts';

type Question<Data, Variables extends AnyVariables, Value> = {
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
  /** What the part is about, the language apart: a value of something else is never shown. */
  readonly about: string;
  /** Asks nothing as long as it is true. */
  readonly pause?: boolean;
  /** `seen`: the value that was shown last about the same. It may stand in for what an answer in parts has yet to bring. */
  readonly read: (data: Data, seen: Value | null) => Reading<Value>;
};

type Answer<Value> = {
  readonly about: string;
  readonly value: Value | null;
  readonly status: PartStatus;
  readonly fetchedAt: string | null;
  readonly answered: unknown;
};
type ShownAnswer<Value> = Answer<Value> & { readonly updatedAt: string | null };

/** What was shown last, also of an answer that has not come whole, or of urql's cache. */
type Seen<Value> = { readonly about: string; readonly data: unknown; readonly value: Value | null };

/** How the question with these variables is asked again without a sign of it. */
type Quietly = { readonly variables: string; readonly isChange: boolean };

/** Asks for one part of the page, and keeps what was shown of it while it is asked for again. */
export function usePart<Data, Variables extends AnyVariables, Value>(question: Question<Data, Variables, Value>): LivePart<Value> {
  const { query, variables, about, read, pause = false } = question;
  const [{ data, error, fetching, stale, hasNext, operation }, ask] = useQuery<Data, Variables>({ query, variables, pause });
  const [last, setLast] = useState<ShownAnswer<Value> | null>(null);
  const [seen, setSeen] = useState<Seen<Value> | null>(null);
  const [quietly, setQuietly] = useState<Quietly | null>(null);
  const key = JSON.stringify(variables);
  const actions = {
    tryAgain: () => {
      setQuietly(null);
      ask(ASK_GATEWAY);
    },
    fetchNew: () => {
      setQuietly(null);
      ask(ASK_VITEC);
    },
    readAgain: (why: 'CHANGED' | 'MAY_HAVE_CHANGED') => {
      setQuietly({ variables: key, isChange: why === 'CHANGED' });
      ask(ASK_GATEWAY);
    },
  };
  const before = last?.about === about ? last : null;
  if (pause) return { value: null, status: { is: 'asking' }, isAsking: false, answered: null, updatedAt: null, ...actions };

  // what urql gives until the answer comes belongs to the variables before
  const isOurs = operation !== undefined && JSON.stringify(operation.variables) === key;
  const isAsking = fetching || stale || hasNext || !isOurs;
  const isQuiet = before !== null && quietly?.variables === key;
  const reading: Reading<Value> = isOurs && data ? read(data, seen?.about === about ? seen.value : null) : { value: null, status: null };
  if (isAsking) {
    if (isOurs && data && data !== seen?.data) setSeen({ about, data, value: reading.value });
    const value = reading.value ?? before?.value ?? null;
    const { status = { is: 'asking' } as const, answered, updatedAt = null } = before ?? {};
    return { value, status, isAsking: !isQuiet, answered, updatedAt, ...actions };
  }
  const answered = error ?? data;
  if (before !== null && answered === before.answered) return { ...shownOf(before), isAsking, ...actions };
  const told = settle(toAnswer(about, reading, error, answered), before);
  const isUpdate = isQuiet && quietly.isChange && told.status.is === 'read' && told.status.state !== 'STALE';
  const answer = { ...told, updatedAt: isUpdate ? new Date().toISOString() : null };
  setLast(answer);
  setSeen({ about, data, value: answer.value });
  return { ...shownOf(answer), isAsking, ...actions };
}

const shownOf = <Value>({ value, status, answered, updatedAt }: ShownAnswer<Value>) => ({ value, status, answered, updatedAt });

const toAnswer = <Value>(about: string, reading: Reading<Value>, error: CombinedError | undefined, answered: unknown): Answer<Value> => ({
  about,
  value: reading.value,
  status: toPartStatus(reading, error),
  fetchedAt: reading.status?.fetchedAt ?? null,
  answered,
});

/** A value that is shown stays when the next one cannot be had for a reason that may pass; a refusal takes it away. */
function settle<Value>(answer: Answer<Value>, before: Answer<Value> | null): Answer<Value> {
  const { status } = answer;
  if (status.is !== 'failed') return answer;
  if (!before?.value || !status.failure.retryable) return { ...answer, value: null };
  return { ...answer, value: before.value, fetchedAt: before.fetchedAt, status: { ...status, shownFrom: before.fetchedAt } };
}
