/** Pseudo-random numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Picks values that are the same for the same seed. */
export function createChoice(seed: number): {
  below: (limit: number) => number;
  oneOf: <Value>(values: readonly [Value, ...Value[]]) => Value;
} {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return { below, oneOf: (values) => values[below(values.length)] ?? values[0] };
}
