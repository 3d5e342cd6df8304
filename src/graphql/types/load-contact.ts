import type { Answer } from '../../domain/answer.ts';
import type { AllowedContact } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';
import { STATUS_OF_BUG, statusOfAnswer, statusOfFailure, type VitecStatus } from '../../domain/vitec-status.ts';
import type { Loader } from '../../loaders/loader.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { Context } from '../execution/context.ts';

/** Selects the loader that a field reads from. */
export type ChooseLoader<Value> = (loaders: Loaders) => Loader<AllowedContact, Value>;

/** Loads the data of one endpoint for a contact. Rejects with a Failure, also for a contact beyond the contact budget. */
export async function loadContact<Value>(
  choose: ChooseLoader<Value>,
  contact: AllowedContact,
  { loaders, contactBudget }: Context,
): Promise<Answer<Value>> {
  contactBudget.checkReached(contact);
  return await choose(loaders).load(contact);
}

/** Resolves the status field of an endpoint. It never fails. */
export const readStatus =
  (choose: ChooseLoader<unknown>) =>
  async (contact: AllowedContact, _args: object, context: Context): Promise<VitecStatus> => {
    try {
      return statusOfAnswer(await loadContact(choose, contact, context));
    } catch (error) {
      return error instanceof Failure ? statusOfFailure(error.code, error.retryAfterSeconds) : STATUS_OF_BUG;
    }
  };
