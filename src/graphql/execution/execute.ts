import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { withUnlisted } from '../errors/error-limit.ts';
import { type Context, renewBudgets } from './context.ts';
import type { CoercedVariables } from './plan-arguments.ts';
import { type ExecutePlan, planOperation } from './planned-execution.ts';
import { hasSearchTerm } from './search-term.ts';

/** Operations whose plans are cached; the least recently used one is evicted. */
const MAX_PLANS = 200;

type Args = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they came: graphql-js coerces them itself. */
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly coerced: CoercedVariables;
  /** The event, for a subscription. */
  readonly rootValue?: unknown;
};

/**
 * Executes operations with their plan, or with graphql-js if there is no plan or the plan gives up. Plans are cached by the operation's
 * node: the engine returns the same nodes for the same text.
 */
export function createExecute(schema: GraphQLSchema, compileAfter?: number) {
  const plans = new LRUCache<OperationDefinitionNode, { readonly execute: ExecutePlan | null }>({ max: MAX_PLANS });

  const planOf = (document: DocumentNode, operation: OperationDefinitionNode): ExecutePlan | null => {
    const known = plans.get(operation);
    if (known) return known.execute;
    const planned = planOperation(schema, document, operation, compileAfter);
    if (!hasSearchTerm(document)) plans.set(operation, { execute: planned }); // as the engine does not cache such a document
    return planned;
  };

  return async ({ document, operation, variables, coerced, rootValue }: Args, context: Context): Promise<ExecutionResult> => {
    const planned = await planOf(document, operation)?.(context, coerced, rootValue);
    if (planned) return planned;
    // the budgets used by the plan are reset; the loaders and the contacts reached remain
    const contextValue = renewBudgets(context);
    const operationName = operation.name?.value;
    const result = await execute({ schema, document, rootValue, contextValue, variableValues: variables, operationName });
    return withUnlisted(result, contextValue.errorLimit);
  };
}
