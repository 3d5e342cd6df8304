import {
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql';
import { countOperationFields } from '../limits/selected-fields.ts';
import type { Context } from './context.ts';
import { type Fragments, fragmentsOf } from './fragments.ts';
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

/** Null if the plan gives up; graphql-js then executes the operation. */
type PlannedResult = ExecutionResult | null;

/** `rootValue` is the event of a subscription. */
export type ExecutePlan = (context: Context, variables: CoercedVariables, rootValue?: unknown) => PlannedResult | Promise<PlannedResult>;

/** Operations with more fields, counting fragments at each use, are not planned, to limit memory. */
const MAX_FIELDS = 1_000;
/** Compiling a function costs as much as executing a few hundred objects. */
const COMPILE_AFTER = 200;

/**
 * Plans an operation: collects its fields and looks up its resolvers once, so that repeated executions cost a fraction of graphql-js. A
 * plan handles values, and errors of nullable fields. It gives up at everything else: an error that makes a parent null, an invalid
 * argument, an exceeded budget. graphql-js then executes the operation with the same loaders. Null: the operation cannot be planned.
 * test/schema/planned-execution.test.ts compares plans with graphql-js.
 */
export function planOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  compileAfter = COMPILE_AFTER,
): ExecutePlan | null {
  const rootType = schema.getRootType(operation.operation);
  if (!rootType || hasUnplannedPart(document)) return null;
  const fragments = fragmentsOf(document);
  if (countOperationFields(operation, fragments) > MAX_FIELDS) return null;
  const planner: Planner = { schema, operation, fragments, compileAfter, resolvedFields: 0 };
  const plan = planObject(rootType, [operation.selectionSet], planner);
  return (context, variables, rootValue) => new PlannedExecution(planner, context, variables).start(plan, rootValue);
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

  start(plan: ObjectPlan, rootValue: unknown): PlannedResult | Promise<PlannedResult> {
    let data: ResultObject;
    try {
      data = plan.execute(rootValue, this, null);
    } catch {
      this.#hasGivenUp = true;
      return null;
    }
    if (this.#pending === 0) return this.#result(data);
    // not by a closure around `resolve`: with it V8 kept the objects of many operations till the next full collection
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onSettled = resolve;
    return promise.then(() => this.#result(data));
  }

  #result(data: ResultObject): PlannedResult {
    // which fields exceed a budget depends on the order of execution, so graphql-js decides
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
      info = new FieldInfo(field, this.#planner, this.variables);
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

  /** A plan that has given up does not wait for pending fields: graphql-js gets the same promises from the loaders. */
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
}

/** What resolvers read about a field. A class, since an object with a getter costs V8 several times as much. */
class FieldInfo implements GraphQLResolveInfo {
  readonly fieldName: string;
  readonly fieldNodes: readonly FieldNode[];
  readonly returnType: GraphQLOutputType;
  readonly parentType: GraphQLObjectType;
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly operation: OperationDefinitionNode;
  readonly rootValue = undefined;
  readonly variableValues: GraphQLResolveInfo['variableValues'];

  constructor({ definition, nodes, parentType }: ResolvedField, { schema, operation, fragments }: Planner, variables: CoercedVariables) {
    this.fieldName = definition.name;
    this.fieldNodes = nodes;
    this.returnType = definition.type;
    this.parentType = parentType;
    this.schema = schema;
    this.fragments = fragments;
    this.operation = operation;
    this.variableValues = variables as GraphQLResolveInfo['variableValues'];
  }

  get path(): never {
    throw new NotPlanned(); // all paths of a field share one info
  }
}

function toArray(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Path | null = path; at; at = at.prev) keys.push(at.key);
  return keys.reverse();
}
