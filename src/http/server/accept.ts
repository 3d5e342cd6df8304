import { type HeaderMember, readMembers, weightOf } from './header-list.ts';

const JSON_FORM = 'application/json';
/** The two forms of an answer. Plain JSON stands first: it is taken where a wildcard allows both. */
const FORMS = [JSON_FORM, 'application/graphql-response+json'] as const;

/** What a client thinks of a form: the weight, and the place in the header of the range that says so. */
type Wish = { readonly weight: number; readonly place: number };

/**
 * The form of the answer that the client prefers; null where it takes neither. The most specific range decides the weight of a form,
 * the heavier form wins, and of two alike the one named first: RFC 9110, section 12.5.1.
 */
export function acceptedForm(accept = ''): string | null {
  const ranges = readMembers(accept);
  if (ranges.length === 0) return JSON_FORM; // nothing is asked for
  const [best] = FORMS.map((form) => ({ form, ...wishFor(form, ranges) }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight || one.place - other.place);
  return best?.form ?? null;
}

/** Whether a browser asks for a page: it names HTML, and takes no form of an answer more gladly. */
export function wantsPage(accept = ''): boolean {
  const ranges = readMembers(accept);
  const html = ranges.find(({ value }) => value === 'text/html');
  if (!html) return false;
  const weight = weightOf(html);
  return weight > 0 && FORMS.every((form) => wishFor(form, ranges).weight <= weight);
}

/** Whether a client takes what is packed with gzip: RFC 9110, section 12.5.3. */
export function takesGzip(acceptEncoding: string): boolean {
  const codings = readMembers(acceptEncoding);
  const gzip = codings.find(({ value }) => value === 'gzip' || value === 'x-gzip') ?? codings.find(({ value }) => value === '*');
  return gzip !== undefined && weightOf(gzip) > 0;
}

function wishFor(form: string, ranges: readonly HeaderMember[]): Wish {
  let wish: Wish = { weight: 0, place: ranges.length };
  let decided = 0;
  ranges.forEach((range, place) => {
    const rank = rankOf(range, form);
    if (rank <= decided) return;
    decided = rank;
    wish = { weight: weightOf(range), place };
  });
  return wish;
}

/** How specifically a range names a form; 0 where it does not. */
function rankOf(range: HeaderMember, form: string): number {
  switch (range.value) {
    case form:
      return rankOfNamed(range);
    case 'application/*':
      return 2;
    case '*/*':
    case '*': // from old Java
      return 1;
    default:
      return 0;
  }
}

/** Answers are UTF-8. A range with another parameter is read as one without, if nothing better is there and it rules nothing out. */
function rankOfNamed(range: HeaderMember): number {
  const others = [...range.parameters].filter(([name]) => name !== 'q');
  if (others.length === 0) return 4;
  if (others.every(([name, value]) => name === 'charset' && value === 'utf-8')) return 5;
  return weightOf(range) > 0 ? 3 : 0;
}
