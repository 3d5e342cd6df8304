import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KNOWN_CONTACT_TYPES, toContactType } from '../../src/domain/contact-type.ts';
import { LISTING_STATUS_NAMES, listingEstateType, listingStatus } from '../../src/domain/estate-listing.ts';
import { toInterestLevel } from '../../src/domain/estate-tie.ts';
import { ESTATE_TYPE_NAMES, toEstateType } from '../../src/domain/estate-type.ts';
import { Failure } from '../../src/domain/failure.ts';
import { compareBatch, compareWhole } from '../../src/tools/contract/compare-rows.ts';
import type { Difference } from '../../src/tools/contract/difference.ts';
import {
  CONTACT_TYPE_WORDS,
  ESTATE_TYPE_WORDS,
  LEVEL_WORDS,
  LISTING_STATUS_WORDS,
  LISTING_TYPE_WORDS,
  RECORDED_FIELDS,
  type TolerantForm,
} from '../../src/tools/contract/recorded-fields.ts';
import { contactOfAnyType, contactOfType } from '../../src/vitec/endpoints/contact-profile.ts';
import { contactSearch } from '../../src/vitec/endpoints/contact-search.ts';
import { estateListing } from '../../src/vitec/endpoints/estate-listing.ts';
import { buyer, seller, speculator } from '../../src/vitec/endpoints/estate-ties.ts';

type Json = Readonly<Record<string, unknown>>;

const BATCHES = {
  Contact: contactOfAnyType,
  Person: contactOfType.PERSON,
  Company: contactOfType.COMPANY,
  DeceasedEstate: contactOfType.DECEASED_ESTATE,
  Buyer: buyer,
  Seller: seller,
  Speculator: speculator,
} as const;
const isBatch = (form: TolerantForm): form is keyof typeof BATCHES => form in BATCHES;
const FORMS = Object.keys(RECORDED_FIELDS) as readonly TolerantForm[];

const ASKED = { customerId: 'M1', contactId: 'c1', estateId: 'OBJ1_1' };

/** What the gateway reads of one row, or of a whole answer; REFUSED where it answers with an error. */
function readByGateway(form: TolerantForm, body: unknown): unknown {
  try {
    if (form === 'Estate') return estateListing.parse(JSON.stringify(body), ASKED).value;
    if (form === 'Search') return contactSearch.parse(JSON.stringify(body), { customerId: 'M1', term: 'något', maxSize: 50 }).value.matches;
    const row = BATCHES[form].split(JSON.stringify([body]), 'M1', ['c1']).ofContact.get('c1');
    return row === undefined || row instanceof Failure ? 'REFUSED' : row.value;
  } catch (error) {
    if (error instanceof Failure) return 'REFUSED';
    throw error;
  }
}

function compare(form: TolerantForm, body: unknown): readonly Difference[] {
  if (isBatch(form)) return compareBatch(form, [body], 'M1', [{ number: 1, contactId: 'c1' }]).map(({ difference }) => difference);
  return compareWhole(form, body, ASKED);
}

const DATE = '2026-10-04T13:51:40.3548718+02:00';
const BARE = '2026-03-29T05:00:15.927';
const common = {
  id: 'c1',
  customerId: 'M1',
  agentId: 'HAN1',
  address: {
    streetAddress: 'Storgatan 4',
    zipCode: '211 60',
    city: 'Malmö',
    countryCode: 'SE',
    wgs84Coordinate: { longitude: 13, latitude: 55 },
  },
  email: { emailAddress: 'a@example.com', emailAddress2: 'b@example.com' },
  advertisingEnabled: true,
  note: 'en anteckning',
  categories: [{ id: 'KAT1', name: 'VIP', readOnly: false }],
  createdAt: DATE,
  changedAt: DATE,
};
const human = { socialSecurityNumber: '19121212-1212', telephone: { home: '040-1', work: '040-2', cell: '070-3', other: '040-4' } };
const personRow = {
  ...common,
  ...human,
  type: 'Person',
  firstName: 'Anna',
  lastName: 'Andersson',
  isForeignSocialSecurityNumber: false,
  dateOfBirth: '1912-12-12T00:00:00',
  leadScore: 4,
  wantsToBeMatched: 'Yes',
  matchingChangedAt: DATE,
  isDeceased: false,
  isCompanyPerson: false,
  gdprApprovalDate: DATE,
};
const companyRow = {
  ...common,
  type: 'Company',
  name: 'Bolaget AB',
  corporateNumber: '556000-0000',
  isForeignCorporateNumber: false,
  homePage: 'https://bolaget.example',
  telephone: { switch: '08-1', other: '08-2' },
  leadScore: 4,
};
const deceasedEstateRow = { ...common, ...human, type: 'DeceasedEstate', name: 'Dödsboet efter G', isForeignIdSocialSecurityNumber: false };
const agent = {
  id: 'HAN1',
  name: 'Hanna Mäklare',
  title: 'Mäklare',
  emailAddress: 'hanna@example.com',
  telephone: { cell: { display: '070-174 06 05', msisdn: '46701740606' } },
};
const listing = {
  id: ASKED.estateId,
  customerId: 'M1',
  referenceId: '26-1',
  status: { id: 'ForSale', name: 'Till salu' },
  type: { id: 'House', name: 'Villa' },
  tenure: { id: 'Freehold', name: 'Äganderätt' },
  primaryAgentId: 'HAN1',
  secondaryAgentId: 'HAN2',
  address: {
    streetAddress: 'Storgatan 4',
    zipCode: { numerical: 21_160, value: '211 60' },
    postalTown: 'Malmö',
    municipality: 'Malmö stad',
    countyMunicipalityCode: '1280',
    countryCode: 'SE',
    area: { id: 'STD1', name: 'Ribersborg' },
    wgs84Coordinate: { latitude: 55, longitude: 13 },
    directions: 'Buss.',
  },
  price: { startingPrice: 2_000_000, finalPrice: 2_100_000, text: 'Utgångspris', startingPriceInOtherCurrency: null },
  currency: 'SEK',
  sale: { contractDate: BARE, possessionAt: BARE },
  changedAt: BARE,
  marketing: { isPublished: true, publishedAt: BARE },
  buildings: [
    { area: { living: 70 }, numberOfRooms: 3 },
    { area: { living: 20 }, numberOfRooms: 1 },
  ],
  exterior: { plot: { size: 500 } },
  extensions: { primaryAgent: agent, secondaryAgent: { ...agent, telephone: { cell: null, public: agent.telephone.cell } } },
};
const ties = (list: string, more: Json) => ({
  id: 'c1',
  customerId: 'M1',
  [list]: [
    { estateId: 'OBJ1_1', estateType: 'House', ...more },
    { estateId: 'OBJ1_2', estateType: 'Foreignproperty', ...more },
  ],
});
const match = { id: 'c1', changedAt: DATE, customerId: 'M1', type: 'Person', score: 0.5 };

/** Answers with all that is recorded, and with which the contract agrees. */
const AGREEING: readonly (readonly [TolerantForm, Json])[] = [
  ['Contact', personRow],
  ['Contact', companyRow],
  ['Contact', deceasedEstateRow],
  ['Person', personRow],
  ['Company', companyRow],
  ['DeceasedEstate', deceasedEstateRow],
  ['Buyer', ties('buyerOn', {})],
  ['Seller', ties('sellerOn', { shareHolding: '1/2' })],
  ['Speculator', ties('speculatorOn', { level: 'VeryInterested' })],
  ['Estate', listing],
  ['Search', { matches: [match, { ...match, id: 'c2' }] }],
];

type Path = readonly (string | number)[];
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Every place in a body, the body itself left out. */
const pathsIn = (body: unknown, path: Path = []): readonly Path[] =>
  isObject(body)
    ? Object.entries(body).flatMap(([name, value]) => {
        const inner = [...path, Array.isArray(body) ? Number(name) : name];
        return [inner, ...pathsIn(value, inner)];
      })
    : [];

function withValue(body: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  const inner = withValue((body as Json)[step], rest, value);
  return Array.isArray(body) ? body.with(Number(step), inner) : { ...(body as Json), [step]: inner };
}

const valueAt = (body: unknown, path: Path): unknown => path.reduce<unknown>((part, step) => (part as Json)[step], body);
const toPlace = (path: Path): string =>
  path.reduce<string>((place, step) => (typeof step === 'number' ? `${place}[]` : place === '' ? step : `${place}.${step}`), '');

/** Whether a difference is about the value at its place, which a null would take away. Another customerId takes away the whole match. */
const ofValue = ({ kind, place }: Difference): boolean => kind !== 'UNKNOWN_FIELD' && !/customerId$/.test(place);

const oddValue = fc.constantFrom<unknown>(
  ...[7, 7.5, -1, 0, 2 ** 53, true, false, 'text', '7', '070-174 06 07', 'M2', 'ForSale', 'SEK', [], ['text'], {}, { id: 'x', name: 'y' }],
  ...[{ value: '1' }, { display: '0701740699' }, '2019-08-17', '2019-08-17T16:32:57', '2019-02-30T16:32:57', null, ''],
);

describe.each(AGREEING.map(([form, body]) => [`${form} (${String(body.type ?? '')})`, form, body] as const))(
  'the contract of %s',
  (_name, form, body) => {
    it('agrees with an answer that has all that is recorded, and the gateway reads that', () => {
      expect(compare(form, body)).toEqual([]);
      expect(readByGateway(form, body)).not.toBe('REFUSED');
    });

    it('says REFUSES just where the gateway refuses, and LOSES just where it shows the same as for null', () => {
      const paths = pathsIn(body);
      const read = readByGateway(form, body);
      const met = { REFUSES: 0, LOSES: 0, READS: 0 };
      fc.assert(
        fc.property(fc.constantFrom(...paths), oddValue, (path, value) => {
          const sent = withValue(body, path, value);
          const differences = compare(form, sent);
          const now = readByGateway(form, sent);
          expect(differences.some(({ gateway }) => gateway === 'REFUSES')).toBe(now === 'REFUSED');
          const difference = differences.find((each) => each.place === toPlace(path) && ofValue(each) && each.gateway !== 'REFUSES');
          if (!difference || value === null || value === '' || valueAt(body, path) === null) return;
          const ofNull = readByGateway(form, withValue(body, path, null));
          const isShown = ofNull === 'REFUSED' || JSON.stringify(ofNull) !== JSON.stringify(read);
          const isLost = isShown && ofNull !== 'REFUSED' && JSON.stringify(now) === JSON.stringify(ofNull);
          met[difference.gateway] += 1;
          if (difference.kind !== 'OTHER_ID')
            expect([difference.gateway, valueAt(sent, path)]).toEqual([isLost ? 'LOSES' : 'READS', value]);
        }),
        { numRuns: 2_000 },
      );
      expect(met.READS).toBeGreaterThan(20); // else it would have proved little
      if (isBatch(form) && !['Buyer', 'Seller', 'Speculator'].includes(form)) expect(met.LOSES).toBeGreaterThan(20);
    });

    it('never shows a value that was sent, whatever stands where', () => {
      const secret = fc.string({ unit: fc.constantFrom('5', '6'), minLength: 6, maxLength: 12 });
      const anything = fc.anything({ key: secret, values: [secret, secret.map(Number), fc.constant(null)], maxDepth: 2 });
      fc.assert(
        fc.property(fc.constantFrom(...pathsIn(body)), anything, (path, value) => {
          const shown = compare(form, JSON.parse(JSON.stringify(withValue(body, path, value) ?? null)));
          expect(JSON.stringify(shown)).not.toMatch(/[56]/);
        }),
      );
    });
  },
);

it('says LOSES for a match of another customer, which the gateway leaves out', () => {
  const body = { matches: [{ ...match, customerId: 'M2' }, match] };
  expect(compare('Search', body)).toMatchObject([{ kind: 'OTHER_ID', place: 'matches[].customerId', gateway: 'LOSES' }]);
  expect(readByGateway('Search', body)).toHaveLength(1);
});

describe('the contract of a batch', () => {
  const row = (id: unknown, more: Json = {}): Json => ({ ...ties('buyerOn', {}), id, ...more });
  const CONTACTS = ['c1', 'c2', 'C3'];
  const oddRow = fc.constantFrom<unknown>(
    null,
    'text',
    [],
    {},
    row(''),
    row(7),
    row('c9'),
    row('C1'),
    row('c3'),
    row('c2', { buyerOn: null }),
  );
  const badRow = fc.constantFrom<unknown>(row('c1', { customerId: 'M2' }), row('c2', { buyerOn: 7 }), row('c1', { buyerOn: [{}] }));
  const goodRow = fc.constantFrom(...CONTACTS).map((id) => row(id));
  const rows = fc.array(fc.oneof({ weight: 4, arbitrary: goodRow }, { weight: 1, arbitrary: oddRow }, { weight: 1, arbitrary: badRow }), {
    maxLength: 5,
  });
  const body = fc.oneof(
    { weight: 9, arbitrary: rows },
    { weight: 1, arbitrary: goodRow },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 7, 'text', {}) },
  );

  it.each([[CONTACTS], [['c1']], [['c1', 'C1', 'c2']]])('says REFUSES for just those of %j whom the gateway cannot show', (contactIds) => {
    const met = { refused: 0, shown: 0 };
    fc.assert(
      fc.property(body, (sent) => {
        const refused = new Set(
          compareBatch(
            'Buyer',
            sent,
            'M1',
            contactIds.map((contactId, index) => ({ number: index, contactId })),
          )
            .filter(({ difference }) => difference.gateway === 'REFUSES')
            .flatMap(({ numbers }) => numbers),
        );
        contactIds.forEach((contactId, index) => {
          const isShown = shownByGateway(sent, contactIds, contactId);
          met[isShown ? 'shown' : 'refused'] += 1;
          expect([contactId, refused.has(index)]).toEqual([contactId, !isShown]);
        });
      }),
      { numRuns: 2_000 },
    );
    expect(Math.min(met.refused, met.shown)).toBeGreaterThan(200);
  });

  function shownByGateway(sent: unknown, contactIds: readonly string[], contactId: string): boolean {
    try {
      const answer = buyer.split(JSON.stringify(sent), 'M1', contactIds).ofContact.get(contactId);
      return answer !== undefined && !(answer instanceof Failure);
    } catch (error) {
      if (error instanceof Failure) return false;
      throw error;
    }
  }
});

describe('the recorded words', () => {
  it.each([
    ['contact types', CONTACT_TYPE_WORDS, toContactType, KNOWN_CONTACT_TYPES.length],
    ['estate types of ties', ESTATE_TYPE_WORDS, toEstateType, ESTATE_TYPE_NAMES.length],
    ['levels of interest', LEVEL_WORDS, toInterestLevel, 11],
    ['statuses', LISTING_STATUS_WORDS, (statusCode: string) => listingStatus({ statusCode }), LISTING_STATUS_NAMES.length],
    [
      'types of listings',
      LISTING_TYPE_WORDS,
      (estateTypeCode: string) => listingEstateType({ estateTypeCode }),
      ESTATE_TYPE_NAMES.length - 1,
    ],
  ] as const)('of %s are those that the gateway knows', (_what, words: readonly string[], toName: (code: string) => string, count) => {
    const names = new Set(words.map(toName));
    expect(names).not.toContain('OTHER');
    expect(names.size).toBe(count);
  });

  it.each(FORMS)('and the answers of %s have a source', (form) => {
    const { knownFrom, dateForms } = RECORDED_FIELDS[form];
    for (const source of [knownFrom, ...Object.values(dateForms)])
      expect(source).toMatch(/^Vitec's help page|^samples on the help pages|^how \.NET|^a real answer/);
  });
});
