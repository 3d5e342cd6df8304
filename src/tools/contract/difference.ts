/** The ways in which an answer can differ from the recorded contract. */
export const DIFFERENCE_KINDS = [
  'STATUS',
  'CONTENT_TYPE',
  'NOT_HTTP',
  'NOT_JSON',
  'WRONG_TYPE',
  'NO_LISTS',
  'MISSING_LIST',
  'MISSING_FIELD',
  'MISSING_ROW',
  'UNASKED_ROW',
  'REPEATED_ROW',
  'OTHER_ID',
  'UNKNOWN_FIELD',
  'UNKNOWN_RELATION',
  'UNKNOWN_CODE',
  'DATE_FORM',
  'ZIP_FORM',
  'EMPTY_TEXT',
  'LONG_TEXT',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** READS: no effect. LOSES: the gateway does not show the value. REFUSES: it answers with UPSTREAM_BAD_RESPONSE, or another code. */
export type Effect = 'READS' | 'LOSES' | 'REFUSES';

/** One difference of one answer. It holds no value of the answer: `found` is a form (forms.ts). */
export type Difference = {
  readonly kind: DifferenceKind;
  /** `extraBuyer[].partyRole`; empty for the answer as a whole. Rows of a batch have no brackets: `address.zipCode`. */
  readonly place: string;
  readonly recorded: string;
  readonly found: string;
  readonly gateway: Effect;
};

/** A difference, and the contacts or estates that it is about: numbers from 1, in the order in which they are asked. */
export type NumberedDifference = { readonly numbers: readonly number[]; readonly difference: Difference };

/** How often the same difference occurred, and for which contacts or estates. */
export type CountedDifference = Difference & { readonly times: number; readonly numbers: readonly number[] };

/** Counts equal differences, in the order of their first occurrence. */
export function countDifferences(all: readonly NumberedDifference[]): readonly CountedDifference[] {
  const counted = new Map<string, CountedDifference>();
  for (const { numbers, difference } of all) {
    const name = JSON.stringify([difference.kind, difference.place, difference.recorded, difference.found, difference.gateway]);
    const { times = 0, numbers: earlier = [] } = counted.get(name) ?? {};
    counted.set(name, { ...difference, times: times + 1, numbers: [...new Set([...earlier, ...numbers])] });
  }
  return [...counted.values()];
}
