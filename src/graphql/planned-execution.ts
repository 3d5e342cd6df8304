import {
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getOperationAST,
} from 'graphql';
import type { Context } from './context.ts';
import { fragmentsOf } from './fragments.ts';
import {
  type Arguments,
  type FieldPlan,
  hasUnplannedPart,
  NotPlanned,
  type ObjectPlan,
  type Planner,
  planObject,
} from './operation-plan.ts';
import { countOperationFields } from './selected-fields.ts';

/** Variables as graphql-js coerced them. */
export type CoercedVariables = { readonly [name: string]: unknown };

/** The data of an operation in which nothing failed; null where something did, and graphql-js has to execute it. */
type PlannedData = Readonly<Record<string, unknown>> | null;

/** Executes one operation by its plan. */
export type ExecutePlan = (context: Context, variables: CoercedVariables) => PlannedData | Promise<PlannedData>;

/** An operation with more fields, fragments counted wherever they are used, has no plan: the plan would take too much memory. */
const MAX_FIELDS = 1_000;

/**
 * Plans an operation: its fields are collected and its resolvers looked up once, so that an operation that comes again costs a third of what
 * graphql-js takes for it. A plan knows the case in which nothing fails, and that alone: at the first error, null for a non-null field or
 * value that it does not know, it gives up, and graphql-js executes the operation with what was loaded. So errors, their places and the nulls
 * they leave are those of graphql-js. Arguments are coerced by graphql-js. Null: the operation has no plan.
 * test/schema/planned-execution.test.ts compares the two.
 */
export function planOperation(schema: GraphQLSchema, document: DocumentNode, operationName: string | null | undefined): ExecutePlan | null {
  const operation = getOperationAST(document, operationName);
  const queryType = schema.getQueryType();
  if (operation?.operation !== 'query' || !queryType || hasUnplannedPart(document)) return null;
  const fragments = fragmentsOf(document);
  if (countOperationFields(operation, fragments) > MAX_FIELDS) return null;
  const planner: Planner = { schema, operation, fragments };
  const planned = planObject(queryType, [operation.selectionSet], planner);
  return (context, variables) => new Execution(planner, context, variables).start(planned);
}

type Shown = Record<string, unknown>;

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** One execution of a planned operation. */
class Execution {
  readonly #planner: Planner;
  readonly #context: Context;
  readonly #variables: CoercedVariables;
  readonly #args = new Map<FieldPlan, Arguments>();
  readonly #infos = new Map<FieldPlan, GraphQLResolveInfo>();
  #pending = 0;
  #hasFailed = false;
  #onSettled: (() => void) | null = null;

  constructor(planner: Planner, context: Context, variables: CoercedVariables) {
    this.#planner = planner;
    this.#context = context;
    this.#variables = variables;
  }

  start(plan: ObjectPlan): PlannedData | Promise<PlannedData> {
    let data: Shown;
    try {
      data = this.showObject(plan, undefined);
    } catch {
      this.#hasFailed = true;
      return null;
    }
    if (this.#pending === 0) return data;
    return new Promise((resolve) => {
      this.#onSettled = () => resolve(this.#hasFailed ? null : data);
    });
  }

  showObject(plan: ObjectPlan, source: unknown): Shown {
    if (isPromise(source)) throw new NotPlanned(); // the resolvers give promises for fields alone
    const shown: Shown = {};
    for (const field of plan) {
      if ('typename' in field) shown[field.key] = field.typename;
      else this.#showField(field, source, shown);
    }
    return shown;
  }

  typeOf(type: GraphQLAbstractType, value: unknown): string {
    const name = type.resolveType?.(value, this.#context, undefined as never, type);
    if (typeof name !== 'string') throw new NotPlanned();
    return name;
  }

  #showField(field: FieldPlan, source: unknown, shown: Shown): void {
    const { key, definition, complete } = field;
    if (!definition.resolve) {
      shown[key] = complete((source as Shown)[definition.name], this);
      return;
    }
    const value: unknown = definition.resolve(source, this.#argsOf(field), this.#context, this.#infoOf(field));
    if (!isPromise(value)) {
      shown[key] = complete(value, this);
      return;
    }
    shown[key] = null; // its place among the keys
    this.#pending += 1;
    value.then(
      (loaded) => {
        if (!this.#hasFailed) this.#completeLater(field, loaded, shown);
        this.#settleOne();
      },
      () => this.#fail(),
    );
  }

  #completeLater({ key, complete }: FieldPlan, loaded: unknown, shown: Shown): void {
    try {
      shown[key] = complete(loaded, this);
    } catch {
      this.#fail();
    }
  }

  #settleOne(): void {
    this.#pending -= 1;
    if (this.#pending === 0) this.#onSettled?.();
  }

  /** What is still pending is not waited for: graphql-js asks for the same, and gets the same promises from the loaders. */
  #fail(): void {
    this.#hasFailed = true;
    this.#onSettled?.();
  }

  #argsOf(field: FieldPlan): Arguments {
    if (field.args) return field.args;
    let args = this.#args.get(field);
    if (!args) {
      args = getArgumentValues(field.definition, field.nodes[0], this.#variables);
      this.#args.set(field, args);
    }
    return args;
  }

  #infoOf(field: FieldPlan): GraphQLResolveInfo {
    let info = this.#infos.get(field);
    if (!info) {
      info = this.#createInfo(field);
      this.#infos.set(field, info);
    }
    return info;
  }

  #createInfo({ definition, nodes, parentType }: FieldPlan): GraphQLResolveInfo {
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
      variableValues: this.#variables as GraphQLResolveInfo['variableValues'],
      get path(): never {
        throw new NotPlanned(); // one info serves all places of a field
      },
    };
  }
}
