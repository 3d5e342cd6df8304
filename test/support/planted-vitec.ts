import { type Answer, json, startVitec, status } from './vitec.ts';

/** A personal number that nobody has, in the forms that Vitec and people write. */
const NUMBER = '640823-3234';
const FORMS = [NUMBER, '6408233234', '19640823-3234', '196408233234', '640823+3234', '640823\u20133234'] as const;

/** What Vitec knows, and nobody may see: each is sent in at least one answer. */
export const PLANTED = [
  ...FORMS,
  '1964-08-23',
  'Vill skilja sig',
  'Betalar sent',
  'Dog hemma',
  'SE3550000000054910000003',
  '8327-9,904 123 456-7',
  'Avgift till kontot',
  'Otrevlig mot oss',
  'bor kvar hos sin mor',
] as const;

/** What may be seen. */
export const SHOWN = { firstName: 'Annalovisa', street: 'Påhittade stigen 7', agent: 'Hannavera Lind' } as const;

const BANK = { iban: 'SE3550000000054910000003', account: '8327-9,904 123 456-7', text: 'Avgift till kontot' };
const PERSONAL = { socialSecurityNumber: '19640823-3234', dateOfBirth: '1964-08-23T00:00:00', isDeceased: false };
const OWN = { ...PERSONAL, bankDetails: BANK, note: 'Vill skilja sig', customFields: [{ name: 'Personnummer', value: '640823+3234' }] };

/** The contacts of the office, by id. One that is not here answers a fault. */
const CONTACTS: Readonly<Record<string, object>> = {
  person: {
    type: 'Person',
    ...OWN,
    firstName: SHOWN.firstName,
    lastName: 'Andersson 640823\u20133234',
    address: {
      streetAddress: `${SHOWN.street}, pnr 19640823-3234`,
      zipCode: '211 60',
      city: `Malmö (${NUMBER})`,
      countryCode: 'SE',
      note: NUMBER,
    },
    email: { emailAddress: 'anna@example.se', emailAddress2: `anna.${NUMBER}@example.se`, note: '6408233234' },
    telephone: { cell: '070-174 06 05', home: '0701740606', work: '6408233234', other: '196408233234' },
    categories: [{ id: 'KAT1', name: `Kund ${NUMBER}`, note: 'Betalar sent' }, 'VIP'],
    agentId: 'HAN1',
    createdAt: '2020-01-02T03:04:05',
    changedAt: '2026-01-02T03:04:05',
  },
  soleTrader: {
    type: 'Company',
    ...OWN,
    name: `Bo Ek Måleri ${NUMBER}`,
    corporateNumber: '640823-3234',
    note: 'Betalar sent',
    homePage: 'https://maleri.example/196408233234',
  },
  soleTraderInNumbers: {
    type: 'Company',
    ...OWN,
    name: 'Målare 196408233234',
    corporateNumber: 6408233234,
    socialSecurityNumber: 196408233234,
  },
  deceasedEstate: { type: 'DeceasedEstate', ...OWN, name: 'Dödsboet efter Bo Ek, 19640823-3234', note: 'Dog hemma' },
  newType: { type: 'Association', ...OWN, name: `Föreningen ${NUMBER}` },
};
export const CONTACT_IDS = Object.keys(CONTACTS);

/** Contacts whose calls fail, with a body that repeats what is known of them. */
const FAULTS: Readonly<Record<string, Answer>> = {
  refused: (response) =>
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ message: `${NUMBER} är fel`, ...OWN })),
  down: (response) => response.writeHead(500).end(JSON.stringify({ stack: `at Person(196408233234)`, ...OWN })),
  cutOff: json(`[{"id":"cutOff","socialSecurityNumber":"19640823-3234","note":"Vill skilja sig`),
  wrongShape: json(JSON.stringify(`19640823-3234 bor kvar hos sin mor`)),
  gone: status(404),
};
export const FAULTY_IDS = Object.keys(FAULTS);

const rowsOf = (ids: readonly string[], list: string, more: object) =>
  ids.filter((id) => CONTACTS[id]).map((id) => ({ id, ...OWN, [list]: [{ estateId: 'home-1', estateType: 'House', ...more, ...OWN }] }));

const LISTING = {
  id: 'home-1',
  customerId: 'M1',
  referenceId: '17-0001',
  status: { id: 'Sold', name: 'Såld' },
  type: { id: 'House', name: `Villa ${NUMBER}` },
  tenure: `Äganderätt, ${NUMBER}`,
  address: {
    streetAddress: `${SHOWN.street} (${NUMBER})`,
    postalTown: `Malmö ${NUMBER}`,
    area: { id: 'STD1', name: `Söder 19640823-3234` },
    ...OWN,
  },
  price: { startingPrice: 4_995_000, finalPrice: 5_350_000, text: `Säljare ${NUMBER}`, ...OWN },
  currency: 'SEK',
  marketing: { isPublished: true, sellingHeading: 'bor kvar hos sin mor' },
  ownership: { bankDetails: BANK, owners: [OWN] },
  description: `Säljs av 19640823-3234. Avgift till kontot.`,
  extensions: {
    primaryAgent: {
      id: 'HAN1',
      name: `${SHOWN.agent} ${NUMBER}`,
      title: `Mäklare, 196408233234`,
      emailAddress: `hanna.19640823-3234@example.se`,
      telephone: { cell: { display: '070-174 06 07', msisdn: '46701740607' } },
      reviews: [{ authorName: `Bo Ek ${NUMBER}`, text: 'Otrevlig mot oss' }],
      ...OWN,
    },
    secondaryAgent: { id: 'HAN2', name: '6408233234', reviews: [{ text: 'Otrevlig mot oss' }], ...OWN },
  },
  ...OWN,
};

/** The part of Vitec that a path asks for, with the ids in it. */
function answerTo(address: string): unknown {
  const { pathname, searchParams } = new URL(address, 'http://vitec.test');
  const [, group, , , word = '', last] = pathname.split('/').map(decodeURIComponent);
  const ids = (searchParams.get('contactIds') ?? word).split(',');
  const fault = ids.map((id) => FAULTS[id]).find((found) => found !== undefined);
  if (group === 'Advertising') return word === 'home-1' ? LISTING : FAULTS[word];
  if (fault) return fault;
  if (last === 'PartyRoles') {
    const row = { estateId: 'home-1', roleCreatedAt: '2026-01-02T03:04:05', ...OWN };
    return { buyer: [row], extraSeller: [{ ...row, partyRole: 'Guardian', contactId: 'deceasedEstate' }], ...OWN };
  }
  if (last === 'ContactRelations') {
    const relations = [{ relation: 'Guardian', contactId: 'deceasedEstate', ...OWN }];
    return { relations, reverseRelations: relations, ...OWN };
  }
  switch (word) {
    case 'Search':
      if (searchParams.get('Term')?.includes('utanför')) return FAULTS.refused;
      if (searchParams.get('Term')?.includes('sönder')) return FAULTS.cutOff;
      return { matches: [{ id: 'person', customerId: 'M1', type: 'Person', score: 1, ...OWN }], ...OWN, term: searchParams.get('Term') };
    case 'Buyer':
      return rowsOf(ids, 'buyerOn', {});
    case 'Seller':
      return rowsOf(ids, 'sellerOn', { shareHolding: `1/2 (${NUMBER})` });
    case 'Speculator':
      return rowsOf(ids, 'speculatorOn', { level: 'VeryInterested' });
    default:
      return ids.filter((id) => CONTACTS[id]).map((id) => ({ id, customerId: 'M1', ...CONTACTS[id] }));
  }
}

/** A Vitec that says more of its contacts than anybody may see, in fields that are documented and in others. */
export async function startPlantedVitec() {
  const planted = { sent: '', asked: [] as string[] };
  const vitec = await startVitec((response) => {
    const address = response.req.url ?? '';
    planted.asked.push(address);
    const answer = answerTo(address);
    const { end } = response;
    response.end = ((body: unknown) => {
      planted.sent += String(body ?? '');
      return end.call(response, body, 'utf8');
    }) as typeof response.end;
    (typeof answer === 'function' ? (answer as Answer) : json(JSON.stringify(answer)))(response);
  });
  return Object.assign(planted, vitec);
}
