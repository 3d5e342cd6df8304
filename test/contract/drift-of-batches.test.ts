import { describe, expect, it } from 'vitest';
import { ENDPOINT_NAMES, type EndpointName } from '../../src/domain/endpoint.ts';
import { makeReport } from '../../src/tools/contract/make-report.ts';
import { toText } from '../../src/tools/contract/report-text.ts';
import type { FormName } from '../../src/tools/endpoints.ts';
import {
  AS_INFERRED,
  type Behaviour,
  CONTACT_IDS,
  commonRow,
  credentialsOf,
  listing,
  match,
  startStandIn,
  TYPES,
  tiesRow,
  typedRow,
} from './stand-in.ts';

/** Nothing of these may be shown. */
const SECRET = /4711|Sven|Svea|lösenord|2026|c\d\b|hemlig/;

type Given = {
  readonly endpoints?: readonly EndpointName[];
  readonly term?: string | null;
  readonly estateIds?: readonly string[];
  readonly contactIds?: readonly string[];
};

async function reportOf(changes: Partial<Behaviour>, given: Given = {}) {
  const { endpoints = ENDPOINT_NAMES, term = 'hemlig sökning', estateIds = ['OBJ4711_1'], contactIds = CONTACT_IDS } = given;
  await using vitec = await startStandIn(changes);
  const toAsk = { customerId: 'M1', contactIds, estateIds, term, endpoints };
  const report = await makeReport({ origin: vitec.url, attemptTimeoutMs: 10_000, credentials: credentialsOf() }, toAsk);
  const text = toText(report);
  expect(text + JSON.stringify(report)).not.toMatch(SECRET);
  return { report, text, paths: vitec.paths, form: (name: FormName) => report.forms.find(({ form }) => form === name) };
}

/** The second contact has the changes, in each form that answers it. */
const second = (changes: object): Partial<Behaviour> => ({
  generic: (ids) => {
    const reply = AS_INFERRED.generic(ids);
    return 'body' in reply && Array.isArray(reply.body)
      ? { body: reply.body.map((row) => (row.id === 'c2' ? { ...row, ...changes } : row)) }
      : reply;
  },
});
const inTyped = (changes: object): Partial<Behaviour> => ({
  typed: (type, ids) => ({ body: ids.filter((id) => TYPES[id] === type).map((id) => ({ ...typedRow(id), ...changes })) }),
});
const inSeller = (tie: object): Partial<Behaviour> => ({
  ties: (word, ids) => ({
    body: ids
      .filter((id) => id in TYPES)
      .map((id) =>
        word === 'Seller'
          ? tiesRow(word, id, [{ estateId: 'OBJ4711_1', estateType: 'House', shareHolding: '1/2', ...tie }])
          : tiesRow(word, id),
      ),
  }),
});
const inListing = (changes: object): Partial<Behaviour> => ({ estate: (id) => ({ body: listing(id, { ...changes }) }) });
const address = commonRow('c2').address as object;
const homeAddress = listing('OBJ4711_1').address as object;

describe('a difference of the endpoints that are read tolerantly', () => {
  it.each<[string, FormName, Partial<Behaviour>, object]>([
    [
      'a type by its number',
      'Contact',
      second({ type: 0 }),
      { kind: 'WRONG_TYPE', place: 'type', recorded: 'a text', found: 'a number', gateway: 'READS', numbers: [2] },
    ],
    [
      'a new type',
      'Contact',
      second({ type: 'Association' }),
      { kind: 'UNKNOWN_CODE', place: 'type', recorded: 'one of 3 words', found: 'Association', gateway: 'READS' },
    ],
    [
      'a type that may be a name',
      'Contact',
      second({ type: 'Sven Svensson' }),
      { kind: 'UNKNOWN_CODE', found: 'a text that is no single word' },
    ],
    [
      'a bare date',
      'Contact',
      second({ changedAt: '2026-10-04T13:51:40' }),
      { kind: 'DATE_FORM', place: 'changedAt', found: 'YYYY-MM-DDThh:mm:ss', gateway: 'READS' },
    ],
    [
      'a date that is none',
      'Contact',
      second({ changedAt: 'i går' }),
      { kind: 'DATE_FORM', found: 'a text that is no date', gateway: 'LOSES' },
    ],
    [
      'an object for a zip code',
      'Contact',
      second({ address: { ...address, zipCode: { numerical: 21_160, value: '211 60' } } }),
      { kind: 'ZIP_FORM', place: 'address.zipCode', recorded: 'a text', found: '{numerical, value}', gateway: 'READS' },
    ],
    [
      'a text for an address',
      'Contact',
      second({ address: 'Svenssonsgatan 4711' }),
      { kind: 'WRONG_TYPE', place: 'address', recorded: 'an object', found: 'a text', gateway: 'LOSES' },
    ],
    ['a field added', 'Contact', second({ nickname: 'Svenne' }), { kind: 'UNKNOWN_FIELD', place: '', found: 'nickname', gateway: 'READS' }],
    [
      'a field whose name may be a value',
      'Contact',
      second({ 'Svensson 4711': 1 }),
      { kind: 'UNKNOWN_FIELD', found: 'a text that is no single word' },
    ],
    [
      'a field gone',
      'Contact',
      second({ email: undefined }),
      { kind: 'MISSING_FIELD', place: 'email', found: 'nothing', gateway: 'READS' },
    ],
    [
      'another customer',
      'Contact',
      second({ customerId: 'M4711' }),
      { kind: 'OTHER_ID', place: 'customerId', found: 'another', gateway: 'REFUSES', numbers: [2] },
    ],
    ['no id', 'Contact', second({ id: null }), { kind: 'MISSING_FIELD', place: 'id', found: 'null', gateway: 'REFUSES', numbers: [2] }],
    ['a row that was not asked for', 'Contact', second({ id: 'c4711' }), { kind: 'UNASKED_ROW', gateway: 'READS' }],
    [
      'a telephone as an object',
      'Person',
      inTyped({ telephone: { home: { display: '070-4711' }, work: null, cell: null, other: null } }),
      { kind: 'WRONG_TYPE', place: 'telephone.home', found: 'an object', gateway: 'READS', times: 3, numbers: [1, 2, 3] },
    ],
    [
      'words for true or false',
      'Person',
      inTyped({ isDeceased: 'nej' }),
      { kind: 'WRONG_TYPE', place: 'isDeceased', recorded: 'true or false', gateway: 'LOSES' },
    ],
    [
      'a row missing in the form of a type',
      'Company',
      {
        typed: (type, ids) => ({
          body: ids
            .filter((id) => TYPES[id] === type)
            .slice(1)
            .map(typedRow),
        }),
      },
      { kind: 'MISSING_ROW', found: 'none', gateway: 'REFUSES', numbers: [4] },
    ],
    [
      'a row twice, alike',
      'Company',
      { typed: (type, ids) => ({ body: ids.filter((id) => TYPES[id] === type).flatMap((id) => [typedRow(id), typedRow(id)]) }) },
      { kind: 'REPEATED_ROW', gateway: 'READS' },
    ],
    [
      'a row twice, with other values',
      'Company',
      {
        typed: (type, ids) => ({
          body: ids.filter((id) => TYPES[id] === type).flatMap((id) => [typedRow(id), { ...typedRow(id), name: 'Svenson' }]),
        }),
      },
      { kind: 'REPEATED_ROW', gateway: 'REFUSES' },
    ],
    [
      'an estate type by its number',
      'Seller',
      inSeller({ estateType: 3 }),
      { kind: 'WRONG_TYPE', place: 'sellerOn[].estateType', found: 'a number', gateway: 'READS' },
    ],
    [
      'an estate without an id',
      'Seller',
      inSeller({ estateId: '' }),
      { kind: 'EMPTY_TEXT', place: 'sellerOn[].estateId', gateway: 'REFUSES' },
    ],
    [
      'a share as an object',
      'Seller',
      inSeller({ shareHolding: { part: 1, of: 2 } }),
      { kind: 'WRONG_TYPE', place: 'sellerOn[].shareHolding', found: 'an object', gateway: 'LOSES' },
    ],
    [
      'a list that is null',
      'Buyer',
      { ties: (word, ids) => ({ body: ids.filter((id) => id in TYPES).map((id) => tiesRow(word, id, null)) }) },
      { kind: 'MISSING_LIST', place: 'buyerOn', found: 'null', gateway: 'READS' },
    ],
    [
      'an object for the list of several contacts',
      'Buyer',
      { ties: (word) => ({ body: tiesRow(word, 'c1') }) },
      { kind: 'WRONG_TYPE', place: '', recorded: 'a list', found: 'an object', gateway: 'REFUSES', numbers: [2, 3, 4, 5, 6] },
    ],
    [
      '404 for a batch',
      'Buyer',
      { ties: () => ({ status: 404 }) },
      { kind: 'STATUS', found: '404', gateway: 'REFUSES', times: 1, numbers: [1, 2, 3, 4, 5, 6] },
    ],
    [
      'a new status',
      'Estate',
      inListing({ status: { id: 'Dreaming', name: 'Svensson' } }),
      { kind: 'UNKNOWN_CODE', place: 'status.id', recorded: 'one of 23 words', found: 'Dreaming', gateway: 'READS' },
    ],
    [
      'a status without its Swedish name',
      'Estate',
      inListing({ status: 'ForSale' }),
      { kind: 'WRONG_TYPE', place: 'status', found: 'a text', gateway: 'READS' },
    ],
    [
      'a text for a zip code',
      'Estate',
      inListing({ address: { ...homeAddress, zipCode: '21160' } }),
      { kind: 'ZIP_FORM', place: 'address.zipCode', recorded: '{numerical, value}', found: 'ddddd', gateway: 'READS' },
    ],
    [
      'an offset in a date',
      'Estate',
      inListing({ changedAt: '2026-10-04T13:51:40+02:00' }),
      { kind: 'DATE_FORM', place: 'changedAt', found: 'YYYY-MM-DDThh:mm:ss+hh:mm', gateway: 'READS' },
    ],
    [
      'words for a price',
      'Estate',
      inListing({ price: { startingPrice: '4711 kr', finalPrice: null, text: null, startingPriceInOtherCurrency: null } }),
      { kind: 'WRONG_TYPE', place: 'price.startingPrice', recorded: 'a number', found: 'a text', gateway: 'LOSES' },
    ],
    [
      'the listing of another estate',
      'Estate',
      { estate: () => ({ body: listing('OBJ4711_2') }) },
      { kind: 'OTHER_ID', place: 'id', found: 'another', gateway: 'REFUSES' },
    ],
    [
      'a list for a listing',
      'Estate',
      { estate: (id) => ({ body: [listing(id)] }) },
      { kind: 'WRONG_TYPE', place: '', found: 'a list', gateway: 'REFUSES' },
    ],
    [
      'no matches',
      'Search',
      { search: () => ({ body: {} }) },
      { kind: 'MISSING_LIST', place: 'matches', found: 'nothing', gateway: 'REFUSES' },
    ],
    [
      'a match without an id',
      'Search',
      { search: () => ({ body: { matches: [{ ...match('c1', 1), id: null }] } }) },
      { kind: 'MISSING_FIELD', place: 'matches[].id', gateway: 'REFUSES' },
    ],
    [
      'a score in a text',
      'Search',
      { search: () => ({ body: { matches: [match('c1', '0.5')] } }) },
      { kind: 'WRONG_TYPE', place: 'matches[].score', found: 'a text', gateway: 'READS' },
    ],
    [
      'a match of another customer',
      'Search',
      { search: () => ({ body: { matches: [match('c1', 1, 'M4711')] } }) },
      { kind: 'OTHER_ID', place: 'matches[].customerId', gateway: 'LOSES' },
    ],
  ])('is told without a value: %s (%s)', async (_what, form, changes, difference) => {
    const { report, ...told } = await reportOf(changes);
    expect(told.form(form)).toMatchObject({ outcome: 'DIFFERS' });
    expect(told.form(form)?.differences).toEqual(expect.arrayContaining([expect.objectContaining(difference)]));
    expect(report.outcome).toBe('DIFFERS');
  });

  it('is none where Vitec answers as recorded, and the forms of values are told', async () => {
    const { report, text, form } = await reportOf({});
    expect(report.outcome).toBe('AGREES');
    expect(report.forms.flatMap(({ differences }) => differences)).toEqual([]);
    expect(form('Contact')?.forms).toEqual({
      dates: { 'YYYY-MM-DDThh:mm:ss.fffffff+hh:mm': 12 },
      zipCodes: { 'ddd dd': 6 },
      enumerations: { 'a name': 6 },
    });
    expect(form('Estate')?.forms).toMatchObject({ dates: { 'YYYY-MM-DDThh:mm:ss.fff': 3 }, zipCodes: { '{numerical, value}': 1 } });
    expect(form('Person')?.asked).toEqual({ of: 'contact', named: 3, compared: 3, agreeing: 3 });
    expect(text).toContain('Zip codes: ddd dd (6 ×).');
    expect(text).toMatch(/Always null or absent: .*address\.wgs84Coordinate\.longitude/);
  });

  it('is none for an estate without a listing: 404 is documented', async () => {
    const { form } = await reportOf({ estate: () => ({ status: 404 }) });
    expect(form('Estate')).toMatchObject({
      outcome: 'AGREES',
      differences: [],
      asked: { of: 'estate', named: 1, compared: 1, agreeing: 1 },
    });
  });
});

describe('what is asked', () => {
  it('is contacts in fives and twenties, one estate a call, and never the term without --term', async () => {
    const { paths, form, text } = await reportOf({}, { term: null, estateIds: [] });
    expect(paths).toContain('/CRM/Contact/M1/c1,c2,c3,c4,c5');
    expect(paths).toContain('/CRM/Contact/M1/Person?contactIds=c1,c2,c3');
    expect(paths).toContain('/CRM/Contact/M1/Buyer?contactIds=c1,c2,c3,c4,c5,c6');
    expect(paths).toContain('/Advertising/Estate/M1/OBJ4711_1?extend=primaryAgent%2BsecondaryAgent'); // from PartyRoles
    expect(paths.filter((path) => path.includes('Search'))).toEqual([]);
    expect(form('Search')).toMatchObject({ outcome: 'NOT_ASKED', notAsked: [{ reason: 'it needs --term' }] });
    expect(text).toContain('not asked: it needs --term');
  });

  it('is the estates of --estate, and five more from PartyRoles', async () => {
    const buyer = Array.from({ length: 9 }, (_, index) => ({ estateId: `OBJ4711_${index}`, roleCreatedAt: null }));
    const { paths } = await reportOf(
      { partyRoles: () => ({ body: { buyer } }) },
      { estateIds: ['OBJ4711_8', 'OBJ4711_9'], endpoints: ['PartyRoles', 'Estate'] },
    );
    const asked = paths.flatMap((path) => /^\/Advertising\/Estate\/M1\/OBJ4711_(\d)/.exec(path)?.[1] ?? []);
    expect(asked).toEqual(['8', '9', '0', '1', '2', '3', '4']);
  });

  it('is nothing but the chosen endpoints, for their facts too', async () => {
    const { paths, report } = await reportOf({}, { endpoints: ['Seller'] });
    expect(paths.filter((path) => !/\/Seller\?/.test(path))).toEqual(['/CRM/Contact/M1/ADR00000000000000000000000000000000']); // the other password
    expect(report.facts.map(({ fact }) => fact)).toEqual(['ONE_ID_TIES', 'UNKNOWN_ID_TIES', 'NO_TIES', 'OTHER_PASSWORD']);
  });

  it('is the other function group all the same, when the password of one is refused', async () => {
    await using vitec = await startStandIn();
    const toAsk = { customerId: 'M1', contactIds: ['c1', 'c2'], estateIds: ['OBJ4711_1'], term: null, endpoints: ENDPOINT_NAMES };
    const credentials = credentialsOf({ crm: 'ett annat lösenord', advertising: 'advertising-lösenord' });
    const report = await makeReport({ origin: vitec.url, attemptTimeoutMs: 10_000, credentials }, toAsk);
    expect(report.outcome).toBe('COULD_NOT_ASK');
    expect(report.forms.filter(({ outcome }) => outcome === 'AGREES').map(({ form }) => form)).toEqual(['Estate']);
    expect(vitec.paths.filter((path) => path.startsWith('/CRM/'))).toHaveLength(1); // and no wrong password on purpose after that
  });
});
