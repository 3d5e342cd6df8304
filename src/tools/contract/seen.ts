/** What occurred in the answers of one form: forms and places alone, no value. The rest of the contract was not compared. */
export class Seen {
  /** Rows of batches, matches of a search, listings. */
  answers = 0;
  readonly rowsOfList = new Map<string, number>();
  /** Words of relations. */
  readonly relations = new Set<string>();
  /** How often each form of a value occurred. */
  readonly dates = new Map<string, number>();
  readonly zipCodes = new Map<string, number>();
  readonly enumerations = new Map<string, number>();
  /** Places where a value was. */
  readonly withValue = new Set<string>();

  countRows(list: string, rows: number): void {
    this.rowsOfList.set(list, (this.rowsOfList.get(list) ?? 0) + rows);
  }
}

export function count(forms: Map<string, number>, form: string): void {
  forms.set(form, (forms.get(form) ?? 0) + 1);
}
