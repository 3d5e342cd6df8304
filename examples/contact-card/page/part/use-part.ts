import type { AnyVariables, CombinedError, TypedDocumentNode } from '@urql/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { ASK_GATEWAY, ASK_VITEC } from '../gateway-client.ts';
import { type Part, type PartStatus, type Reading, toPartStatus } from './part.ts';

type Question<Data, Variables extends AnyVariables, Value> = {
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
  /** What the part is about, the language apart: a value of something else is never shown. */
  readonly about: string;
  /** Asks nothing as long as it is true. */
  readonly pause?: boolean;
  readonly read: (data: Data) => Reading<Value>;
};

type Answer<Value> = {
  readonly about: string;
  readonly value: Value | null;
  readonly status: PartStatus;
  readonly fetchedAt: string | null;
  readonly answered: unknown;
};

/** Asks for one part of the page, and keeps what was shown of it while it is asked for again. */
export function usePart<Data, Variables extends AnyVariables, Value>(question: Question<Data, Variables, Value>): Part<Value> {
  const { query, variables, about, read, pause = false } = question;
  const [{ data, error, fetching, stale, operation }, ask] = useQuery<Data, Variables>({ query, variables, pause });
  const [last, setLast] = useState<Answer<Value> | null>(null);
  const actions = { tryAgain: () => ask(ASK_GATEWAY), fetchNew: () => ask(ASK_VITEC) };
  const before = last?.about === about ? last : null;
  if (pause) return { value: null, status: { is: 'asking' }, isAsking: false, answered: null, ...actions };

  // what urql gives until the answer comes belongs to the variables before
  const isOurs = operation !== undefined && JSON.stringify(operation.variables) === JSON.stringify(variables);
  const isAsking = fetching || stale || !isOurs;
  const reading: Reading<Value> = isOurs && data ? read(data) : { value: null, status: null };
  if (isAsking) {
    const value = reading.value ?? before?.value ?? null;
    return { value, status: before?.status ?? { is: 'asking' }, isAsking, answered: before?.answered, ...actions };
  }
  const answer = settle(toAnswer(about, reading, error, error ?? data), before);
  if (answer.answered !== before?.answered) setLast(answer);
  return { value: answer.value, status: answer.status, isAsking, answered: answer.answered, ...actions };
}

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
