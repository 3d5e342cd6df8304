import type { IncrementalData, Part } from './payload.ts';

/**
 * Returns a function that puts the data of each part into the order in which it can be applied: an object before what comes within it. In
 * format v0.2 the executor may deliver the deferred fields of a streamed item before the item (@graphql-tools/executor 4.1.5).
 */
export function createPartOrder(): (part: Part) => Part {
  /** v0.2: the lengths of the paths that were announced, by id. */
  const lengths = new Map<string, number>();
  /** A streamed item of v0.1 has its own path, one longer than that of its list. */
  const depthOf = ({ id, path, items }: IncrementalData): number =>
    path ? path.length - (items === undefined ? 0 : 1) : (lengths.get(id ?? '') ?? 0);

  return (part) => {
    for (const { id, path } of part.pending ?? []) lengths.set(id, path.length);
    const { incremental = [] } = part;
    return incremental.length < 2 ? part : { ...part, incremental: incremental.toSorted((one, other) => depthOf(one) - depthOf(other)) };
  };
}
