import { type DocumentNode, type ExecutionArgs, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Context, renewBudgets } from './context.ts';
import type { CoercedVariables } from './plan-arguments.ts';
import { type ExecutePlan, planOperation } from './planned-execution.ts';

/** Plans of so many documents are kept; the least recently used one makes room. */
const MAX_DOCUMENTS = 200;

type Args = Omit<ExecutionArgs, 'contextValue'> & { readonly contextValue: Context };

/**
 * Executes operations: by their plan, and where there is none, or it gives up, by graphql-js. A document is told by its object: the engine
 * gives the same one for the same text. `variables` are the coerced ones.
 */
export function createExecute(schema: GraphQLSchema, compileAfter?: number) {
  const plans = new LRUCache<DocumentNode, Map<string, ExecutePlan | null>>({ max: MAX_DOCUMENTS, memoMethod: () => new Map() });

  const planOf = (document: DocumentNode, operationName: string | null | undefined): ExecutePlan | null => {
    const ofDocument = plans.memo(document);
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
    // what the plan took from the budgets counts for nothing; the loaders, and the contacts that were reached, stay
    const contextValue = renewBudgets(args.contextValue);
    const result = await execute({ ...args, schema, contextValue });
    const { unlisted } = contextValue.errorLimit;
    return unlisted === 0 ? result : { ...result, extensions: { ...result.extensions, unlistedErrors: unlisted } };
  };
}
