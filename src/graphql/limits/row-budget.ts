import { Failure } from '../../domain/failure.ts';
import { countSelectedFields, type SelectionInfo } from './selected-fields.ts';

/** So many things one operation may list, and so many fields of them in all, so that no document makes an answer that fills the memory. */
const MAX_LISTED = 25_000;
const MAX_FIELDS = 250_000;
/** So many rows it may look through on the way (a filter may leave none of 10,000), so that none keeps the process from its neighbours. */
const MAX_SCANNED = 500_000;

/** Counts over all aliases and levels of an operation. The field that is too much is refused, and those before it stand. */
export class RowBudget {
  #listed = 0;
  #fields = 0;
  #scanned = 0;
  #isExceeded = false;

  /** Whether something was refused. */
  get isExceeded(): boolean {
    return this.#isExceeded;
  }

  /** So many rows are to be looked through. Throws BAD_USER_INPUT when that is too much, before it has cost anything. */
  scan(rows: number): void {
    if (this.#scanned + rows > MAX_SCANNED) {
      this.#isExceeded = true;
      throw new Failure('BAD_USER_INPUT', { message: 'An operation asks too many fields of contacts with very many rows. Split it.' });
    }
    this.#scanned += rows;
  }

  /** The same things, to be listed in the answer with the fields that are selected. Throws BAD_USER_INPUT when that is more than is left. */
  list<Thing>(things: readonly Thing[], info: SelectionInfo): readonly Thing[] {
    const fields = things.length * countSelectedFields(info);
    if (this.#listed + things.length > MAX_LISTED || this.#fields + fields > MAX_FIELDS) {
      this.#isExceeded = true;
      throw new Failure('BAD_USER_INPUT', {
        message: `An operation may list at most ${MAX_LISTED} things with ${MAX_FIELDS} fields in all. Use a filter, or \`first\`.`,
      });
    }
    this.#listed += things.length;
    this.#fields += fields;
    return things;
  }
}
