import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, getVariableValues } from 'graphql';
import { Failure } from '../../domain/failure.ts';
import { requestErrorOf } from '../errors/request-error.ts';
import type { CoercedVariables } from '../execution/plan-arguments.ts';
import { type ContactBudget, tooManyContacts } from './contact-budget.ts';
import { namedContacts } from './named-contacts.ts';

type OperationArguments = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
};

/** The message of each error repeats the value of the variable, so its cost grows with the value. */
const MAX_VARIABLE_ERRORS = 5;

type Admission = { readonly variables: CoercedVariables } | { readonly errors: readonly GraphQLError[] };

/**
 * Coerces the variables of an operation. Returns errors, before the operation causes any call, if the variables do not fit their types or
 * the operation names too many contacts.
 */
export function admitOperation({ schema, document, operationName, variableValues }: OperationArguments, budget: ContactBudget): Admission {
  const operation = getOperationAST(document, operationName);
  if (!operation) return { variables: {} }; // the engine has rejected it already
  const given = { ...variableValues };
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: MAX_VARIABLE_ERRORS });
  if (!coerced) return { errors: errors.slice(0, MAX_VARIABLE_ERRORS) }; // graphql-js adds an error that says that it stopped
  try {
    if (budget.admitNamed(namedContacts(schema, document, operation, coerced))) return { variables: coerced };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
  return { errors: [requestErrorOf(new Failure('BAD_USER_INPUT', { message: tooManyContacts(budget.limit) }))] };
}
