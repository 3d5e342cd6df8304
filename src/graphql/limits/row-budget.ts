import { Failure } from '../../domain/failure.ts';
import { listsWithin, type NestedInfo } from './nested-lists.ts';
import { countSelectedFields, type SelectionInfo } from './selected-fields.ts';

/** Most objects that one operation may list, and most fields of them in total: the response must not fill the memory. */
const MAX_LISTED = 25_000;
const MAX_FIELDS = 250_000;
/** Most rows that one operation may scan (a filter may drop all of 10,000), so that it does not block the event loop for others. */
const MAX_SCANNED = 500_000;

/**
 * Limits the rows of one operation, over all aliases and levels. A field that exceeds a limit fails and counts for nothing, so that the other
 * fields remain.
 */
export class RowBudget {
  #listed = 0;
  #fields = 0;
  #scanned = 0;
  #isExceeded = false;

  /** Whether a field exceeded a limit. */
  get isExceeded(): boolean {
    return this.#isExceeded;
  }

  /** Counts rows that are about to be scanned. Throws BAD_USER_INPUT if the total exceeds the limit. */
  scan(rows: number): void {
    if (this.#scanned + rows > MAX_SCANNED) {
      this.#isExceeded = true;
      throw new Failure('BAD_USER_INPUT', { message: 'An operation asks too many fields of contacts with very many rows. Split it.' });
    }
    this.#scanned += rows;
  }

  /** Counts objects to be listed, with their selected fields, and returns them. Throws BAD_USER_INPUT if a total exceeds its limit. */
  list<Value>(values: readonly Value[], info: SelectionInfo): readonly Value[] {
    this.#count(values.length, values.length * countSelectedFields(info));
    return values;
  }

  /**
   * Counts a field together with the non-null lists of its objects, so that an overrun makes this field null, which may be, and not one of
   * its parents. `own` is the number of objects if the field is a list, `rowsOf` the rows of each non-null list of all objects together.
   */
  listNested(own: number, typeName: string, rowsOf: Readonly<Record<string, number>>, info: NestedInfo): void {
    let rows = own;
    let fields = own * countSelectedFields(info);
    for (const list of listsWithin(info, typeName)) {
      const count = rowsOf[list.name] ?? 0;
      rows += count;
      fields += count * countSelectedFields(list);
    }
    this.#count(rows, fields);
  }

  /** The failure of a list that exceeds a limit; null if it does not, and it is counted. */
  overrunOf(values: readonly unknown[], info: SelectionInfo): Failure | null {
    try {
      this.list(values, info);
      return null;
    } catch (failure) {
      if (failure instanceof Failure) return failure;
      throw failure;
    }
  }

  #count(rows: number, fields: number): void {
    if (this.#listed + rows > MAX_LISTED || this.#fields + fields > MAX_FIELDS) {
      this.#isExceeded = true;
      throw new Failure('BAD_USER_INPUT', {
        message: `An operation may list at most ${MAX_LISTED} things with ${MAX_FIELDS} fields in all. Use a filter, \`first\`, or fewer ids.`,
      });
    }
    this.#listed += rows;
    this.#fields += fields;
  }
}
