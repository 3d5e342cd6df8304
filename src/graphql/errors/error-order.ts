import { GraphQLError } from 'graphql';

/**
 * The errors of an answer in the order of their places in its data. graphql-js lists them as they happen, which differs from one time to the
 * next with what came first from upstream. Which of more than a thousand are listed is decided before, as they happen.
 */
export function inOrderOfData(errors: readonly unknown[], data: unknown): readonly unknown[] {
  if (errors.length < 2) return errors;
  const placed = errors.map((error) => ({ error, place: placeIn(data, error instanceof GraphQLError ? (error.path ?? []) : []) }));
  return placed.sort((a, b) => comparePlaces(a.place, b.place)).map(({ error }) => error);
}

/** A path with each key as its number among the keys beside it; below a null, where the keys are not known, by the key itself. */
function placeIn(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  return path.map((step) => {
    if (typeof value !== 'object' || value === null) return step;
    const place = typeof step === 'number' ? step : Object.keys(value).indexOf(step);
    value = Reflect.get(value, step);
    return place;
  });
}

function comparePlaces(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, step] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (step !== other) return step < other ? -1 : 1;
  }
  return a.length - b.length;
}
