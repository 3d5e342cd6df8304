import { Failure } from '../domain/failure.ts';

/** So many rows one operation may list, so that no document makes an answer that fills the memory. */
const MAX_LISTED = 50_000;
/** So many it may look through on the way (a filter may leave none of 10,000), so that none keeps the process from its neighbours. */
const MAX_SCANNED = 500_000;

/** Counts rows over all aliases and levels of an operation. The field that is too much is refused, and those before it stand. */
export class RowBudget {
  #listed = 0;
  #scanned = 0;

  /** The same rows, to be looked through. Throws BAD_USER_INPUT when that is too much, before it has cost anything. */
  scan<Row>(rows: readonly Row[]): readonly Row[] {
    if (this.#scanned + rows.length > MAX_SCANNED)
      throw new Failure('BAD_USER_INPUT', { message: 'An operation asks too many fields of contacts with very many rows. Split it.' });
    this.#scanned += rows.length;
    return rows;
  }

  /** The same rows, to be listed in the answer. Throws BAD_USER_INPUT when there are more than are left. */
  list<Row>(rows: readonly Row[]): readonly Row[] {
    if (this.#listed + rows.length > MAX_LISTED)
      throw new Failure('BAD_USER_INPUT', { message: `An operation may list at most ${MAX_LISTED} rows. Use a filter, or \`first\`.` });
    this.#listed += rows.length;
    return rows;
  }
}
