import { GraphQLError } from 'graphql';

/**
 * Sorts the errors of a response by their position in its data. graphql-js lists them as they occur, which depends on the order of the
 * upstream responses. ErrorLimit has already decided which errors are listed.
 */
export function sortByPosition(errors: readonly unknown[], data: unknown): readonly unknown[] {
  if (errors.length < 2) return errors;
  const positioned = errors.map((error) => ({
    error,
    position: positionIn(data, error instanceof GraphQLError ? (error.path ?? []) : []),
  }));
  return positioned.sort((a, b) => comparePositions(a.position, b.position)).map(({ error }) => error);
}

/** A path with each key replaced by its index in its object. Below a null, where the index is not known, the key stays. */
function positionIn(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  return path.map((step) => {
    if (typeof value !== 'object' || value === null) return step;
    const position = typeof step === 'number' ? step : Object.keys(value).indexOf(step);
    value = Reflect.get(value, step);
    return position;
  });
}

function comparePositions(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, step] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (step !== other) return step < other ? -1 : 1;
  }
  return a.length - b.length;
}
