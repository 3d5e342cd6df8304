import type { ContactResult } from './ask.ts';
import { type CountedDifference, countDifferences, type Effect } from './difference.ts';
import { RECORDED } from './recorded.ts';

export type Outcome = 'AGREES' | 'DIFFERS' | 'COULD_NOT_ASK';
export const EXIT_CODES = { AGREES: 0, DIFFERS: 1, COULD_NOT_ASK: 2 } as const satisfies Record<Outcome, number>;

/** All that is told of a run, as `--json` prints it. Contacts are numbers, in the order of the command line, from 1. */
export type Report = {
  readonly outcome: Outcome;
  readonly endpoint: string;
  readonly contacts: { readonly named: number; readonly compared: number; readonly agreeing: number };
  readonly differences: readonly CountedDifference[];
  readonly notAsked: readonly { readonly reason: string; readonly contacts: readonly number[] }[];
  readonly rowsCompared: number;
  /** What no answer had in it, so that nothing is known of it. */
  readonly notMet: { readonly rowsOf: readonly string[]; readonly relations: readonly string[] };
};

/** A difference is news whatever could not be asked besides; without one, agreement needs every contact. */
export function toReport(results: readonly ContactResult[], named: number): Report {
  const answers = results.flatMap((each, index) => (each.kind === 'COMPARED' ? [{ number: index + 1, ...each.comparison }] : []));
  const differences = countDifferences(answers);
  const outcome = differences.length > 0 ? 'DIFFERS' : answers.length < named ? 'COULD_NOT_ASK' : 'AGREES';
  const rowsOf = (list: string) => answers.reduce((sum, { met }) => sum + (met.rowsOfList.get(list) ?? 0), 0);
  const lists = Object.keys(RECORDED.lists);
  return {
    outcome,
    endpoint: RECORDED.endpoint,
    contacts: { named, compared: answers.length, agreeing: answers.filter((answer) => answer.differences.length === 0).length },
    differences,
    notAsked: toNotAsked(results, named),
    rowsCompared: lists.reduce((sum, list) => sum + rowsOf(list), 0),
    notMet: {
      rowsOf: lists.filter((list) => rowsOf(list) === 0),
      relations: Object.keys(RECORDED.relations).filter((word) => !answers.some(({ met }) => met.relations.has(word))),
    },
  };
}

function toNotAsked(results: readonly ContactResult[], named: number): Report['notAsked'] {
  const byReason = new Map<string, number[]>();
  for (let number = 1; number <= named; number += 1) {
    const each = results[number - 1];
    if (each?.kind === 'COMPARED') continue;
    const reason = each?.reason ?? 'not tried after that';
    byReason.set(reason, [...(byReason.get(reason) ?? []), number]);
  }
  return [...byReason].map(([reason, contacts]) => ({ reason, contacts }));
}

const HEADLINES = {
  AGREES: 'Vitec Connect and the recorded contract agree.',
  DIFFERS: 'Vitec Connect differs from the recorded contract (src/tools/contract/recorded.ts).',
  COULD_NOT_ASK: 'Vitec Connect could not be asked about everything; as far as it was, it agrees with the recorded contract.',
} as const satisfies Record<Outcome, string>;

/** The report in lines of text for a person. */
export function toText({ outcome, endpoint, contacts, differences, notAsked, rowsCompared, notMet }: Report): string {
  const nothingAsked = contacts.compared === 0 && outcome === 'COULD_NOT_ASK';
  return [
    nothingAsked ? 'Vitec Connect could not be asked.' : HEADLINES[outcome],
    `  ${endpoint}`,
    ...differences.map((difference) => `  - ${toLine(difference)}`),
    ...notAsked.map(({ reason, contacts: numbers }) => `  - not asked: ${reason} [${toContacts(numbers)}]`),
    `  Compared: ${contacts.compared} of ${contacts.named} contacts, of which ${contacts.agreeing} agree, with ${rowsCompared} rows in all.`,
    ...(nothingAsked || notMet.rowsOf.length === 0 ? [] : [`  Never met, so not compared: rows of ${notMet.rowsOf.join(', ')}.`]),
    ...(nothingAsked || notMet.relations.length === 0 ? [] : [`  Relations never met: ${notMet.relations.join(', ')}.`]),
    '',
  ].join('\n');
}

const EFFECTS = {
  READS: 'The gateway copes.',
  LOSES: 'The gateway shows null there.',
  REFUSES: 'THE GATEWAY REFUSES THE ANSWER.',
} as const satisfies Record<Effect, string>;

function toLine({ kind, place, recorded, found, gateway, times, contacts }: CountedDifference): string {
  const where = place === '' ? 'the answer' : place;
  const what = kind.toLowerCase().replaceAll('_', ' ');
  return `${where}: ${what}: ${found} (recorded: ${recorded}). ${EFFECTS[gateway]} [${times} ×, ${toContacts(contacts)}]`;
}

/** As many numbers as one can take in. */
const toContacts = (numbers: readonly number[]): string =>
  `contact ${numbers.slice(0, 10).join(', ')}${numbers.length > 10 ? ` and ${numbers.length - 10} more` : ''}`;
