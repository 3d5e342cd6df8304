import { expect, it } from 'vitest';
import { company, person } from '../../src/sandbox/profile.ts';
import { contact, startOffice } from '../support/office.ts';
import { ask } from './ask.ts';

const phone = (cell: string) => ({ home: null, work: null, other: null, cell });
const PEOPLE = [
  contact('anna').is(
    person({
      firstName: 'Anna',
      lastName: 'Andersson',
      changedAt: '2026-09-30T15:02:10.55+02:00',
      socialSecurityNumber: '19710231-0117',
      telephone: phone('070-174 06 05'),
      email: { emailAddress: 'anna@example.com', emailAddress2: 'second@example.org' },
    }),
  ),
  contact('anders').is(person({ firstName: 'Anders', lastName: 'Andersson', telephone: phone('+46 70 174 06 99') })),
  contact('bolaget').is(company({ name: 'Anderssons Bygg AB', corporateNumber: '556000-0009' })),
  contact('okand'),
];
const search = async (term: string, more = '') => {
  await using office = await startOffice(PEOPLE);
  return await ask(office, `CRM/Contact/M1/Search?Term=${encodeURIComponent(term)}${more}`);
};
type Match = { readonly id: string; readonly score: number };
const matchesOf = ({ body }: { body: unknown }) => (body as { matches: readonly Match[] }).matches;

it.each<[string, string, readonly string[]]>([
  ['a name, the best match first', 'andersson', ['anders', 'anna', 'bolaget'].sort()],
  ['the words of a name in any order', 'ANDERSSON ANNA', ['anna']],
  ['an e-mail address', 'anna@exam', ['anna']],
  ['the second e-mail address', 'second@example', ['anna']],
  ['a telephone number in another form', '0701740605', ['anna']],
  ['a telephone number with a country code', '+46701740605', ['anna']],
  ['a telephone number that has a country code', '070-174 06 99', ['anders']],
  ['a personal number with its century', '197102310117', ['anna']],
  ['a personal number without its century', '710231-0117', ['anna']],
  ['a corporate number', '5560000009', ['bolaget']],
  ['nothing', 'hittas inte', []],
  ['blanks', '      ', []],
])('finds %s', async (_what, term, ids) => {
  const response = await search(term);
  expect(response.status).toBe(200);
  expect(
    matchesOf(response)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(ids);
});

it('answers id, type, customer, date and score, the best match first', async () => {
  const matches = matchesOf(await search('andersson'));
  expect(matches[0]).toEqual({
    id: 'anna',
    changedAt: '2026-09-30T15:02:10.55+02:00',
    customerId: 'M1',
    type: 'Person',
    score: expect.closeTo(0.64, 2),
  });
  expect(matches.map(({ score }) => score)).toEqual(matches.map(({ score }) => score).sort((a, b) => b - a));
  expect(new Set(matches.map(({ score }) => score)).size).toBe(3);
});

it.each<[string, string, string, number]>([
  ['4 characters', 'anna', '', 400],
  ['5 characters', 'ander', '', 200],
  ['MaxSize 0', 'andersson', '&MaxSize=0', 400],
  ['MaxSize 1000', 'andersson', '&MaxSize=1000', 200],
  ['MaxSize 1001', 'andersson', '&MaxSize=1001', 400],
  ['MaxSize -1', 'andersson', '&MaxSize=-1', 400],
])('answers %s with the documented status', async (_what, term, more, status) => {
  expect((await search(term, more)).status).toBe(status);
});

it('cuts without a word', async () => {
  expect(matchesOf(await search('andersson', '&maxsize=2')).map(({ id }) => id)).toEqual(['anna', 'anders']);
});

it('answers 50 matches by default', async () => {
  const crowd = Array.from({ length: 60 }, (_, index) => contact(`p${index}`).is(person({ firstName: 'Pelle', lastName: 'Person' })));
  await using office = await startOffice(crowd);
  expect(matchesOf(await ask(office, 'crm/contact/M1/search?term=pelle'))).toHaveLength(50);
});

it('requires a term', async () => {
  await using office = await startOffice(PEOPLE);
  expect((await ask(office, 'CRM/Contact/M1/Search')).status).toBe(400);
});

it('shows the term nowhere', async () => {
  await using office = await startOffice(PEOPLE);
  await ask(office, 'CRM/Contact/M1/Search?Term=hemligt-namn');
  const counts = await (await fetch(`${office.url}/calls`)).text();
  expect(JSON.parse(counts)).toMatchObject({ total: 1, callsOf: { Search: 1 }, byContact: {}, byEndpoint: { Search: {} } });
  expect(counts + (await (await fetch(office.url)).text())).not.toContain('hemligt');
});

it('can fail for the whole office', async () => {
  await using office = await startOffice(PEOPLE, { faults: { Search: 'unavailable' } });
  expect((await ask(office, 'CRM/Contact/M1/Search?Term=andersson')).status).toBe(503);
});
