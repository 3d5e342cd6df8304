import {
  BREAK,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';

/** Directives and the schema's description are left to graphql-js; an object cannot have a `__proto__` like other keys. */
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

export type Planner = {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
};

type SelectionSet = OperationDefinitionNode['selectionSet'];
export type Arguments = Readonly<Record<string, unknown>>;
/** Shows a value; throws NotPlanned, or another error, where graphql-js would report one. */
export type Complete = (value: unknown, execution: Execution) => unknown;

/** What a plan asks of the execution under way. */
type Execution = {
  readonly showObject: (plan: ObjectPlan, source: unknown) => unknown;
  /** The name of the object type that a value of an abstract type has. */
  readonly typeOf: (type: GraphQLAbstractType, value: unknown) => string;
};

/** A plan gives up. */
export class NotPlanned extends Error {}

export type FieldPlan = {
  /** The name in the answer. */
  readonly key: string;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  /** All nodes that the document has for this key, as graphql-js merges them. */
  readonly nodes: readonly [FieldNode, ...FieldNode[]];
  /** Null: they depend on variables, or cannot be coerced. */
  readonly args: Arguments | null;
  readonly complete: Complete;
};

export type ObjectPlan = readonly (FieldPlan | { readonly key: string; readonly typename: string })[];

/** The fields of an object type under all these selections. Plans of nested types are made when a value first needs them. */
export function planObject(type: GraphQLObjectType, selectionSets: readonly SelectionSet[], planner: Planner): ObjectPlan {
  const nodesOf = new Map<string, [FieldNode, ...FieldNode[]]>();
  const visited = new Set<string>();
  for (const selectionSet of selectionSets) collectNodes(type, selectionSet, planner, nodesOf, visited);
  return [...nodesOf].map(([key, nodes]) => {
    const { value: name } = nodes[0].name;
    if (name === '__typename') return { key, typename: type.name };
    const definition = type.getFields()[name];
    if (!definition) throw new TypeError('a validated document has an unknown field');
    return {
      key,
      parentType: type,
      definition,
      nodes,
      args: constantArguments(definition, nodes[0]),
      complete: planValue(definition.type, nodes, planner),
    };
  });
}

/** As CollectFields of the specification says: https://spec.graphql.org/October2021/#CollectFields() */
function collectNodes(
  type: GraphQLObjectType,
  { selections }: SelectionSet,
  planner: Planner,
  nodesOf: Map<string, [FieldNode, ...FieldNode[]]>,
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

const NO_ARGUMENTS: Arguments = Object.freeze({});

function constantArguments(definition: GraphQLField<unknown, unknown>, node: FieldNode): Arguments | null {
  if (definition.args.length === 0) return NO_ARGUMENTS;
  let hasVariable = false;
  for (const argument of node.arguments ?? []) {
    visit(argument, {
      Variable: () => {
        hasVariable = true;
        return BREAK;
      },
    });
  }
  if (hasVariable) return null;
  try {
    return getArgumentValues(definition, node);
  } catch {
    return null; // refused when it is executed, at its place
  }
}

/** How a value of that type is shown; throws where graphql-js would report an error. */
function planValue(type: GraphQLOutputType, nodes: readonly FieldNode[], planner: Planner): Complete {
  if (isNonNullType(type)) {
    const complete = planValue(type.ofType, nodes, planner);
    return (value, execution) => {
      if (value === null || value === undefined) throw new NotPlanned();
      return complete(value, execution);
    };
  }
  const complete = planNullable(type, nodes, planner);
  return (value, execution) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Error) throw new NotPlanned();
    return complete(value, execution);
  };
}

function planNullable(type: GraphQLOutputType, nodes: readonly FieldNode[], planner: Planner): Complete {
  if (isLeafType(type)) return planLeaf(type);
  if (isListType(type)) return planList(planValue(type.ofType, nodes, planner));
  const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  if (isObjectType(type)) {
    let plan: ObjectPlan | null = null; // when a value first needs it: types may be nested in each other
    return (value, execution) => {
      plan ??= planObject(type, selectionSets, planner);
      return execution.showObject(plan, value);
    };
  }
  return planAbstract(type as GraphQLAbstractType, selectionSets, planner);
}

function planLeaf(type: GraphQLLeafType): Complete {
  return (value) => {
    const shown = type.serialize(value);
    if (shown === undefined || shown === null) throw new NotPlanned();
    return shown;
  };
}

const planList =
  (complete: Complete): Complete =>
  (value, execution) => {
    if (!Array.isArray(value)) throw new NotPlanned();
    const shown = new Array(value.length);
    for (let index = 0; index < value.length; index += 1) shown[index] = complete(value[index], execution);
    return shown;
  };

function planAbstract(type: GraphQLAbstractType, selectionSets: readonly SelectionSet[], planner: Planner): Complete {
  const plans = new Map<string, ObjectPlan>();
  return (value, execution) => {
    const name = execution.typeOf(type, value);
    let plan = plans.get(name);
    if (!plan) {
      const runtimeType = planner.schema.getType(name);
      if (!isObjectType(runtimeType) || !planner.schema.isSubType(type, runtimeType)) throw new NotPlanned();
      plan = planObject(runtimeType, selectionSets, planner);
      plans.set(name, plan);
    }
    return execution.showObject(plan, value);
  };
}
