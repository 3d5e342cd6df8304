import { type DocumentNode, type ExecutionArgs, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Context, renewBudgets } from './context.ts';
import type { CoercedVariables } from './plan-arguments.ts';
import { type ExecutePlan, planOperation } from './planned-execution.ts';
import { hasSearchTerm } from './search-term.ts';

/** Documents whose plans are cached; the least recently used one is evicted. */
const MAX_DOCUMENTS = 200;

type Args = Omit<ExecutionArgs, 'contextValue'> & { readonly contextValue: Context };

/**
 * Executes operations with their plan, or with graphql-js if there is no plan or the plan gives up. Plans are cached by the document
 * object: the engine returns the same object for the same text. `variables` are coerced.
 */
export function createExecute(schema: GraphQLSchema, compileAfter?: number) {
  const plans = new LRUCache<DocumentNode, Map<string, ExecutePlan | null>>({ max: MAX_DOCUMENTS });

  const planOf = (document: DocumentNode, operationName: string | null | undefined): ExecutePlan | null => {
    let ofDocument = plans.get(document);
    if (!ofDocument) {
      ofDocument = new Map();
      if (!hasSearchTerm(document)) plans.set(document, ofDocument); // as the engine does not cache such a document
    }
    const name = operationName ?? '';
    let plan = ofDocument.get(name);
    if (plan === undefined) {
      plan = planOperation(schema, document, operationName, compileAfter);
      ofDocument.set(name, plan);
    }
    return plan;
  };

  return async (args: Args, variables: CoercedVariables): Promise<ExecutionResult> => {
    const planned = await planOf(args.document, args.operationName)?.(args.contextValue, variables);
    if (planned) return planned;
    // the budgets used by the plan are reset; the loaders and the contacts reached remain
    const contextValue = renewBudgets(args.contextValue);
    const result = await execute({ ...args, schema, contextValue });
    const { unlisted } = contextValue.errorLimit;
    return unlisted === 0 ? result : { ...result, extensions: { ...result.extensions, unlistedErrors: unlisted } };
  };
}
