import type { IncomingMessage } from 'node:http';
import type { EndpointName } from '../../src/domain/endpoint.ts';
import { type Answer, json, startVitec } from './vitec.ts';

/** The forms in which Vitec is asked: the endpoints, and of Contact the form for any type and those of the types. */
export type Form = Exclude<EndpointName, 'Contact'> | 'AnyType' | 'Person' | 'Company' | 'DeceasedEstate';
/** What one call asks for, and the password that it sends. A search has no ids. */
export type Asked = {
  readonly customerId: string;
  readonly form: Form;
  readonly ids: readonly string[];
  readonly parameters: URLSearchParams;
  readonly password: string;
};
/** A text is a body as it is, a function answers itself, and anything else is a body as JSON. */
export type Reply = (asked: Asked) => unknown;
export type Replies = { readonly [Name in Form]?: Reply };

export type NamesVitec = Awaited<ReturnType<typeof startNamesVitec>>;

const IN_LISTS: ReadonlySet<string> = new Set(['Person', 'Company', 'DeceasedEstate', 'Buyer', 'Seller', 'Speculator']);

/** A Vitec that answers each form in its own way; where nothing is said, everybody is a person with a name, and has one tie. */
export async function startNamesVitec(replies: Replies = {}) {
  const names = {
    /** The test may replace them at any time. */
    replies,
    /** Answers a call, whatever its form; null leaves it to `replies`. */
    refuse: (_asked: Asked): Answer | null => null,
    /** Answers wait for it. */
    untilReady: null as Promise<unknown> | null,
    asked: [] as Asked[],
    get calls() {
      return names.asked.length;
    },
    /** The ids of each call of a form, in the order of the calls. */
    idsOf: (form: Form): readonly (readonly string[])[] => names.asked.filter((one) => one.form === form).map(({ ids }) => ids),
  };
  const vitec = await startVitec((response) => {
    const asked = readCall(response.req);
    names.asked.push(asked);
    const reply = names.refuse(asked) ?? (names.replies[asked.form] ?? DEFAULTS[asked.form])(asked);
    const answer = typeof reply === 'function' ? (reply as Answer) : json(typeof reply === 'string' ? reply : JSON.stringify(reply));
    if (names.untilReady) void names.untilReady.then(() => answer(response));
    else answer(response);
  });
  const { url, username, password, [Symbol.asyncDispose]: dispose } = vitec;
  return Object.assign(names, { url, username, password, [Symbol.asyncDispose]: dispose });
}

function readCall({ url = '', headers }: IncomingMessage): Asked {
  const { pathname, searchParams: parameters } = new URL(url, 'http://vitec.test');
  const [, password = ''] = Buffer.from(String(headers.authorization).slice('Basic '.length), 'base64').toString().split(':');
  const [, group, , customerId = '', word = '', last] = pathname.split('/').map(decodeURIComponent);
  const shared = { customerId, parameters, password };
  if (group === 'Advertising') return { form: 'Estate', ids: [word], ...shared };
  if (last === 'PartyRoles' || last === 'ContactRelations') return { form: last, ids: [word], ...shared };
  if (word === 'Search') return { form: 'Search', ids: [], ...shared };
  if (IN_LISTS.has(word)) return { form: word as Form, ids: parameters.get('contactIds')?.split(',') ?? [], ...shared };
  return { form: 'AnyType', ids: word.split(','), ...shared };
}

/** The fields that the form for any type answers in Vitec's samples. */
export const commonRow = (id: string, type = 'Person') => ({ id, type, customerId: 'M1' });
export const personRow = (id: string, more: object = {}) => ({ ...commonRow(id), firstName: `Name-${id}`, lastName: 'Testsson', ...more });
export const nameOf = (id: string): string => `Name-${id} Testsson`;

/** One id is answered by an object in the form for any type, as Vitec documents it. */
export const oneOrList = <Row>(rows: readonly Row[]): Row | readonly Row[] => (rows.length === 1 && rows[0] ? rows[0] : rows);

export const buyerRow = (id: string) => ({ id, buyerOn: [{ estateId: `home-${id}`, estateType: 'House' }] });
export const sellerRow = (id: string) => ({ id, sellerOn: [{ estateId: `home-${id}`, estateType: 'House', shareHolding: '1/2' }] });
export const speculatorRow = (id: string) => ({
  id,
  speculatorOn: [{ estateId: `home-${id}`, estateType: 'House', level: 'VeryInterested' }],
});
export const listingOf = (id: string, more: object = {}) => ({
  id,
  customerId: 'M1',
  referenceId: `nr-${id}`,
  status: { id: 'Sold', name: 'Såld' },
  type: { id: 'House', name: 'Villa' },
  marketing: { isPublished: true },
  ...more,
});
export const matchOf = (id: string, more: object = {}) => ({ id, customerId: 'M1', type: 'Person', score: 1.5, ...more });

const DEFAULTS: Readonly<Record<Form, Reply>> = {
  AnyType: ({ ids }) => oneOrList(ids.map((id) => commonRow(id))),
  Person: ({ ids }) => ids.map((id) => personRow(id)),
  Company: ({ ids }) => ids.map((id) => ({ ...commonRow(id, 'Company'), name: nameOf(id) })),
  DeceasedEstate: ({ ids }) => ids.map((id) => ({ ...commonRow(id, 'DeceasedEstate'), name: nameOf(id) })),
  Buyer: ({ ids }) => ids.map(buyerRow),
  Seller: ({ ids }) => ids.map(sellerRow),
  Speculator: ({ ids }) => ids.map(speculatorRow),
  Estate: ({ ids }) => listingOf(ids[0] ?? ''),
  Search: () => ({ matches: [matchOf('a')] }),
  PartyRoles: ({ ids }) => ({ buyer: [{ estateId: `home-${ids[0]}` }] }),
  ContactRelations: () => ({ relations: [], reverseRelations: [] }),
};
