import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getOperationAST,
  locatedError,
} from 'graphql';
import { countOperationFields } from '../limits/selected-fields.ts';
import type { Context } from './context.ts';
import { fragmentsOf } from './fragments.ts';
import {
  type AsyncField,
  type Execution,
  hasUnplannedPart,
  NotPlanned,
  type Path,
  type Planner,
  planObject,
  type ResolvedField,
  type ResultObject,
} from './operation-plan.ts';
import type { CoercedVariables } from './plan-arguments.ts';
import type { ObjectPlan } from './plan-object.ts';

/** Null where a plan gives up, and graphql-js has to execute the operation. */
type PlannedResult = ExecutionResult | null;

/** Executes one operation by its plan. */
export type ExecutePlan = (context: Context, variables: CoercedVariables) => PlannedResult | Promise<PlannedResult>;

/** An operation with more fields, fragments counted wherever they are used, has no plan: the plan would take too much memory. */
const MAX_FIELDS = 1_000;
/** To make a function costs as much as to show some hundred objects. */
const COMPILE_AFTER = 200;

/**
 * Plans an operation: its fields are collected and its resolvers looked up once, so that an operation that comes again costs a fraction of what
 * graphql-js takes for it. A plan knows values, and failures at places that may be null. At everything else (a null or a failure that would leave
 * a null further out, an argument that does not fit, a budget that is used up) it gives up, and graphql-js executes the operation with what was
 * loaded. Null: the operation has no plan. test/schema/planned-execution.test.ts compares the two.
 */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  compileAfter = COMPILE_AFTER,
): ExecutePlan | null {
  const operation = getOperationAST(document, operationName);
  const queryType = schema.getQueryType();
  if (operation?.operation !== 'query' || !queryType || hasUnplannedPart(document)) return null;
  const fragments = fragmentsOf(document);
  if (countOperationFields(operation, fragments) > MAX_FIELDS) return null;
  const planner: Planner = { schema, operation, fragments, compileAfter, resolvedFields: 0 };
  const plan = planObject(queryType, [operation.selectionSet], planner);
  return (context, variables) => new PlannedExecution(planner, context, variables).start(plan);
}

class PlannedExecution implements Execution {
  readonly context: Context;
  readonly variables: CoercedVariables;
  readonly #planner: Planner;
  readonly #arguments: Readonly<Record<string, unknown>>[] = [];
  readonly #infos: GraphQLResolveInfo[] = [];
  #pending = 0;
  readonly #errors: GraphQLError[] = [];
  #hasGivenUp = false;
  #onSettled: (() => void) | null = null;

  constructor(planner: Planner, context: Context, variables: CoercedVariables) {
    this.#planner = planner;
    this.context = context;
    this.variables = variables;
  }

  start(plan: ObjectPlan): PlannedResult | Promise<PlannedResult> {
    let data: ResultObject;
    try {
      data = plan.execute(undefined, this, null);
    } catch {
      this.#hasGivenUp = true;
      return null;
    }
    if (this.#pending === 0) return this.#result(data);
    return new Promise((resolve) => {
      this.#onSettled = () => resolve(this.#result(data));
    });
  }

  #result(data: ResultObject): PlannedResult {
    // what a budget leaves out depends on the order of execution
    const { rowBudget, contactBudget, errorLimit } = this.context;
    if (this.#hasGivenUp || rowBudget.isExceeded || contactBudget.isExceeded || errorLimit.unlisted > 0) return null;
    return this.#errors.length > 0 ? { errors: this.#errors, data } : { data };
  }

  addError(error: unknown, nodes: readonly FieldNode[], path: Path): void {
    this.#errors.push(locatedError(error, nodes, toArray(path)));
  }

  argumentsOf(field: ResolvedField): Readonly<Record<string, unknown>> {
    let args = this.#arguments[field.index];
    if (!args) {
      args = field.readArguments(this.variables);
      this.#arguments[field.index] = args;
    }
    return args;
  }

  infoOf(field: ResolvedField): GraphQLResolveInfo {
    let info = this.#infos[field.index];
    if (!info) {
      info = this.#createInfo(field);
      this.#infos[field.index] = info;
    }
    return info;
  }

  completeAsync(value: Promise<unknown>, { key, complete, fail }: AsyncField, result: ResultObject, parent: Path | null): void {
    this.#pending += 1;
    value.then(
      (loaded) => this.#settle(() => complete(loaded, this, parent, key), key, result),
      (error: unknown) => this.#settle(() => fail(error, this, parent), key, result),
    );
  }

  /** Once a plan has given up, what is pending is not waited for: graphql-js asks for the same, and gets the same promises from the loaders. */
  #settle(complete: () => unknown, key: string, result: ResultObject): void {
    if (this.#hasGivenUp) return;
    try {
      result[key] = complete();
    } catch {
      this.#hasGivenUp = true;
    }
    this.#pending -= 1;
    if (this.#pending === 0 || this.#hasGivenUp) this.#onSettled?.();
  }

  #createInfo({ definition, nodes, parentType }: ResolvedField): GraphQLResolveInfo {
    const { schema, operation, fragments } = this.#planner;
    return {
      fieldName: definition.name,
      fieldNodes: nodes,
      returnType: definition.type,
      parentType,
      schema,
      fragments,
      operation,
      rootValue: undefined,
      variableValues: this.variables as GraphQLResolveInfo['variableValues'],
      get path(): never {
        throw new NotPlanned(); // one info serves all places of a field
      },
    };
  }
}

function toArray(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Path | null = path; at; at = at.prev) keys.push(at.key);
  return keys.reverse();
}
