import type { Credentials } from '../../src/vitec/credentials.ts';
import { json, startVitec, status } from '../support/vitec.ts';

/** A body of JSON, or the status of an answer without one. */
export type Reply = { readonly body: unknown } | { readonly status: number };
type Row = Readonly<Record<string, unknown>>;
export type TiesWord = 'Buyer' | 'Seller' | 'Speculator';

/** How the stand-in answers each form. `ids` are those of the request. */
export type Behaviour = {
  readonly partyRoles: (contactId: string) => Reply;
  readonly contactRelations: (contactId: string) => Reply;
  readonly generic: (ids: readonly string[]) => Reply;
  readonly typed: (type: string, ids: readonly string[]) => Reply;
  readonly ties: (word: TiesWord, ids: readonly string[]) => Reply;
  readonly estate: (estateId: string) => Reply;
  readonly search: (term: string) => Reply;
};

export const DATE = '2026-10-04T13:51:40.3548718+02:00';
export const BARE = '2026-03-29T05:00:15.927';
export const TYPES: Readonly<Record<string, string>> = {
  c1: 'Person',
  c2: 'Person',
  c3: 'Person',
  c4: 'Company',
  c5: 'Company',
  c6: 'DeceasedEstate',
};
export const CONTACT_IDS = Object.keys(TYPES);

/** All recorded fields, with values that must not be shown. */
export const commonRow = (id: string): Row => ({
  id,
  type: TYPES[id],
  customerId: 'M1',
  agentId: 'HAN4711',
  address: { streetAddress: 'Svenssonsgatan 4711', zipCode: '211 60', city: 'Svenstorp', countryCode: 'SE', wgs84Coordinate: null },
  email: { emailAddress: 'svensson4711@example.com', emailAddress2: null },
  advertisingEnabled: true,
  note: 'Svensson sover 4711',
  categories: [{ id: 'KAT4711', name: 'Svenssons', readOnly: false }],
  createdAt: DATE,
  changedAt: DATE,
});
const OWN: Readonly<Record<string, Row>> = {
  Person: {
    firstName: 'Sven',
    lastName: 'Svensson',
    socialSecurityNumber: '19121212-4711',
    isForeignSocialSecurityNumber: false,
    dateOfBirth: '1912-12-12',
    telephone: { home: null, work: null, cell: '070-4711', other: null },
    leadScore: null,
    wantsToBeMatched: 'NotAsked',
    matchingChangedAt: null,
    isDeceased: false,
    isCompanyPerson: false,
    gdprApprovalDate: null,
  },
  Company: {
    name: 'Svensson AB',
    corporateNumber: '556000-4711',
    isForeignCorporateNumber: false,
    homePage: null,
    telephone: { switch: '08-4711', other: null },
    leadScore: null,
  },
  DeceasedEstate: {
    name: 'Svenssons dödsbo',
    socialSecurityNumber: '19121212-4711',
    isForeignIdSocialSecurityNumber: false,
    telephone: { home: null, work: null, cell: null, other: null },
  },
};
export const typedRow = (id: string): Row => ({ ...commonRow(id), ...OWN[TYPES[id] ?? ''] });

const LISTS = { Buyer: 'buyerOn', Seller: 'sellerOn', Speculator: 'speculatorOn' } as const;
const TIES = {
  Buyer: { estateId: 'OBJ4711_1', estateType: 'House' },
  Seller: { estateId: 'OBJ4711_1', estateType: 'House', shareHolding: '1/2' },
  Speculator: { estateId: 'OBJ4711_1', estateType: 'House', level: 'Interested' },
} as const;
/** The first contact has a tie; the others have none. */
export const tiesRow = (word: TiesWord, id: string, ties: unknown = id === 'c1' ? [TIES[word]] : []): Row => ({ id, [LISTS[word]]: ties });

const agent = {
  id: 'HAN4711',
  name: 'Svea Svensson',
  title: 'Mäklare',
  emailAddress: null,
  telephone: { cell: null, public: null },
};
export const listing = (id: string, changes: Row = {}): Row => ({
  id,
  customerId: 'M1',
  referenceId: '4711',
  status: { id: 'ForSale', name: 'Till salu' },
  type: { id: 'House', name: 'Villa' },
  tenure: { id: 'Freehold', name: 'Äganderätt' },
  primaryAgentId: 'HAN4711',
  secondaryAgentId: null,
  address: {
    streetAddress: 'Svenssonsgatan 4711',
    zipCode: { numerical: 21_160, value: '211 60' },
    postalTown: 'Svenstorp',
    municipality: 'Svenstorp',
    countyMunicipalityCode: '1280',
    countryCode: 'SE',
    area: null,
    wgs84Coordinate: null,
    directions: null,
  },
  price: { startingPrice: 4711, finalPrice: null, text: null, startingPriceInOtherCurrency: null },
  currency: 'SEK',
  sale: { contractDate: BARE, possessionAt: null },
  changedAt: BARE,
  marketing: { isPublished: true, publishedAt: BARE },
  buildings: [{ area: { living: 4711 }, numberOfRooms: 3 }],
  exterior: { plot: { size: 4711 } },
  extensions: { primaryAgent: agent, secondaryAgent: null },
  ...changes,
});
export const match = (id: string, score: unknown, customerId: string | null = 'M1'): Row => ({
  id,
  changedAt: DATE,
  customerId,
  type: 'Person',
  score,
});

const known = (ids: readonly string[]) => ids.filter((id) => id in TYPES);
const NO_ROLES = { buyer: [], extraBuyer: [], seller: [], extraSeller: [], tenant: [], extraTenant: [], owner: [], extraOwner: [] };
const oneOrMore = (ids: readonly string[], rows: readonly Row[]): Reply =>
  ids.length > 1 ? { body: rows } : rows[0] ? { body: rows[0] } : { status: 404 };

/** As recorded, and as inferred. */
export const AS_INFERRED: Behaviour = {
  partyRoles: (id) => ({ body: id === 'c1' ? { ...NO_ROLES, buyer: [{ estateId: 'OBJ4711_1', roleCreatedAt: DATE }] } : NO_ROLES }),
  contactRelations: () => ({ body: { relations: [], reverseRelations: [] } }),
  generic: (ids) => (ids.length > 5 ? { status: 400 } : oneOrMore(ids, known(ids).map(commonRow))),
  typed: (type, ids) => ({
    body: known(ids)
      .filter((id) => TYPES[id] === type)
      .map(typedRow),
  }),
  ties: (word, ids) => ({ body: known(ids).map((id) => tiesRow(word, id)) }),
  estate: (id) => (id === 'OBJ4711_1' ? { body: listing(id) } : { status: 404 }),
  search: () => ({ body: { matches: [match('c1', 0.9), match('c2', 0.5)] } }),
};

/** Vitec with passwords of its own for each function group, on a port of its own. It keeps the paths that it was asked for. */
export async function startStandIn(changes: Partial<Behaviour> = {}, { refusalOfOtherPassword = 401 } = {}) {
  const behaviour = { ...AS_INFERRED, ...changes };
  const paths: string[] = [];
  const vitec = await startVitec((response) => {
    const { url = '', headers } = response.req;
    paths.push(url);
    const group = url.startsWith('/Advertising/') ? 'advertising' : 'crm';
    const isOwn = headers.authorization === `Basic ${Buffer.from(`partner:${group}-lösenord`).toString('base64')}`;
    if (!isOwn && refusalOfOtherPassword !== 200) return status(refusalOfOtherPassword)(response);
    const reply = replyTo(url, behaviour);
    if ('status' in reply) status(reply.status, { 'content-type': 'application/json' })(response);
    else json(JSON.stringify(reply.body))(response);
  });
  return { url: vitec.url, paths, [Symbol.asyncDispose]: () => vitec[Symbol.asyncDispose]() };
}

export function credentialsOf(passwords = { crm: 'crm-lösenord', advertising: 'advertising-lösenord' }): Credentials {
  const credentialOf = (password: string) => ({ username: 'partner', password });
  return { everyCustomer: { crm: credentialOf(passwords.crm), advertising: credentialOf(passwords.advertising) }, ofCustomer: new Map() };
}

function replyTo(url: string, behaviour: Behaviour): Reply {
  const { pathname, searchParams } = new URL(url, 'http://vitec.example');
  const [, group, , , third = '', fourth] = pathname.split('/');
  const ids = (searchParams.get('contactIds') ?? decodeURIComponent(third)).split(',');
  if (group === 'Advertising') return behaviour.estate(third);
  if (fourth === 'PartyRoles') return behaviour.partyRoles(third);
  if (fourth === 'ContactRelations') return behaviour.contactRelations(third);
  if (third === 'Search') return behaviour.search(searchParams.get('Term') ?? '');
  if (third === 'Buyer' || third === 'Seller' || third === 'Speculator') return behaviour.ties(third, ids);
  if (third in OWN) return behaviour.typed(third, ids);
  return behaviour.generic(ids);
}
