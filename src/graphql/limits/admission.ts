import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, getVariableValues } from 'graphql';
import { Failure } from '../../domain/failure.ts';
import { requestErrorOf } from '../errors/request-error.ts';
import type { CoercedVariables } from '../execution/plan-arguments.ts';
import { type ContactBudget, tooManyContacts } from './contact-budget.ts';
import { namedContacts } from './named-contacts.ts';

type Asked = {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
};

/** Each fault of a variable repeats its value in the engine's text, which costs what the value is long. */
const MAX_VARIABLE_FAULTS = 5;

type Admission = { readonly variables: CoercedVariables } | { readonly errors: readonly GraphQLError[] };

/**
 * Coerces the variables of an operation, or refuses it whole before it has cost anything: variables that do not fit their types, or too many
 * contacts named.
 */
export function admitOperation({ schema, document, operationName, variableValues }: Asked, budget: ContactBudget): Admission {
  const operation = getOperationAST(document, operationName);
  if (!operation) return { variables: {} }; // execution says which there are
  const given = { ...variableValues };
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given, { maxErrors: MAX_VARIABLE_FAULTS });
  if (!coerced) return { errors: errors.slice(0, MAX_VARIABLE_FAULTS) }; // after those, the engine says that it stopped
  try {
    if (budget.admitNamed(namedContacts(schema, document, operation, coerced))) return { variables: coerced };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
  return { errors: [requestErrorOf(new Failure('BAD_USER_INPUT', { message: tooManyContacts(budget.limit) }))] };
}
