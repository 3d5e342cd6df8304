import type { AskedEndpoint } from '../endpoints.ts';
import { pathTemplateOf } from '../endpoints.ts';
import type { ContactResult } from './ask.ts';
import { type CountedDifference, countDifferences, type Effect } from './difference.ts';
import { RECORDED } from './recorded.ts';

export type Outcome = 'AGREES' | 'DIFFERS' | 'COULD_NOT_ASK';
export const EXIT_CODES = { AGREES: 0, DIFFERS: 1, COULD_NOT_ASK: 2 } as const satisfies Record<Outcome, number>;

/** The report of one endpoint. Contacts are numbers, in the order of the command line, from 1. */
type EndpointReport = {
  readonly endpoint: AskedEndpoint;
  readonly outcome: Outcome;
  readonly contacts: { readonly named: number; readonly compared: number; readonly agreeing: number };
  readonly differences: readonly CountedDifference[];
  readonly notAsked: readonly { readonly reason: string; readonly contacts: readonly number[] }[];
  readonly rowsCompared: number;
  /** Parts of the recorded contract that occurred in no answer, and were not compared. */
  readonly notMet: { readonly rowsOf: readonly string[]; readonly relations: readonly string[] };
};

/** The document that `--json` prints. */
export type Report = { readonly outcome: Outcome; readonly endpoints: readonly EndpointReport[] };

/** The results of each endpoint, by contact; a contact without one was not asked about. `named`: how many contacts were named. */
export function toReport(results: ReadonlyMap<AskedEndpoint, readonly ContactResult[]>, named: number): Report {
  const endpoints = [...results].map(([endpoint, each]) => toEndpointReport(endpoint, each, named));
  const outcome = (['DIFFERS', 'COULD_NOT_ASK'] as const).find((worst) => endpoints.some((each) => each.outcome === worst));
  return { outcome: outcome ?? 'AGREES', endpoints };
}

/** DIFFERS with any difference, although other contacts could not be asked about; AGREES needs an answer for every contact. */
function toEndpointReport(endpoint: AskedEndpoint, results: readonly ContactResult[], named: number): EndpointReport {
  const answers = results.flatMap((each, index) => (each.kind === 'COMPARED' ? [{ number: index + 1, ...each.comparison }] : []));
  const differences = countDifferences(answers);
  const rowsOf = (list: string) => answers.reduce((sum, { met }) => sum + (met.rowsOfList.get(list) ?? 0), 0);
  const { lists, relations } = RECORDED[endpoint];
  const names = Object.keys(lists);
  return {
    endpoint,
    outcome: differences.length > 0 ? 'DIFFERS' : answers.length < named ? 'COULD_NOT_ASK' : 'AGREES',
    contacts: { named, compared: answers.length, agreeing: answers.filter((answer) => answer.differences.length === 0).length },
    differences,
    notAsked: toNotAsked(results, named),
    rowsCompared: names.reduce((sum, list) => sum + rowsOf(list), 0),
    notMet: {
      rowsOf: names.filter((list) => rowsOf(list) === 0),
      relations: Object.keys(relations).filter((word) => !answers.some(({ met }) => met.relations.has(word))),
    },
  };
}

function toNotAsked(results: readonly ContactResult[], named: number): EndpointReport['notAsked'] {
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

/** The report as lines of text. */
export function toText({ outcome, endpoints }: Report): string {
  const nothingAsked = outcome === 'COULD_NOT_ASK' && endpoints.every(({ contacts }) => contacts.compared === 0);
  const headline = nothingAsked ? 'Vitec Connect could not be asked.' : HEADLINES[outcome];
  return [headline, ...endpoints.flatMap(toEndpointLines), ''].join('\n');
}

function toEndpointLines({ endpoint, contacts, differences, notAsked, rowsCompared, notMet }: EndpointReport): readonly string[] {
  const wasAsked = contacts.compared > 0;
  return [
    `${endpoint} (GET ${pathTemplateOf(endpoint)})`,
    ...differences.map((difference) => `  - ${toLine(difference)}`),
    ...notAsked.map(({ reason, contacts: numbers }) => `  - not asked: ${reason} [${toContacts(numbers)}]`),
    `  Compared: ${contacts.compared} of ${contacts.named} contacts, of which ${contacts.agreeing} agree, with ${rowsCompared} rows in all.`,
    ...(wasAsked && notMet.rowsOf.length > 0 ? [`  Never met, so not compared: rows of ${notMet.rowsOf.join(', ')}.`] : []),
    ...(wasAsked && notMet.relations.length > 0 ? [`  Relations never met: ${notMet.relations.join(', ')}.`] : []),
  ];
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

/** The first ten numbers. */
const toContacts = (numbers: readonly number[]): string =>
  `contact ${numbers.slice(0, 10).join(', ')}${numbers.length > 10 ? ` and ${numbers.length - 10} more` : ''}`;
