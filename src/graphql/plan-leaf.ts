import { type GraphQLLeafType, isEnumType } from 'graphql';

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
  switch (type.name) {
    case 'ID':
    case 'String':
      return (value) => (typeof value === 'string' ? value : serialize(value));
    case 'Boolean':
      return (value) => (typeof value === 'boolean' ? value : serialize(value));
    default:
      return serialize;
  }
}
