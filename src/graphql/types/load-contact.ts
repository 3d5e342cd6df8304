import type { Answer } from '../../domain/answer.ts';
import type { AllowedContact } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';
import { STATUS_OF_BUG, statusOfAnswer, statusOfFailure, type VitecStatus } from '../../domain/vitec-status.ts';
import type { Loader } from '../../loaders/loader.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { Context } from '../execution/context.ts';
import type { SelectionInfo } from '../limits/selected-fields.ts';

/** Selects the loader that a field reads from. */
export type ChooseLoader<Value> = (loaders: Loaders) => Loader<AllowedContact, Value>;

/** Loads the data of one endpoint for a contact. Rejects with a Failure, also for a contact beyond the contact budget. */
async function loadContact<Value>(
  choose: ChooseLoader<Value>,
  contact: AllowedContact,
  { loaders, contactBudget }: Context,
): Promise<Answer<Value>> {
  contactBudget.checkReached(contact);
  return await choose(loaders).load(contact);
}

/** A field that is null, with an error, when its endpoint could not be read: an empty list says that there is nothing. */
export const SEMANTIC_NON_NULL = { nullable: true, directives: { semanticNonNull: {} } } as const;

/** Resolves a field from the loaded value. */
export type ResolveLoaded<Loaded, Value> = (loaded: Loaded, contact: AllowedContact, context: Context, info: SelectionInfo) => Value;

/**
 * Resolves a field from an endpoint. `prepare` validates the arguments before Vitec is called, and returns the function that resolves the
 * loaded value. Beyond the error limit a failed field is null without an error.
 */
export const fromEndpoint =
  <Loaded, Args, Value>(choose: ChooseLoader<Loaded>, prepare: (args: Args) => ResolveLoaded<Loaded, Value>) =>
  async (contact: AllowedContact, args: Args, context: Context, info: SelectionInfo): Promise<Value | null> => {
    try {
      const resolve = prepare(args);
      const { value } = await loadContact(choose, contact, context);
      return resolve(value, contact, context, info);
    } catch (failure) {
      return context.errorLimit.orNull(failure);
    }
  };

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
