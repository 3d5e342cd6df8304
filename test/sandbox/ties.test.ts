import { expect, it } from 'vitest';
import { listing, TYPE } from '../../src/sandbox/listing.ts';
import { contact, startOffice } from '../support/office.ts';
import { ask } from './ask.ts';

const PEOPLE = [
  contact('anna').buys('home-1').sells('home-2').isInterestedIn('home-3', 'VeryInterested'),
  contact('bo').sells('home-2').sells('home-4'),
  contact('cia'),
];
const LISTINGS = [listing('home-1', '', { type: TYPE.House }), listing('home-3', '', { type: TYPE.ForeignProperty })];

it.each<[string, object]>([
  [
    'Buyer',
    [
      { id: 'anna', buyerOn: [{ estateId: 'home-1', estateType: 'House' }] },
      { id: 'cia', buyerOn: [] },
    ],
  ],
  [
    'Seller',
    [
      { id: 'anna', sellerOn: [{ estateId: 'home-2', estateType: 'HousingCooperative', shareHolding: '1/2' }] },
      { id: 'cia', sellerOn: [] },
    ],
  ],
  [
    'Speculator',
    [
      { id: 'anna', speculatorOn: [{ estateId: 'home-3', estateType: 'Foreignproperty', level: 'VeryInterested' }] },
      { id: 'cia', speculatorOn: [] },
    ],
  ],
])('%s has a row for each contact of the office, and none for others', async (endpoint, rows) => {
  await using office = await startOffice(PEOPLE, { listings: LISTINGS });
  for (const form of ['?contactIds=anna,nobody,cia', '?ContactIds=anna,cia', '/anna,nobody,cia'])
    expect(await ask(office, `CRM/Contact/M1/${endpoint}${form}`)).toEqual({ status: 200, body: rows });
  const [anna] = rows as readonly object[];
  expect(await ask(office, `CRM/Contact/M1/${endpoint}/anna`)).toEqual({ status: 200, body: anna });
  expect((await ask(office, `CRM/Contact/M1/${endpoint}/nobody`)).status).toBe(404);
});

it('has a share of the whole for a sole seller', async () => {
  await using office = await startOffice(PEOPLE);
  expect(await ask(office, 'CRM/Contact/M1/Seller/bo')).toMatchObject({
    body: { sellerOn: [{ shareHolding: '1/2' }, { estateId: 'home-4', shareHolding: '1/1' }] },
  });
});
