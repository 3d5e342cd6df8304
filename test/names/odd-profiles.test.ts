import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { commonRow, type NamesVitec, personRow, startNamesVitec } from '../support/names-vitec.ts';
import { status } from '../support/vitec.ts';

const PROFILE = `profile { __typename id type displayName address { streetAddress postalCode city countryCode } emailAddresses
  phoneNumbers { kind number } advertisingEnabled categories agentId createdAt changedAt
  ... on PersonProfile { firstName lastName isDeceased } ... on CompanyProfile { corporateNumber homePage }
  ... on OtherContactProfile { typeCode } } profileStatus { state code }`;

let vitec: NamesVitec;
let gateway: TestGateway;
let contacts = 0;
beforeAll(async () => {
  vitec = await startNamesVitec();
  gateway = await startGateway(vitec, { METRICS_TOKEN });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await vitec[Symbol.asyncDispose]();
});

/** The profile of a contact of whom nothing is known yet, for whom the form for any type answers a row with these fields. */
async function read(fields: object) {
  contacts += 1;
  const contactId = `kontakt-${contacts}`;
  vitec.replies = { AnyType: () => personRow(contactId, fields) };
  const { data, errors } = await gateway.query(`{ contact(customerId: "M1", contactId: "${contactId}") { ${PROFILE} } }`);
  expect(errors).toBeUndefined();
  expect(data.contact.profileStatus).toEqual({ state: 'FRESH', code: null });
  return data.contact.profile;
}

const NOTHING = {
  address: null,
  emailAddresses: [],
  phoneNumbers: [],
  advertisingEnabled: null,
  categories: [],
  agentId: null,
  createdAt: null,
  changedAt: null,
  firstName: 'Name-x',
  isDeceased: null,
};
const FIELDS = [
  'address',
  'email',
  'telephone',
  'advertisingEnabled',
  'categories',
  'agentId',
  'createdAt',
  'changedAt',
  'isDeceased',
] as const;
const all = (value: unknown) => Object.fromEntries(FIELDS.map((field) => [field, value]));

describe('the profile of a row', () => {
  it.each<[string, object]>([
    ['null everywhere', all(null)],
    ['nothing but a name', {}],
    ['objects everywhere', all({})],
    ['lists everywhere', all([])],
    [
      'null in every object and list',
      { ...all({ streetAddress: null, zipCode: null, emailAddress: null, home: null, cell: null }), categories: [null] },
    ],
    [
      'blanks in every text',
      {
        address: { streetAddress: ' ', zipCode: '', city: '\t' },
        email: { emailAddress: ' ' },
        telephone: { cell: '' },
        categories: [{ name: ' ' }],
        agentId: '',
        createdAt: '',
        changedAt: ' ',
      },
    ],
    ['numbers for objects', { ...all(4), agentId: null }],
    ['booleans everywhere', { ...all(true), advertisingEnabled: null, isDeceased: null }],
    ['texts for objects, dates and booleans', { ...all('text'), agentId: null }],
  ])('with %s is shown with what it has', async (_what, fields) => {
    const { id: _id, __typename, type, displayName, lastName, ...rest } = await read({ firstName: 'Name-x', ...fields });
    expect({ __typename, type, displayName, lastName }).toEqual({
      __typename: 'PersonProfile',
      type: 'PERSON',
      displayName: 'Name-x Testsson',
      lastName: 'Testsson',
    });
    expect(rest).toEqual(NOTHING);
  });

  it.each<[string, unknown, string, string, string | undefined]>([
    ['its name', 'Person', 'PERSON', 'PersonProfile', undefined],
    ['its name in another case', 'company', 'COMPANY', 'CompanyProfile', undefined],
    ['a number', 0, 'PERSON', 'PersonProfile', undefined],
    ['a number', 1, 'COMPANY', 'CompanyProfile', undefined],
    ['a number', 2, 'DECEASED_ESTATE', 'DeceasedEstateProfile', undefined],
    ['a number as a text', '2', 'DECEASED_ESTATE', 'DeceasedEstateProfile', undefined],
    ['an object', { id: 'Company', name: 'Företag' }, 'COMPANY', 'CompanyProfile', undefined],
    ['an object with a number', { id: 0, name: 'Person' }, 'PERSON', 'PersonProfile', undefined],
    ['an unknown name', 'Association', 'OTHER', 'OtherContactProfile', 'Association'],
    ['an unknown number', 17, 'OTHER', 'OtherContactProfile', '17'],
    ['a name of Object.prototype', '__proto__', 'OTHER', 'OtherContactProfile', '__proto__'],
    ['null', null, 'OTHER', 'OtherContactProfile', 'Unknown'],
    ['a list', ['Person'], 'OTHER', 'OtherContactProfile', 'Unknown'],
    ['nothing', undefined, 'OTHER', 'OtherContactProfile', 'Unknown'],
  ])('whose type is %s (%j) is of type %s', async (_what, sent, type, __typename, typeCode) => {
    const before = (await readMetrics(gateway))['gateway_unknown_relations_total{endpoint="Contact"}'] ?? 0;
    const profile = await read({ type: sent });
    expect(profile).toMatchObject({ type, __typename, displayName: expect.stringContaining('Name-') });
    expect(profile.typeCode).toBe(typeCode);
    expect((await readMetrics(gateway))['gateway_unknown_relations_total{endpoint="Contact"}'] ?? 0).toBe(
      before + (type === 'OTHER' ? 1 : 0),
    );
  });

  it.each([
    ['211 60', '211 60'],
    ['21160', '21160'],
    [21160, '21160'],
    [{ numerical: 21160, value: '211 60' }, '211 60'],
    [{ numerical: 21160 }, '21160'],
    [{ numerical: 21160, value: null }, '21160'],
    [{ value: ' ' }, null],
    [{}, null],
    [[21160], null],
    [true, null],
    [null, null],
  ])('whose zip code is %j has the postal code %s', async (zipCode, postalCode) => {
    expect((await read({ address: { streetAddress: 'Storgatan 4', zipCode } })).address).toEqual({
      streetAddress: 'Storgatan 4',
      postalCode,
      city: null,
      countryCode: null,
    });
  });

  it.each([
    ['2026-01-08T09:53:06', '2026-01-08T09:53:06.000+01:00'],
    ['2026-07-08T09:53:06.5', '2026-07-08T09:53:06.500+02:00'],
    ['2026-10-04T13:51:40.3548718+02:00', '2026-10-04T13:51:40.354+02:00'],
    ['2026-10-04T13:51:40Z', '2026-10-04T13:51:40.000Z'],
    ['2026-10-25T02:30:00', '2026-10-25T02:30:00.000+02:00'], // the hour that exists twice
    ['2026-10-25T02:30:00+01:00', '2026-10-25T02:30:00.000+01:00'],
    ['2026-03-29T02:30:00', '2026-03-29T02:30:00.000+01:00'], // the hour that does not exist
    ['0001-01-01T00:00:00', null],
    ['2026-02-30T00:00:00', null],
    ['2026-01-08', null],
    ['igår', null],
    [1_767_862_386, null],
    [{ value: '2026-01-08T09:53:06' }, null],
  ])('whose dates are %j has %s', async (sent, shown) => {
    expect(await read({ createdAt: sent, changedAt: sent })).toMatchObject({ createdAt: shown, changedAt: shown });
  });

  it('shows each number and address once, in the order of an app, from the forms of both function groups', async () => {
    const profile = await read({
      telephone: { home: '040-1', work: '070-2', cell: { display: '070-2', msisdn: '46702' }, other: null, switch: 403, fax: '1' },
      email: { emailAddress: 'a@example.se', emailAddress2: 'a@example.se' },
      categories: [{ id: 1, name: 'VIP' }, 'Granne', null, 4, { id: 2 }],
    });
    expect(profile.phoneNumbers).toEqual([
      { kind: 'MOBILE', number: '070-2' },
      { kind: 'HOME', number: '040-1' },
      { kind: 'SWITCHBOARD', number: '403' },
    ]);
    expect(profile.emailAddresses).toEqual(['a@example.se']);
    expect(profile.categories.slice(0, 2)).toEqual(['VIP', 'Granne']);
  });
});

describe('a row of another type than its form', () => {
  const guessed = { ContactRelations: () => ({ relations: [{ relation: 'Guardian', contactId: 'b' }] }) };
  const CARD = `{ contact(customerId: "M1", contactId: "a") { representedBy { contact { ${PROFILE} } } } }`;
  const company = { ...commonRow('b', 'Company'), name: 'Ek AB' };

  it.each([
    ['with its name', [company], ['Person']],
    ['without its name', [commonRow('b', 'Company')], ['Person', 'Company']],
  ])('%s is of the type that it says', async (_what, rows, forms) => {
    await using own = await startNamesVitec({ ...guessed, Person: () => rows, Company: () => [company] });
    await using fresh = await startGateway(own);
    const { data, errors } = await fresh.query(CARD);
    expect(errors).toBeUndefined();
    expect(data.contact.representedBy[0].contact.profile).toMatchObject({ __typename: 'CompanyProfile', displayName: 'Ek AB' });
    expect(own.asked.map(({ form }) => form)).toEqual(['ContactRelations', ...forms]);
  });

  it.each([
    ['left out', () => []],
    ['a 404', () => status(404)],
    ['a 400', () => status(400)],
  ])('is looked up by the form for any type where the form is %s', async (_what, Person) => {
    await using own = await startNamesVitec({ ...guessed, Person, AnyType: () => commonRow('b', 'Company'), Company: () => [company] });
    await using fresh = await startGateway(own);
    const { data, errors } = await fresh.query(CARD);
    expect(errors).toBeUndefined();
    expect(data.contact.representedBy[0].contact.profile).toMatchObject({ __typename: 'CompanyProfile', displayName: 'Ek AB' });
    expect(own.asked.map(({ form }) => form)).toEqual(['ContactRelations', 'Person', 'AnyType', 'Company']);
  });

  it('that no form knows any more is asked for by the form for any type alone from then on', async () => {
    await using own = await startNamesVitec({ ...guessed, Person: () => [], AnyType: () => status(404) });
    await using fresh = await startGateway(own);
    for (const forms of [['ContactRelations', 'Person', 'AnyType'], ['AnyType']]) {
      own.asked.length = 0;
      const query = forms.length > 1 ? CARD : `{ contact(customerId: "M1", contactId: "b") { ${PROFILE} } }`;
      const { errors } = await fresh.query(query);
      expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['NOT_FOUND']);
      expect(own.asked.map(({ form }) => form)).toEqual(forms);
    }
  });

  it.each([
    ['a 404', 404, 'NOT_FOUND'],
    ['a 400', 400, 'UPSTREAM_BAD_REQUEST'],
    ['a 500', 500, 'UPSTREAM_UNAVAILABLE'],
  ])('of the right type that answers %s is not a profile without a name', async (_what, sent, code) => {
    await using own = await startNamesVitec({
      Person: () => status(sent),
    });
    await using fresh = await startGateway(own);
    for (const _again of [1, 2]) {
      const { data, errors } = await fresh.query(`{ contact(customerId: "M1", contactId: "a") { ${PROFILE} } }`);
      expect(data.contact.profile).toBeNull();
      expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['contact', 'profile'], code]]);
      expect(data.contact.profileStatus.code).toBe(code);
    }
  });
});
