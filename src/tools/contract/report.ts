import type { EndpointName } from '../../domain/endpoint.ts';
import { endpointOf, type FormName } from '../endpoints.ts';
import { placesOf } from './compare-fields.ts';
import { type CountedDifference, countDifferences } from './difference.ts';
import type { FactReport } from './facts.ts';
import type { FormResult, Subject } from './form-result.ts';
import { RECORDED } from './recorded.ts';
import { RECORDED_FIELDS } from './recorded-fields.ts';

export type Outcome = 'AGREES' | 'DIFFERS' | 'COULD_NOT_ASK';
export const EXIT_CODES = { AGREES: 0, DIFFERS: 1, COULD_NOT_ASK: 2 } as const satisfies Record<Outcome, number>;

/** The report of one form. Contacts and estates are numbers, from 1: contacts in the order of the command line, estates as asked. */
export type FormReport = {
  readonly endpoint: EndpointName;
  readonly form: FormName;
  readonly outcome: Outcome | 'NOT_ASKED';
  readonly asked: { readonly of: Subject; readonly named: number; readonly compared: number; readonly agreeing: number };
  readonly differences: readonly CountedDifference[];
  readonly notAsked: readonly { readonly reason: string; readonly numbers: readonly number[] }[];
  readonly rowsCompared: number;
  /** How often each form of a value occurred. */
  readonly forms: Readonly<Record<'dates' | 'zipCodes' | 'enumerations', Readonly<Record<string, number>>>>;
  /** Parts of the recorded contract that occurred in no answer, and were not compared. */
  readonly notMet: { readonly rowsOf: readonly string[]; readonly relations: readonly string[]; readonly values: readonly string[] };
};

/** The document that `--json` prints. */
export type Report = {
  readonly outcome: Outcome;
  readonly calls: number;
  readonly forms: readonly FormReport[];
  readonly facts: readonly FactReport[];
};

/** The facts do not change the outcome: the gateway reads every case. */
export function toReport(results: readonly FormResult[], facts: readonly FactReport[], calls: number): Report {
  const forms = results.map(toFormReport);
  const isAsked = forms.some(({ outcome }) => outcome !== 'NOT_ASKED');
  const outcome = (['DIFFERS', 'COULD_NOT_ASK'] as const).find((worst) => forms.some((each) => each.outcome === worst));
  return { outcome: outcome ?? (isAsked ? 'AGREES' : 'COULD_NOT_ASK'), calls, forms, facts };
}

/** DIFFERS with any difference, although not all could be asked about; AGREES needs an answer about each. */
function toFormReport(result: FormResult): FormReport {
  const { form, seen, numbers, compared, skipped } = result;
  const differences = countDifferences(result.differences);
  const differing = new Set(differences.flatMap((difference) => difference.numbers));
  const { lists, values } = placesOfForm(form);
  const outcome = differences.length > 0 ? 'DIFFERS' : compared.size < numbers.length ? 'COULD_NOT_ASK' : 'AGREES';
  return {
    endpoint: endpointOf(form),
    form,
    outcome: skipped === null ? outcome : 'NOT_ASKED',
    asked: {
      of: result.subject,
      named: numbers.length,
      compared: compared.size,
      agreeing: [...compared].filter((number) => !differing.has(number)).length,
    },
    differences,
    notAsked: skipped === null ? result.notAsked : [{ reason: skipped, numbers: [] }],
    rowsCompared: isStrict(form) ? lists.reduce((sum, list) => sum + (seen.rowsOfList.get(list) ?? 0), 0) : seen.answers,
    forms: {
      dates: Object.fromEntries(seen.dates),
      zipCodes: Object.fromEntries(seen.zipCodes),
      enumerations: Object.fromEntries(seen.enumerations),
    },
    notMet: {
      rowsOf: lists.filter((list) => !seen.rowsOfList.get(list)),
      relations: isStrict(form) ? Object.keys(RECORDED[form].relations).filter((word) => !seen.relations.has(word)) : [],
      values: values.filter((place) => !seen.withValue.has(place)),
    },
  };
}

const isStrict = (form: FormName): form is keyof typeof RECORDED => form in RECORDED;

const placesOfForm = (form: FormName): { readonly lists: readonly string[]; readonly values: readonly string[] } =>
  isStrict(form) ? { lists: Object.keys(RECORDED[form].lists), values: [] } : placesOf(RECORDED_FIELDS[form].answer);
