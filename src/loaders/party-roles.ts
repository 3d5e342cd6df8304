import DataLoader from 'dataloader';
import type { AllowedContact } from '../domain/contact.ts';
import { Failure } from '../domain/failure.ts';
import type { ContactTally, Operation } from '../domain/operation.ts';
import type { FetchPartyRoles, PartyRolesAnswer } from '../domain/party-roles-answer.ts';

export type PartyRolesLoader = DataLoader<AllowedContact, PartyRolesAnswer, string>;

/**
 * Made for one operation: each contact is asked for once, however many fields and aliases want it, and a contact that fails
 * fails alone. The key may do without the caller's rights since the loader lives and dies with one operation of one caller.
 */
export const createPartyRolesLoader = (fetch: FetchPartyRoles, operation: Operation): PartyRolesLoader =>
  new DataLoader<AllowedContact, PartyRolesAnswer, string>(
    (contacts) =>
      Promise.all(
        contacts.map((contact) =>
          fetch(contact, operation).then(
            (answer) => {
              operation.tally.read += 1;
              return answer;
            },
            (reason: unknown) => tallied(toError(reason), operation.tally),
          ),
        ),
      ),
    { cacheKeyFn: ({ name }) => name },
  );

function tallied(error: Error, tally: ContactTally): Error {
  if (error instanceof Failure && error.code === 'OVERLOADED') tally.overloaded += 1;
  else tally.failed += 1;
  return error;
}

/** DataLoader tells a failed key by its being an Error; a thrown value that is none must not pass for an answer. */
const toError = (reason: unknown): Error => (reason instanceof Error ? reason : new TypeError('something was thrown that is no error'));
