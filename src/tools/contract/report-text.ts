import { pathTemplateOf } from '../endpoints.ts';
import type { CountedDifference, Effect } from './difference.ts';
import type { FactReport } from './facts.ts';
import type { Subject } from './form-result.ts';
import type { FormReport, Outcome, Report } from './report.ts';

const HEADLINES = {
  AGREES: 'Vitec Connect and the recorded contract agree.',
  DIFFERS: 'Vitec Connect differs from the recorded contract (src/tools/contract/recorded.ts, recorded-fields.ts).',
  COULD_NOT_ASK: 'Vitec Connect could not be asked about everything; as far as it was, it agrees with the recorded contract.',
} as const satisfies Record<Outcome, string>;

/** The report as lines of text. */
export function toText({ outcome, calls, forms, facts }: Report): string {
  const nothingAsked = outcome === 'COULD_NOT_ASK' && forms.every(({ asked }) => asked.compared === 0);
  const headline = nothingAsked ? 'Vitec Connect could not be asked.' : HEADLINES[outcome];
  const ofFacts = nothingAsked || facts.length === 0 ? [] : ['Inferred facts', ...facts.flatMap(toFactLines)];
  return [headline, ...forms.flatMap(toFormLines), ...ofFacts, `Calls to Vitec: ${calls}.`, ''].join('\n');
}

const PLURAL = { contact: 'contacts', estate: 'estates', search: 'searches' } as const satisfies Record<Subject, string>;

function toFormLines({ form, asked, differences, notAsked, rowsCompared, forms, notMet }: FormReport): readonly string[] {
  const isCompared = asked.compared > 0;
  const ofForms = Object.entries({ Dates: forms.dates, 'Zip codes': forms.zipCodes, Enumerations: forms.enumerations });
  return [
    `${form} (GET ${pathTemplateOf(form)})`,
    ...differences.map((difference) => `  - ${toLine(difference, asked.of)}`),
    ...notAsked.map(({ reason, numbers }) => `  - not asked: ${reason}${numbers.length > 0 ? ` [${toNumbers(numbers, asked.of)}]` : ''}`),
    ...(asked.named === 0
      ? []
      : [
          `  Compared: ${asked.compared} of ${asked.named} ${PLURAL[asked.of]}, of which ${asked.agreeing} agree, with ${rowsCompared} rows in all.`,
        ]),
    ...ofForms.flatMap(([title, times]) => (Object.keys(times).length > 0 ? [`  ${title}: ${toCounts(times)}.`] : [])),
    ...(isCompared && notMet.rowsOf.length > 0 ? [`  Never met, so not compared: rows of ${notMet.rowsOf.join(', ')}.`] : []),
    ...(isCompared && notMet.relations.length > 0 ? [`  Relations never met: ${notMet.relations.join(', ')}.`] : []),
    ...(isCompared && notMet.values.length > 0 ? [`  Always null or absent: ${notMet.values.join(', ')}.`] : []),
  ];
}

const toCounts = (times: Readonly<Record<string, number>>): string =>
  Object.entries(times)
    .map(([form, count]) => `${form} (${count} ×)`)
    .join(', ');

const EFFECTS = {
  READS: 'The gateway copes.',
  LOSES: 'The gateway shows null there.',
  REFUSES: 'THE GATEWAY REFUSES THE ANSWER.',
} as const satisfies Record<Effect, string>;

function toLine({ kind, place, recorded, found, gateway, times, numbers }: CountedDifference, subject: Subject): string {
  const where = place === '' ? 'the answer' : place;
  const what = kind.toLowerCase().replaceAll('_', ' ');
  return `${where}: ${what}: ${found} (recorded: ${recorded}). ${EFFECTS[gateway]} [${times} ×, ${toNumbers(numbers, subject)}]`;
}

/** The first ten numbers. */
const toNumbers = (numbers: readonly number[], subject: Subject): string =>
  `${subject} ${numbers.slice(0, 10).join(', ')}${numbers.length > 10 ? ` and ${numbers.length - 10} more` : ''}`;

const SIGNS = { AS_INFERRED: '=', OTHERWISE: '!', NOT_SEEN: '?' } as const satisfies Record<FactReport['verdict'], string>;

function toFactLines({ fact, about, verdict, inferred, seen, notSeen }: FactReport): readonly string[] {
  const status = (each: number | null) => (each === null ? '' : ` (${each})`);
  return [
    `  ${SIGNS[verdict]} ${fact}: ${about}`,
    `      inferred: ${inferred.says}. The gateway ${inferred.gateway}.`,
    ...seen.map((each) => `      seen: ${each.says}${status(each.status)}, ${each.times} ×. The gateway ${each.gateway}.`),
    ...(notSeen === null ? [] : [`      not seen: ${notSeen}.`]),
  ];
}
