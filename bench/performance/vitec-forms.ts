import { knownOf, listOfTerm } from './office.ts';

/** What Vitec's stand-in answers to a call of W9 or W10. */
export type FormAnswer = {
  readonly form: string;
  readonly ids: readonly string[];
  readonly status: number;
  readonly body: string;
};

const MOST_IDS_IN_PATH = 5;
const MOST_IDS = 20;

/** The rows of a form for these contacts: one that the form does not find has none. */
const ROWS: Readonly<Record<string, (contactId: string) => object | null>> = {
  Person: ofType('Person'),
  Company: ofType('Company'),
  DeceasedEstate: ofType('DeceasedEstate'),
  Buyer: (id) => ({ id, buyerOn: homesOf(id, 'K', knownOf(id).bought) }),
  Seller: (id) => ({ id, sellerOn: homesOf(id, 'S', knownOf(id).sold).map((home) => ({ ...home, shareHolding: '1/2' })) }),
};

/**
 * The forms for several contacts, and the search; null for another call. As strict as Vitec's pages allow: no names in the form for any
 * type, 5 ids in a path, 20 in a query.
 */
export function answerForm(url: string): FormAnswer | null {
  const { pathname, searchParams } = new URL(url, 'http://vitec.test');
  const [, customerId = '', word = '', more] = /^\/CRM\/Contact\/([^/]+)\/([^/]+)(\/.*)?$/.exec(decodeURIComponent(pathname)) ?? [];
  if (word === '' || more !== undefined) return null;
  if (word === 'Search') {
    const matches = listOfTerm(searchParams.get('Term') ?? '').slice(0, Number(searchParams.get('MaxSize')));
    return { form: word, ids: [], status: 200, body: JSON.stringify({ matches: matches.map((id) => ({ ...common(id), score: 1 })) }) };
  }
  const rowOf = ROWS[word];
  const ids = (rowOf ? (searchParams.get('contactIds') ?? '') : word).split(',');
  const form = rowOf ? word : 'AnyType';
  if (ids.length > (rowOf ? MOST_IDS : MOST_IDS_IN_PATH)) return { form, ids, status: 400, body: '{}' };
  const rows = ids.flatMap((id) => (rowOf ? (rowOf(id) ?? []) : { ...common(id), customerId }));
  return { form, ids, status: 200, body: JSON.stringify(rowOf || ids.length > 1 ? rows : rows[0]) };
}

const common = (id: string) => ({ id, type: knownOf(id).type, changedAt: '2026-03-29T03:00:15.927' });

function ofType(type: string) {
  return (id: string) => {
    const known = knownOf(id);
    if (known.type !== type) return null;
    return { ...common(id), ...(type === 'Person' ? { firstName: 'Namn', lastName: id } : { name: known.name }) };
  };
}

const homesOf = (id: string, side: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ estateId: `OBJ_${side}_${id}_${index}`, estateType: 'House' }));
