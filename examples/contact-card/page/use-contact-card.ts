import { useState } from 'react';
import { useQuery } from 'urql';
import { ContactCardPage } from '../operations.ts';
import { type CardStatus, type Contact, isReadable, toCardStatus } from './card-status.ts';
import { addressOf, type Choice, isSameChoice } from './choice.ts';
import { ASK_GATEWAY, ASK_VITEC } from './gateway-client.ts';
import { type Language, LOCALES } from './language.ts';

/** So many of the newest are listed for each role; the counts tell of all. */
const MOST_LISTED = 100;

type Answer = {
  readonly address: string;
  readonly status: CardStatus;
  readonly contact: Contact | null;
  /** Another with each answer: what counts seconds begins anew with it. */
  readonly answered: unknown;
};

export type ContactCardState = {
  readonly contact: Contact | null;
  readonly isAsking: boolean;
  /** The last answer's, also while the next is on its way. */
  readonly status: CardStatus;
  readonly answered: unknown;
  readonly tryAgain: () => void;
  readonly fetchNew: () => void;
};

export function useContactCard(choice: Choice | null, language: Language): ContactCardState {
  const [{ data, error, fetching, stale, operation }, ask] = useQuery({
    query: ContactCardPage,
    variables: { customerId: choice?.customerId ?? '', contactId: choice?.contactId ?? '', locale: LOCALES[language], first: MOST_LISTED },
    pause: choice === null,
  });
  const [last, setLast] = useState<Answer | null>(null);
  const actions = { tryAgain: () => ask(ASK_GATEWAY), fetchNew: () => ask(ASK_VITEC) };
  if (choice === null) return { contact: null, isAsking: false, status: { is: 'unchosen' }, answered: null, ...actions };

  const address = addressOf(choice);
  const before = last?.address === address ? last : null;
  // what urql gives until the answer comes is of the contact before
  const isOfChoice = operation !== undefined && isSameChoice(operation.variables, choice);
  const answeredContact = isOfChoice ? (data?.contact ?? null) : null;
  const contact = answeredContact && isReadable(answeredContact) ? answeredContact : null;
  const isAsking = fetching || stale || !isOfChoice;
  if (isAsking) {
    const shown = contact ?? before?.contact ?? null;
    return { contact: shown, isAsking, status: before?.status ?? { is: 'asking' }, answered: before?.answered, ...actions };
  }
  const answer = settle({ address, contact, status: toCardStatus(answeredContact, error), answered: error ?? data }, before);
  if (answer.answered !== before?.answered) setLast(answer);
  return { ...answer, isAsking, ...actions };
}

/** A card that is there stays when the next one cannot be had for a reason that may pass; a refusal takes it away. */
function settle(answer: Answer, before: Answer | null): Answer {
  const { status, contact } = answer;
  const kept = before?.contact;
  if (contact || !kept || status.is !== 'failed' || !status.failure.retryable) return answer;
  return { ...answer, contact: kept, status: { ...status, shownFrom: kept.partyRolesStatus.fetchedAt } };
}
