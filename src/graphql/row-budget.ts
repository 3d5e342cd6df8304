import { Failure } from '../domain/failure.ts';

/** So many rows one operation may list over all its aliases, so that no document makes an answer that fills the memory. */
const MAX_ROWS = 50_000;

/** Counts the rows that an operation lists; the list that is too much is refused, and those before it stand. */
export class RowBudget {
  #left = MAX_ROWS;

  /** The same rows; throws BAD_USER_INPUT when there are more than are left. */
  take<Row>(rows: readonly Row[]): readonly Row[] {
    if (rows.length > this.#left) {
      throw new Failure('BAD_USER_INPUT', { message: `An operation may list at most ${MAX_ROWS} rows. Use a filter, or \`first\`.` });
    }
    this.#left -= rows.length;
    return rows;
  }
}
