import type { Answer } from '../../domain/answer.ts';
import type { AllowedContact } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';
import { STATUS_OF_BUG, statusOfAnswer, statusOfFailure, type VitecStatus } from '../../domain/vitec-status.ts';
import type { Loader } from '../../loaders/loader.ts';
import type { Loaders } from '../../loaders/loaders.ts';
import type { Context } from '../execution/context.ts';
import type { NestedInfo } from '../limits/nested-lists.ts';

/** Loads the data of one endpoint for an object. Rejects with a Failure. */
export type LoadFor<Source, Args, Loaded> = (source: Source, context: Context, args: Args) => Promise<Answer<Loaded>>;

/** Loads the data of one endpoint for a contact. Rejects also for a contact beyond the contact budget. */
export const loadForContact =
  <Loaded, Args = unknown>(
    choose: (loaders: Loaders, args: Args) => Loader<AllowedContact, Loaded>,
  ): LoadFor<AllowedContact, Args, Loaded> =>
  async (contact, { loaders, contactBudget }, args) => {
    contactBudget.checkReached(contact);
    return await choose(loaders, args).load(contact);
  };

/** A field that is null, with an error, when its endpoint could not be read: an empty list says that there is nothing. */
export const SEMANTIC_NON_NULL = { nullable: true, directives: { semanticNonNull: {} } } as const;

/** Resolves a field from the loaded value. */
export type ResolveLoaded<Source, Loaded, Value> = (loaded: Loaded, source: Source, context: Context, info: NestedInfo) => Value;

/**
 * Resolves a field from an endpoint. `prepare` validates the arguments before Vitec is called, and returns the function that resolves the
 * loaded value. Beyond the error limit a failed field is null without an error.
 */
export const fromEndpoint =
  <Source, Args, Loaded, Value>(load: LoadFor<Source, Args, Loaded>, prepare: (args: Args) => ResolveLoaded<Source, Loaded, Value>) =>
  async (source: Source, args: Args, context: Context, info: NestedInfo): Promise<Value | null> => {
    try {
      const resolve = prepare(args);
      const { value } = await load(source, context, args);
      return resolve(value, source, context, info);
    } catch (failure) {
      return context.errorLimit.orNull(failure);
    }
  };

/** Resolves the status field of an endpoint. It never fails. */
export const readStatus =
  <Source, Args>(load: LoadFor<Source, Args, unknown>) =>
  async (source: Source, args: Args, context: Context): Promise<VitecStatus> => {
    try {
      return statusOfAnswer(await load(source, context, args));
    } catch (error) {
      return error instanceof Failure ? statusOfFailure(error.code, error.retryAfterSeconds) : STATUS_OF_BUG;
    }
  };
