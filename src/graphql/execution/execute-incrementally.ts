import type { ExecutionResult } from 'graphql';
import { toRequestError } from '../errors/request-error.ts';
import type { OperationArguments } from '../limits/admission.ts';
import type { Context } from './context.ts';
import { createPartOrder } from './part-order.ts';
import type { IncrementalFormat, Part } from './payload.ts';

/** The first part of a response, and the later ones, each to be put into order. */
export type Incremental = { readonly first: Part; readonly later: AsyncIterable<Part>; readonly inOrder: (part: Part) => Part };

/**
 * Executes a query with @defer and @stream, by the executor of graphql-tools. An ExecutionResult: nothing was deferred, as with `if: false`.
 * The executor gets no signal: when the operation's signal aborts, its loaders fail, and the parts that are still to come have their code.
 */
export async function executeIncrementally(
  { schema, document, operation, variables }: OperationArguments,
  contextValue: Context,
  format: IncrementalFormat,
): Promise<ExecutionResult | Incremental> {
  // loaded when a client first asks for parts, to save start time and memory
  const { execute } = await import('@graphql-tools/executor');
  const result = await execute({
    schema,
    document,
    contextValue,
    variableValues: variables ?? {},
    operationName: operation.name?.value,
    incrementalSpec: format,
  });
  if (!('initialResult' in result)) return result;
  const inOrder = createPartOrder();
  return { first: inOrder(result.initialResult as Part), later: result.subsequentResults as AsyncIterable<Part>, inOrder };
}

/**
 * The parts of a response, each passed through `finish`. What that throws is the last part, as an error. Ends the operation when the last
 * part has been read, or the reader has left.
 */
export async function* partsOf(
  { first, later, inOrder }: Incremental,
  finish: (part: Part) => Promise<Part>,
  end: () => void,
): AsyncGenerator<Part, void, undefined> {
  try {
    yield first;
    for await (const part of later) yield await finish(inOrder(part));
  } catch (error) {
    yield { errors: [toRequestError(error)], hasNext: false };
  } finally {
    end();
  }
}
