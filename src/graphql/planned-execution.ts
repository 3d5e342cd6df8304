import { type DocumentNode, type GraphQLResolveInfo, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Context } from './context.ts';
import { fragmentsOf } from './fragments.ts';
import {
  type Complete,
  type Execution,
  hasUnplannedPart,
  NotPlanned,
  type Planner,
  planObject,
  type ResolvedField,
  type Shown,
} from './operation-plan.ts';
import type { CoercedVariables } from './plan-arguments.ts';
import type { ObjectPlan } from './plan-object.ts';
import { countOperationFields } from './selected-fields.ts';

/** The data of an operation in which nothing failed; null where something did, and graphql-js has to execute it. */
type PlannedData = Readonly<Record<string, unknown>> | null;

/** Executes one operation by its plan. */
export type ExecutePlan = (context: Context, variables: CoercedVariables) => PlannedData | Promise<PlannedData>;

/** An operation with more fields, fragments counted wherever they are used, has no plan: the plan would take too much memory. */
const MAX_FIELDS = 1_000;
/** To make a function costs as much as to show some hundred objects. */
const COMPILE_AFTER = 200;

/**
 * Plans an operation: its fields are collected and its resolvers looked up once, so that an operation that comes again costs a fraction of what
 * graphql-js takes for it. A plan knows the case in which nothing fails, and that alone: at the first error, null for a non-null field or
 * value that it does not know, it gives up, and graphql-js executes the operation with what was loaded. So errors, their places and the nulls
 * they leave are those of graphql-js. Null: the operation has no plan. test/schema/planned-execution.test.ts compares the two.
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
  #hasFailed = false;
  #onSettled: (() => void) | null = null;

  constructor(planner: Planner, context: Context, variables: CoercedVariables) {
    this.#planner = planner;
    this.context = context;
    this.variables = variables;
  }

  start(plan: ObjectPlan): PlannedData | Promise<PlannedData> {
    let data: Shown;
    try {
      data = plan.show(undefined, this);
    } catch {
      this.#hasFailed = true;
      return null;
    }
    if (this.#pending === 0) return data;
    return new Promise((resolve) => {
      this.#onSettled = () => resolve(this.#hasFailed ? null : data);
    });
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

  showLater(value: Promise<unknown>, key: string, complete: Complete, shown: Shown): void {
    this.#pending += 1;
    value.then(
      (loaded) => {
        if (!this.#hasFailed) this.#complete(loaded, key, complete, shown);
        this.#pending -= 1;
        if (this.#pending === 0) this.#onSettled?.();
      },
      () => this.#fail(),
    );
  }

  #complete(loaded: unknown, key: string, complete: Complete, shown: Shown): void {
    try {
      shown[key] = complete(loaded, this);
    } catch {
      this.#fail();
    }
  }

  /** What is still pending is not waited for: graphql-js asks for the same, and gets the same promises from the loaders. */
  #fail(): void {
    this.#hasFailed = true;
    this.#onSettled?.();
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
