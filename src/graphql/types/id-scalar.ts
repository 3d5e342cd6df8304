import {
  GraphQLID,
  GraphQLList,
  GraphQLNonNull,
  GraphQLScalarType,
  type GraphQLSchema,
  type GraphQLType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { isExactWholeNumber } from '../../domain/exact-number.ts';
import { Failure } from '../../domain/failure.ts';

/** GraphQL's ID, but it rejects numbers that may have been rounded, since they could identify another contact. */
const ExactID = new GraphQLScalarType({
  ...GraphQLID.toConfig(),
  parseValue(value) {
    if (typeof value === 'number' && !isExactWholeNumber(value))
      throw new Failure('BAD_USER_INPUT', { message: 'Send an ID as a string: the number is not whole, or too large to be exact.' });
    return GraphQLID.parseValue(value);
  },
});

/** Replaces GraphQL's ID in the built schema. Neither the builder nor mapSchema accepts another type with that name. */
export function withExactIds(schema: GraphQLSchema): GraphQLSchema {
  const types = schema.getTypeMap();
  for (const type of Object.values(types)) {
    if (isInputObjectType(type)) replaceIn(Object.values(type.getFields()));
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const fields = Object.values(type.getFields());
    replaceIn(fields);
    for (const { args } of fields) replaceIn(args);
  }
  types[ExactID.name] = ExactID;
  return schema;
}

function replaceIn(typed: readonly { type: GraphQLType }[]): void {
  for (const each of typed) each.type = withExactId(each.type);
}

function withExactId(type: GraphQLType): GraphQLType {
  if (isNonNullType(type)) return new GraphQLNonNull(withExactId(type.ofType));
  if (isListType(type)) return new GraphQLList(withExactId(type.ofType));
  return type === GraphQLID ? ExactID : type;
}
