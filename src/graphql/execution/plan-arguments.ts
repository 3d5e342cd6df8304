import { type FieldNode, type GraphQLArgument, type GraphQLField, isNonNullType, Kind, type ValueNode, valueFromAST } from 'graphql';

/** Variable values coerced by graphql-js. */
export type CoercedVariables = { readonly [name: string]: unknown };
type Arguments = Readonly<Record<string, unknown>>;
/** Adds an argument to `args`, or leaves it out. Throws where graphql-js would report an error. */
type ReadArgument = (variables: CoercedVariables, args: Record<string, unknown>) => void;

const NO_ARGUMENTS: Arguments = Object.freeze({});

/** Plans how the arguments of a field are read from the variables: https://spec.graphql.org/October2021/#CoerceArgumentValues() */
export function planArguments(definition: GraphQLField<unknown, unknown>, node: FieldNode): (variables: CoercedVariables) => Arguments {
  if (definition.args.length === 0) return () => NO_ARGUMENTS;
  const reads = definition.args.map((argument) => planArgument(argument, node));
  return (variables) => {
    const args: Record<string, unknown> = {};
    for (const read of reads) read(variables, args);
    return args;
  };
}

function planArgument(argument: GraphQLArgument, { arguments: given = [] }: FieldNode): ReadArgument {
  const value = given.find(({ name }) => name.value === argument.name)?.value;
  if (!value) return readDefault(argument);
  return value.kind === Kind.VARIABLE ? readVariable(argument, value.name.value) : readLiteral(argument, value);
}

function readDefault({ name, defaultValue, type }: GraphQLArgument): ReadArgument {
  return (_variables, args) => {
    if (defaultValue !== undefined) args[name] = defaultValue;
    else if (isNonNullType(type)) throw new TypeError('an argument is missing');
  };
}

function readVariable(argument: GraphQLArgument, variable: string): ReadArgument {
  const { name, type } = argument;
  const isRequired = isNonNullType(type);
  const readMissing = readDefault(argument);
  return (variables, args) => {
    if (!Object.hasOwn(variables, variable)) {
      readMissing(variables, args);
      return;
    }
    const value = variables[variable];
    if (isRequired && (value === null || value === undefined)) throw new TypeError('an argument is null');
    args[name] = value;
  };
}

function readLiteral({ name, type }: GraphQLArgument, node: ValueNode): ReadArgument {
  return (variables, args) => {
    const value = valueFromAST(node, type, variables);
    if (value === undefined) throw new TypeError('an argument does not fit its type');
    args[name] = value;
  };
}
