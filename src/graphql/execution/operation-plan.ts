import {
  BREAK,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { Context } from './context.ts';
import { type CoercedVariables, planArguments } from './plan-arguments.ts';
import { planLeaf } from './plan-leaf.ts';
import { type ExecuteField, type FieldPlan, ObjectPlan } from './plan-object.ts';

/** Thrown when a plan gives up; graphql-js then executes the operation. */
export class NotPlanned extends Error {}

/** One execution of a plan. */
export type Execution = {
  readonly context: Context;
  readonly variables: CoercedVariables;
  /** The arguments of a field, read once per execution. */
  readonly argumentsOf: (field: ResolvedField) => Readonly<Record<string, unknown>>;
  readonly infoOf: (field: ResolvedField) => GraphQLResolveInfo;
  /** Adds an error with its path and location, as graphql-js does. */
  readonly addError: (error: unknown, nodes: readonly FieldNode[], path: Path) => void;
  /** Completes the value of a promise when it resolves, and stores it in `result`. */
  readonly completeAsync: (value: Promise<unknown>, field: AsyncField, result: ResultObject, parent: Path | null) => void;
};

export type ResultObject = Record<string, unknown>;
/** The response path of a value, innermost key first. */
export type Path = { readonly prev: Path | null; readonly key: string | number };
/**
 * Completes the value of a field or list entry: https://spec.graphql.org/October2021/#CompleteValue(). Throws where an error would make the
 * parent null. Gets the path in two parts, since most values need no path of their own.
 */
export type Complete = (value: unknown, execution: Execution, parent: Path | null, key: string | number) => unknown;

export type AsyncField = {
  readonly key: string;
  readonly complete: Complete;
  /** Handles the error of a resolver: null with an error in the response. Throws if the field is non-null. */
  readonly fail: (error: unknown, execution: Execution, parent: Path | null) => null;
};

export type ResolvedField = {
  /** 0, 1, ... among the resolved fields of a plan. */
  readonly index: number;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** All nodes of the document with this response key, merged as by graphql-js. */
  readonly nodes: readonly FieldNode[];
  readonly readArguments: (variables: CoercedVariables) => Readonly<Record<string, unknown>>;
};

export type Planner = {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** Objects of one type and selection that are executed before a function is compiled for them. */
  readonly compileAfter: number;
  resolvedFields: number;
};

type SelectionSet = OperationDefinitionNode['selectionSet'];
type Nodes = [FieldNode, ...FieldNode[]];

/** Whether a document has directives or introspection, which graphql-js executes, or the alias `__proto__`, which an assignment does not add as a key. */
export function hasUnplannedPart(document: DocumentNode): boolean {
  let found = false;
  const find = (isFound: boolean) => {
    found ||= isFound;
    return isFound ? BREAK : undefined;
  };
  visit(document, {
    Directive: () => find(true),
    Field: ({ name, alias }) => find(name.value === '__schema' || name.value === '__type' || alias?.value === '__proto__'),
  });
  return found;
}

/** Plans the fields of an object type for merged selection sets. Nested types are planned when a value first needs them. */
export function planObject(type: GraphQLObjectType, selectionSets: readonly SelectionSet[], planner: Planner): ObjectPlan {
  const nodesOf = new Map<string, Nodes>();
  const visited = new Set<string>();
  for (const selectionSet of selectionSets) collectNodes(type, selectionSet, planner, nodesOf, visited);
  return new ObjectPlan(
    [...nodesOf].map(([key, nodes]) => planField(key, type, nodes, planner)),
    planner.compileAfter,
  );
}

function planField(key: string, parentType: GraphQLObjectType, nodes: Nodes, planner: Planner): FieldPlan {
  const { value: name } = nodes[0].name;
  if (name === '__typename') return { kind: 'TYPENAME', key, typename: parentType.name };
  const definition = parentType.getFields()[name];
  if (!definition) throw new TypeError('a validated document has an unknown field');
  const complete = planValue(definition.type, nodes, planner);
  if (!definition.resolve) return { kind: 'PROPERTY', key, property: name, complete };
  const readArguments = planArguments(definition, nodes[0]);
  const field: ResolvedField = { index: planner.resolvedFields, parentType, definition, nodes, readArguments };
  planner.resolvedFields += 1;
  return { kind: 'RESOLVED', key, execute: planResolved(key, field, definition.resolve, complete) };
}

function planResolved(
  key: string,
  field: ResolvedField,
  resolve: NonNullable<GraphQLField<unknown, unknown>['resolve']>,
  complete: Complete,
): ExecuteField {
  const isRequired = isNonNullType(field.definition.type);
  const asyncField: AsyncField = {
    key,
    complete,
    fail(error, execution, parent) {
      if (isRequired || error instanceof NotPlanned) throw new NotPlanned();
      execution.addError(error, field.nodes, { prev: parent, key });
      return null;
    },
  };
  return (source, execution, result, parent) => {
    const args = execution.argumentsOf(field);
    let value: unknown;
    try {
      value = resolve(source, args, execution.context, execution.infoOf(field));
    } catch (error) {
      return asyncField.fail(error, execution, parent);
    }
    if (!isPromise(value)) return complete(value, execution, parent, key);
    execution.completeAsync(value, asyncField, result, parent);
    return null; // reserves the position of the key
  };
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

/** https://spec.graphql.org/October2021/#CollectFields() */
function collectNodes(
  type: GraphQLObjectType,
  { selections }: SelectionSet,
  planner: Planner,
  nodesOf: Map<string, Nodes>,
  visited: Set<string>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const nodes = nodesOf.get(key);
      if (nodes) nodes.push(selection);
      else nodesOf.set(key, [selection]);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : planner.fragments[selection.name.value];
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (visited.has(selection.name.value)) continue;
      visited.add(selection.name.value);
    }
    if (fragment && appliesTo(type, fragment.typeCondition?.name.value, planner.schema))
      collectNodes(type, fragment.selectionSet, planner, nodesOf, visited);
  }
}

function appliesTo(type: GraphQLObjectType, condition: string | undefined, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return conditional !== undefined && 'resolveType' in conditional && schema.isSubType(conditional, type);
}

/** Plans how values of a type are completed. */
function planValue(type: GraphQLOutputType, nodes: readonly FieldNode[], planner: Planner): Complete {
  const isRequired = isNonNullType(type);
  const nullable = isRequired ? type.ofType : type;
  const complete = planNullable(nullable, nodes, planner);
  const completeNull = (error: unknown, execution: Execution, path: Path): null => {
    if (isRequired) throw new NotPlanned();
    if (error) execution.addError(error, nodes, path);
    return null;
  };
  return (value, execution, parent, key) =>
    value === null || value === undefined || value instanceof Error
      ? completeNull(value, execution, { prev: parent, key })
      : complete(value, execution, parent, key);
}

function planNullable(type: GraphQLOutputType, nodes: readonly FieldNode[], planner: Planner): Complete {
  if (isLeafType(type)) return planLeaf(type);
  if (isListType(type)) return planList(planValue(type.ofType, nodes, planner));
  const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  if (isObjectType(type)) {
    let plan: ObjectPlan | null = null;
    return (value, execution, parent, key) => {
      plan ??= planObject(type, selectionSets, planner);
      return plan.execute(value, execution, { prev: parent, key });
    };
  }
  return planAbstract(type as GraphQLAbstractType, selectionSets, planner);
}

const planList =
  (complete: Complete): Complete =>
  (value, execution, parent, key) => {
    if (!Array.isArray(value)) throw new NotPlanned();
    const path = { prev: parent, key };
    return value.map((item, index) => {
      if (isPromise(item)) throw new NotPlanned(); // no resolver returns a list of promises
      return complete(item, execution, path, index);
    });
  };

function planAbstract(type: GraphQLAbstractType, selectionSets: readonly SelectionSet[], planner: Planner): Complete {
  const plans = new Map<string, ObjectPlan>();
  return (value, execution, parent, key) => {
    const name = type.resolveType?.(value, execution.context, undefined as never, type);
    if (typeof name !== 'string') throw new NotPlanned();
    let plan = plans.get(name);
    if (!plan) {
      const runtimeType = planner.schema.getType(name);
      if (!isObjectType(runtimeType) || !planner.schema.isSubType(type, runtimeType)) throw new NotPlanned();
      plan = planObject(runtimeType, selectionSets, planner);
      plans.set(name, plan);
    }
    return plan.execute(value, execution, { prev: parent, key });
  };
}
