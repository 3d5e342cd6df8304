import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/**
 * Selects every field of a type, or those of these names, of the types behind it to this depth, and of the types that implement them: new
 * fields come by themselves.
 */
export function wholeSelection(schema: GraphQLSchema, typeName: string, depth: number, names?: readonly string[]): string {
  const type = schema.getType(typeName);
  if (!type) throw new Error(`no type ${typeName}`);
  return selectionOf(schema, type, depth, names);
}

function selectionOf(schema: GraphQLSchema, type: GraphQLNamedType, depth: number, names?: readonly string[]): string {
  const all = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const own = all.filter(({ name }) => names?.includes(name) ?? true);
  const fields = own.flatMap((field) => fieldOf(schema, field, depth));
  const implementations = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  const known = new Set(own.map(({ name }) => name));
  const parts = implementations.flatMap((each) => {
    const special = Object.values(each.getFields()).flatMap((field) => (known.has(field.name) ? [] : fieldOf(schema, field, depth)));
    return special.length === 0 ? [] : [`... on ${each.name} { ${special.join(' ')} }`];
  });
  return ['__typename', ...fields, ...parts].join(' ');
}

/** A field with an enum that must be given is selected with each of its values. Other arguments that must be given are not known here. */
function fieldOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, depth: number): readonly string[] {
  const type = getNamedType(field.type);
  if (!isLeafType(type) && depth === 0) return [];
  const selection = isLeafType(type) ? '' : ` { ${selectionOf(schema, type, depth - 1)} }`;
  const [required, ...others] = field.args.filter(isRequiredArgument);
  if (!required) return [`${field.name}${selection}`];
  const values = getNamedType(required.type);
  if (others.length > 0 || !isEnumType(values)) return [];
  return values.getValues().map(({ name }) => `${field.name}${name}: ${field.name}(${required.name}: ${name})${selection}`);
}
