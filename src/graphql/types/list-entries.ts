import type { Context } from '../execution/context.ts';
import type { SelectionInfo } from '../limits/selected-fields.ts';

/**
 * Resolves a list that must not be null, but whose entries may be. An entry that `resolve` rejects is null with an error. Of a list that
 * exceeds the row budget every entry is, so that the other fields of the operation remain.
 */
export function listEntries<Value, Entry>(
  values: readonly Value[],
  { errorLimit, rowBudget }: Pick<Context, 'errorLimit' | 'rowBudget'>,
  info: SelectionInfo,
  resolve: (value: Value) => Entry,
): readonly Entry[] {
  const overrun = rowBudget.overrunOf(values, info);
  return values.map((value) =>
    errorLimit.each(() => {
      if (overrun) throw overrun;
      return resolve(value);
    }),
  );
}
