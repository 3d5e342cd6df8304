import { type GraphQLType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

export type JsonSchema = { readonly [name: string]: unknown };

const SCALARS: Readonly<Record<string, JsonSchema>> = {
  Boolean: { type: 'boolean' },
  Float: { type: 'number' },
  ID: { type: 'string' },
  Int: { type: 'integer' },
  DateTime: { type: 'string', format: 'date-time' },
};

/** A GraphQL input type as JSON Schema, with what the schema says of it. */
export function toJsonSchema(type: GraphQLType): JsonSchema {
  if (isNonNullType(type)) return toJsonSchema(type.ofType);
  if (isListType(type)) return { type: 'array', items: toJsonSchema(type.ofType) };
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) };
  if (!isInputObjectType(type)) return SCALARS[String(type)] ?? { type: 'string' };
  const fields = Object.values(type.getFields());
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map((field) => [field.name, { ...toJsonSchema(field.type), description: field.description ?? '' }]),
    ),
    additionalProperties: false,
  };
}
