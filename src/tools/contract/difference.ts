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
  'UNKNOWN_FIELD',
  'UNKNOWN_RELATION',
  'DATE_FORM',
  'EMPTY_TEXT',
  'LONG_TEXT',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** READS: no effect. LOSES: the gateway shows null there. REFUSES: the gateway answers with UPSTREAM_BAD_RESPONSE, or another code. */
export type Effect = 'READS' | 'LOSES' | 'REFUSES';

/** One difference of one answer. It holds no value of the answer: `found` is a form (forms.ts). */
export type Difference = {
  readonly kind: DifferenceKind;
  /** `extraBuyer[].partyRole`; empty for the answer as a whole. */
  readonly place: string;
  readonly recorded: string;
  readonly found: string;
  readonly gateway: Effect;
};

/** How often the same difference occurred, and for which contacts: numbers in the order of the command line, from 1. */
export type CountedDifference = Difference & { readonly times: number; readonly contacts: readonly number[] };

/** Counts equal differences, in the order of their first occurrence. */
export function countDifferences(answers: readonly { readonly number: number; readonly differences: readonly Difference[] }[]) {
  const counted = new Map<string, CountedDifference>();
  for (const { number, differences } of answers)
    for (const difference of differences) {
      const name = JSON.stringify([difference.kind, difference.place, difference.recorded, difference.found, difference.gateway]);
      const { times = 0, contacts = [] } = counted.get(name) ?? {};
      counted.set(name, { ...difference, times: times + 1, contacts: contacts.includes(number) ? contacts : [...contacts, number] });
    }
  return [...counted.values()];
}
