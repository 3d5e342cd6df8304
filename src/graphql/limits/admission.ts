import { type DocumentNode, GraphQLError, type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import { Failure } from '../../domain/failure.ts';
import { requestErrorOf } from '../errors/request-error.ts';
import type { CoercedVariables } from '../execution/plan-arguments.ts';
import { type ContactBudget, tooManyContacts } from './contact-budget.ts';
import { namedContacts } from './named-contacts.ts';

/** An operation of a document, with the variables as they came. */
export type OperationArguments = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | null;
};

/** The message of each error repeats the value of the variable, so its cost grows with the value. */
const MAX_VARIABLE_ERRORS = 5;

type Admission = { readonly variables: CoercedVariables } | { readonly errors: readonly GraphQLError[] };

/**
 * Coerces the variables of an operation. Returns errors, before the operation causes any call, if the variables do not fit their types or
 * the operation names too many contacts.
 */
export function admitOperation({ schema, document, operation, variables }: OperationArguments, budget: ContactBudget): Admission {
  const given = { ...variables };
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
