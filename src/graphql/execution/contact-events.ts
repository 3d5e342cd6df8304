import { createSourceEventStream, type ExecutionResult, type GraphQLError } from 'graphql';
import { ContactWatch } from '../../changes/contact-watch.ts';
import type { ContactChange } from '../../domain/contact-change.ts';
import { toRequestError } from '../errors/request-error.ts';
import type { OperationArguments } from '../limits/admission.ts';
import type { Context } from './context.ts';

/** What a subscription watches; an ExecutionResult with errors if it cannot be opened. */
export async function openWatch(
  { schema, document, operation, variables }: OperationArguments,
  contextValue: Context,
): Promise<ContactWatch | ExecutionResult> {
  const operationName = operation.name?.value;
  const source = await createSourceEventStream({ schema, document, contextValue, variableValues: variables, operationName });
  if (source instanceof ContactWatch || !(Symbol.asyncIterator in source)) return source;
  throw new TypeError('a subscription watches something else than contacts');
}

type ResultsParts<Result> = {
  readonly resultOf: (change: ContactChange) => Promise<Result>;
  /** The last result, when the watch ends with an error, or `resultOf` throws one. */
  readonly lastOf: (error: GraphQLError) => Result;
  readonly end: () => void;
};

/** A result for each change, one after another. Ends the subscription when the watch has ended, or the reader has left. */
export async function* resultsOf<Result>(
  watch: ContactWatch,
  { resultOf, lastOf, end }: ResultsParts<Result>,
): AsyncGenerator<Result, void, undefined> {
  try {
    for await (const change of watch) yield await resultOf(change);
  } catch (error) {
    yield lastOf(toRequestError(error));
  } finally {
    end();
  }
}
