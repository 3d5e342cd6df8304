/**
 * The options of an LRUCache of at most `count` entries, for a large count: with its option `max` it would allocate arrays for all of them
 * when it is created.
 */
export const atMostEntries = (count: number) => ({ maxSize: count, sizeCalculation: () => 1 });
