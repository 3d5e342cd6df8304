import { GraphQLError, getDirectiveValues, separateOperations, visit } from 'graphql';
import { Failure } from '../../domain/failure.ts';
import { requestErrorOf } from '../errors/request-error.ts';
import type { CoercedVariables } from '../execution/plan-arguments.ts';
import type { OperationArguments } from './admission.ts';

/** The error of a @stream whose `initialCount` is null or negative, for which the executor throws an unforeseen one; null: there is none. */
export function streamCountError({ schema, document, operation }: OperationArguments, variables: CoercedVariables): GraphQLError | null {
  const directive = schema.getDirective('stream');
  let found: GraphQLError | null = null;
  const withItsFragments = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  visit(withItsFragments, {
    Field(node) {
      if (found || !directive || !node.directives?.length) return;
      try {
        const values = getDirectiveValues(directive, node, variables);
        if (values && !isCount(values.initialCount)) found = NO_COUNT;
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        found = error;
      }
    },
  });
  return found;
}

const isCount = (value: unknown): boolean => typeof value === 'number' && value >= 0;

const NO_COUNT = requestErrorOf(
  new Failure('BAD_USER_INPUT', { message: 'The `initialCount` of @stream must be a number of at least 0.' }),
);
