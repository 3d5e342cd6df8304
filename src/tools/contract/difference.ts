/** In what an answer may differ from what is recorded. */
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

/** READS: the gateway copes. LOSES: it shows null there. REFUSES: the whole answer is UPSTREAM_BAD_RESPONSE, or another code, to its callers. */
export type Effect = 'READS' | 'LOSES' | 'REFUSES';

/** One way in which one answer differs. Nothing in it is a value of Vitec's: `found` is a form (forms.ts). */
export type Difference = {
  readonly kind: DifferenceKind;
  /** `extraBuyer[].partyRole`; empty for the answer as a whole. */
  readonly place: string;
  readonly recorded: string;
  readonly found: string;
  readonly gateway: Effect;
};

/** The same in how many places, and of which contacts: the numbers are those of the command line's order, from 1. */
export type CountedDifference = Difference & { readonly times: number; readonly contacts: readonly number[] };

/** Puts those together that are the same, in the order in which they were first met. */
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
