import { expect, it } from 'vitest';
import { company, contactOfType, deceasedEstate, person } from '../../src/sandbox/profile.ts';
import { contact, startOffice } from '../support/office.ts';
import { ask, idsOf } from './ask.ts';

const PEOPLE = [
  contact('anna').is(
    person({
      firstName: 'Anna',
      lastName: 'Ask',
      socialSecurityNumber: '19710231-0001',
      email: { emailAddress: 'anna@example.com', emailAddress2: null },
    }),
  ),
  contact('bolaget').is(company({ name: 'Bolaget AB', corporateNumber: '556000-0009' })),
  contact('dodsbo').is(deceasedEstate({ name: 'Dödsboet efter Bo' })),
  contact('forening').is(contactOfType('Association', { name: 'Föreningen' })),
  contact('okand'),
  ...Array.from({ length: 20 }, (_, index) => contact(`p${index}`)),
];
const many = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`).join(',');

const COMMON = {
  customerId: 'M1',
  agentId: null,
  createdAt: null,
  changedAt: null,
  address: null,
  email: null,
  advertisingEnabled: null,
  note: null,
  categories: null,
};

it('answers the common fields of one contact as an object, and of several as an array', async () => {
  await using office = await startOffice(PEOPLE);
  const anna = { ...COMMON, id: 'anna', type: 'Person', email: { emailAddress: 'anna@example.com', emailAddress2: null } };
  expect(await ask(office, 'CRM/Contact/M1/anna')).toEqual({ status: 200, body: anna });
  expect(await ask(office, 'CRM/Contact/M1/anna,nobody,bolaget,dodsbo,forening')).toEqual({
    status: 200,
    body: [
      anna,
      { ...COMMON, id: 'bolaget', type: 'Company' },
      { ...COMMON, id: 'dodsbo', type: 'DeceasedEstate' },
      { ...COMMON, id: 'forening', type: 'Association' },
    ],
  });
});

it('answers the fields of the type in the generic form too, with genericNames', async () => {
  await using office = await startOffice(PEOPLE, { genericNames: true });
  expect(await ask(office, 'CRM/Contact/M1/anna')).toMatchObject({ body: { firstName: 'Anna', socialSecurityNumber: '19710231-0001' } });
  expect(await ask(office, 'CRM/Contact/M1/dodsbo,forening')).toMatchObject({
    body: [{ name: 'Dödsboet efter Bo', isForeignIdSocialSecurityNumber: null }, { name: 'Föreningen' }],
  });
});

it.each([
  ['Person', 'anna', { firstName: 'Anna', lastName: 'Ask', telephone: null, isDeceased: null, dateOfBirth: null }],
  ['Company', 'bolaget', { name: 'Bolaget AB', corporateNumber: '556000-0009', homePage: null }],
  ['DeceasedEstate', 'dodsbo', { name: 'Dödsboet efter Bo', socialSecurityNumber: null }],
])('answers all fields of contacts of the type %s, and leaves out others', async (type, id, fields) => {
  await using office = await startOffice(PEOPLE);
  const whole = { customerId: 'M1', note: null, id, type, ...fields };
  expect(await ask(office, `CRM/Contact/M1/${type}/${id}`)).toMatchObject({ status: 200, body: whole });
  for (const path of [`${type}?contactIds=anna,bolaget,dodsbo,forening,nobody`, `${type}/anna,bolaget,dodsbo,nobody`]) {
    const { status, body } = await ask(office, `CRM/Contact/M1/${path}`);
    expect(status).toBe(200);
    expect(idsOf(body).filter((each) => each !== 'okand')).toEqual([id]);
    expect(body).toMatchObject([whole]);
  }
});

it('answers an array in the query form, whatever the number of ids, and each id once', async () => {
  await using office = await startOffice(PEOPLE);
  expect(idsOf((await ask(office, 'CRM/Contact/M1/Person?contactIds=anna')).body)).toEqual(['anna']);
  expect(idsOf((await ask(office, 'CRM/Contact/M1/Person?CONTACTIDS=anna,okand,anna')).body)).toEqual(['anna', 'okand']);
  expect((await ask(office, 'CRM/Contact/M1/Person?contactIds=nobody')).body).toEqual([]);
});

it.each<[string, string, number]>([
  ['one id of nobody', 'nobody', 404],
  ['one id of another type', 'Company/anna', 404],
  ['several ids of nobody', 'nobody,nobody-else', 200],
  ['5 ids in the path', many(5), 200],
  ['6 ids in the path', many(6), 400],
  ['6 ids in the path of a typed form', `Person/${many(6)}`, 400],
  ['6 ids in the path of buyers', `Buyer/${many(6)}`, 400],
  ['20 ids in the query', `Person?contactIds=${many(20)}`, 200],
  ['21 ids in the query', `Person?contactIds=${many(20)},anna`, 400],
  ['no ids in the query', 'Person', 400],
  ['an empty id', 'Person?contactIds=anna,', 400],
  ['a malformed id among others', 'anna,b%20c', 400],
  ['commas that are percent-encoded', 'anna%2Cbolaget', 200],
])('answers %s with the status that Vitec would', async (_what, path, status) => {
  await using office = await startOffice(PEOPLE);
  expect((await ask(office, `CRM/Contact/M1/${path}`)).status).toBe(status);
});

it('fails a batch as a whole for a contact with a fault, and only at its endpoint', async () => {
  await using office = await startOffice([
    contact('anna'),
    contact('fel').fails({ Contact: 'server-error' }),
    contact('ogiltig').fails('bad-request'),
    contact('borta').fails('not-found'),
  ]);
  const status = async (path: string) => (await ask(office, `CRM/Contact/M1/${path}`)).status;
  expect(await status('Person?contactIds=anna,fel')).toBe(500);
  expect(await status('anna,fel')).toBe(500);
  expect(await status('Buyer?contactIds=anna,fel')).toBe(200);
  expect(await status('Person?contactIds=anna,ogiltig')).toBe(400);
  expect(await status('Seller?contactIds=borta,anna')).toBe(404);
});

it('counts a batch as one call, and each of its contacts once', async () => {
  await using office = await startOffice(PEOPLE);
  await ask(office, 'CRM/Contact/M1/Person?contactIds=anna,okand,nobody,anna');
  await ask(office, 'CRM/Contact/M1/anna,bolaget');
  await ask(office, 'CRM/Contact/M1/Buyer?contactIds=anna');
  expect(office.sandbox.calls.report()).toMatchObject({ total: 3, largestBatch: 3, callsOf: { Contact: 2, Buyer: 1, Seller: 0 } });
  expect(office.callsOf('Contact')).toEqual({ anna: 2, okand: 1, nobody: 1, bolaget: 1 });
  expect(office.calls).toEqual({ anna: 3, okand: 1, nobody: 1, bolaget: 1 });
});

it('takes as long as the slowest contact of a batch', async () => {
  await using office = await startOffice([contact('anna'), contact('langsam').takes(60)]);
  const start = performance.now();
  await ask(office, 'CRM/Contact/M1/anna,langsam');
  expect(performance.now() - start).toBeGreaterThan(55);
});
