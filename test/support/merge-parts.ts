import type { GraphQLError } from 'graphql';
import type { Part } from '../../src/graphql/execution/payload.ts';

type Place = Record<string, unknown> | unknown[];
type Key = string | number;
type Delivered = {
  readonly id?: string;
  readonly path?: readonly Key[];
  readonly subPath?: readonly Key[];
  readonly data?: unknown;
  readonly items?: unknown;
  readonly errors?: readonly GraphQLError[];
};

/** What a client has after all parts. `hasNull`: a deferred part or a streamed item was null, where a whole answer has a null higher up. */
export type Merged = { readonly data: unknown; readonly errors: readonly GraphQLError[]; readonly hasNull: boolean };

/** Merges the parts of a response, of either format, as a client does. */
export async function mergeParts(first: Part, later: AsyncIterable<Part>): Promise<Merged> {
  const data: unknown = structuredClone(first.data);
  const errors: GraphQLError[] = [...(first.errors ?? [])];
  const paths = new Map<string, readonly Key[]>();
  let hasNull = false;
  const at = (path: readonly Key[]): Place => path.reduce<unknown>((value, key) => (value as Record<Key, unknown>)[key], data) as Place;
  const announce = (part: Part) => {
    for (const { id, path } of part.pending ?? []) paths.set(id, path);
  };
  const deliver = ({ id, path, subPath = [], ...rest }: Delivered) => {
    errors.push(...(rest.errors ?? []));
    const place = path ?? [...(paths.get(id ?? '') ?? []), ...subPath];
    if (rest.items === null || rest.data === null) hasNull = true;
    else if (Array.isArray(rest.items)) appendItems(at(path ? path.slice(0, -1) : place) as unknown[], rest.items, path?.at(-1));
    else if (rest.data !== undefined) assignDeep(at(place), rest.data as Place);
  };

  announce(first);
  for await (const part of later) {
    announce(part);
    errors.push(...(part.errors ?? []));
    for (const delivered of (part.incremental ?? []) as readonly Delivered[]) deliver(delivered);
    for (const { errors: failed } of part.completed ?? []) {
      if (!failed) continue;
      errors.push(...failed);
      hasNull = true;
    }
  }
  return { data, errors, hasNull };
}

function appendItems(list: unknown[], items: readonly unknown[], index: Key | undefined): void {
  if (index !== undefined && index !== list.length) throw new Error(`an item for place ${index} of a list that has ${list.length}`);
  list.push(...structuredClone(items));
}

function assignDeep(target: Place, source: Place): void {
  for (const [key, value] of Object.entries(source)) {
    const known = (target as Record<string, unknown>)[key];
    if (typeof known === 'object' && known !== null && typeof value === 'object' && value !== null)
      assignDeep(known as Place, value as Place);
    else (target as Record<string, unknown>)[key] = structuredClone(value);
  }
}

/** A value with the keys of its objects sorted: they come in another order when some come later. */
export const sortKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sortKeys(each)]),
  );
};
