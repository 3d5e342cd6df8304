import { type GraphQLLeafType, isEnumType } from 'graphql';

/** `typeof` the values that a scalar serializes unchanged. */
const UNCHANGED_TYPE: Readonly<Record<string, 'string' | 'boolean'>> = { ID: 'string', String: 'string', Boolean: 'boolean' };

/** Serializes values that are not null. Throws where graphql-js would report an error. Skips `serialize` for the usual values. */
export function planLeaf(type: GraphQLLeafType): (value: unknown) => unknown {
  const serialize = (value: unknown): unknown => {
    const serialized = type.serialize(value);
    if (serialized === undefined || serialized === null) throw new TypeError('a value does not fit its type');
    return serialized;
  };
  if (isEnumType(type)) {
    const names = new Map<unknown, string>(type.getValues().map(({ name, value }) => [value, name]));
    return (value) => names.get(value) ?? serialize(value);
  }
  const unchanged = UNCHANGED_TYPE[type.name];
  return unchanged ? (value) => (typeof value === unchanged ? value : serialize(value)) : serialize;
}
