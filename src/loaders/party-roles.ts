import DataLoader from 'dataloader';
import type { FetchPartyRoles, PartyRolesAnswer } from '../domain/answer.ts';
import type { AllowedContact } from '../domain/contact.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { ContactTally, Operation } from '../domain/operation.ts';

export type PartyRolesLoader = DataLoader<AllowedContact, PartyRolesAnswer, string>;

/** Hears how each contact was read that an operation needed. */
export type ContactWatch = {
  readonly contactRead: (state: PartyRolesAnswer['state']) => void;
  readonly contactFailed: (code: FailureCode) => void;
};

/**
 * Made for one operation: each contact is asked for once, however many fields and aliases want it, and a contact that fails
 * fails alone. It also counts how each went, and how long the operation waited. The key may do without the caller's rights
 * since the loader lives and dies with one operation of one caller.
 */
export function createPartyRolesLoader(fetch: FetchPartyRoles, operation: Operation, watch: ContactWatch): PartyRolesLoader {
  const { tally } = operation;
  const wait = createWaitedTime(operation);
  const onRead = (answer: PartyRolesAnswer) => {
    tally.read += 1;
    watch.contactRead(answer.state);
    return answer;
  };
  const onFailed = (reason: unknown) => {
    const error = toError(reason);
    tallyFailure(error, tally);
    if (error instanceof Failure) watch.contactFailed(error.code);
    return error;
  };
  return new DataLoader<AllowedContact, PartyRolesAnswer, string>(
    (contacts) => {
      wait.begin();
      return Promise.all(contacts.map((contact) => fetch(contact, operation).then(onRead, onFailed))).finally(wait.end);
    },
    { cacheKeyFn: ({ name }) => name },
  );
}

/** Adds to an operation's cost the time during which it waits for at least one contact. */
function createWaitedTime({ cost }: Operation) {
  let pending = 0;
  let sinceMs = 0;
  return {
    begin(): void {
      if (pending === 0) sinceMs = performance.now();
      pending += 1;
    },
    end(): void {
      pending -= 1;
      if (pending === 0) cost.waitedMs += performance.now() - sinceMs;
    },
  };
}

function tallyFailure(error: Error, tally: ContactTally): void {
  if (!(error instanceof Failure) || error.code !== 'OVERLOADED') {
    tally.failed += 1;
    return;
  }
  tally.overloaded += 1;
  tally.retryAfterSeconds = Math.min(tally.retryAfterSeconds ?? Number.POSITIVE_INFINITY, error.retryAfterSeconds ?? 1);
}

/** DataLoader tells a failed key by its being an Error; a thrown value that is none must not pass for an answer. */
const toError = (reason: unknown): Error => (reason instanceof Error ? reason : new TypeError('something was thrown that is no error'));
