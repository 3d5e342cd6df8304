import { type GraphQLLeafType, type GraphQLOutputType, getNullableType, isEnumType } from 'graphql';

/** Shows a value that is not null; throws where graphql-js would report an error. What is usual takes no call of graphql-js. */
export function planLeaf(type: GraphQLLeafType): (value: unknown) => unknown {
  const serialize = (value: unknown): unknown => {
    const shown = type.serialize(value);
    if (shown === undefined || shown === null) throw new TypeError('a value that its type cannot show');
    return shown;
  };
  if (isEnumType(type)) {
    const names = new Map<unknown, string>(type.getValues().map(({ name, value }) => [value, name]));
    return (value) => names.get(value) ?? serialize(value);
  }
  const usual = shownAsItIs(type);
  return usual === null ? serialize : (value) => (typeof value === usual ? value : serialize(value));
}

/** What `typeof` says of the values that a type shows as they are; null where every value has to be serialized. */
export function shownAsItIs(type: GraphQLOutputType): 'string' | 'boolean' | null {
  switch (getNullableType(type).toString()) {
    case 'ID':
    case 'String':
      return 'string';
    case 'Boolean':
      return 'boolean';
    default:
      return null;
  }
}
