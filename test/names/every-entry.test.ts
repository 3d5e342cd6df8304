import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTACT_ENTRIES, ESTATE_ENTRIES, MATCH_ENTRY, WAYS } from '../support/entries.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type NamesVitec, startNamesVitec } from '../support/names-vitec.ts';

let vitec: NamesVitec;
let gateway: TestGateway;
beforeAll(async () => {
  vitec = await startNamesVitec(WAYS);
  gateway = await startGateway(vitec);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await vitec[Symbol.asyncDispose]();
});

const CONTACT = `{ id customerId contactId profile { id __typename displayName } profileStatus { state code }
  estateTies(side: SPECULATOR) { estate { estateId } interestLevel } estateTiesStatus(side: SPECULATOR) { state code } }`;
const READ = { state: 'FRESH', code: null };

const ALL_CONTACT_ENTRIES = Object.entries({ ...CONTACT_ENTRIES, 'a match of a search': MATCH_ENTRY });

describe('a contact through', () => {
  it.each(ALL_CONTACT_ENTRIES)('%s has its profile and its ties', async (_entry, { field, reached }) => {
    const { data, errors } = await gateway.query(`{ ${field('way', CONTACT)} }`);
    expect(errors).toBeUndefined();
    expect(reached(data.way)).toMatchObject({
      customerId: 'M1',
      contactId: 'a',
      profile: { __typename: 'PersonProfile', displayName: 'Name-a Testsson' },
      profileStatus: READ,
      estateTies: [{ estate: { estateId: 'home-a' }, interestLevel: 'VERY_INTERESTED' }],
      estateTiesStatus: READ,
    });
  });

  it('all ways at once is the same, and each endpoint is asked for it once', async () => {
    vitec.asked.length = 0;
    const { data, errors } = await gateway.query(
      `{ ${ALL_CONTACT_ENTRIES.map(([, { field }], index) => field(`w${index}`, '{ ...F }')).join(' ')} } fragment F on Contact ${CONTACT}`,
    );
    expect(errors).toBeUndefined();
    const reached = ALL_CONTACT_ENTRIES.map(([, entry], index) => entry.reached(data[`w${index}`]));
    for (const contact of reached) expect(contact).toEqual(reached[0]);
    const ofA = vitec.asked.filter(({ ids }) => ids.includes('a')).map(({ form }) => form);
    for (const form of ['Speculator', 'PartyRoles'] as const) expect(ofA.filter((each) => each === form)).toHaveLength(1);
    expect(ofA.filter((form) => form === 'AnyType' || form === 'Person').length).toBeLessThanOrEqual(2);
  });
});

const ESTATE = '{ id customerId estateId listing { id objectNumber status } listingStatus { state code } }';

describe('an estate through', () => {
  it.each(Object.entries(ESTATE_ENTRIES))('%s has its listing', async (_entry, { field, reached }) => {
    const { data, errors } = await gateway.query(`{ ${field('way', ESTATE)} }`);
    expect(errors).toBeUndefined();
    expect(reached(data.way)).toMatchObject({
      customerId: 'M1',
      estateId: 'home-a',
      listing: { objectNumber: 'nr-home-a', status: 'SOLD' },
      listingStatus: READ,
    });
  });

  it('all ways at once is the same, and asked for once', async () => {
    vitec.asked.length = 0;
    const entries = Object.values(ESTATE_ENTRIES);
    const { data, errors } = await gateway.query(
      `{ ${entries.map(({ field }, index) => field(`w${index}`, '{ ...F }')).join(' ')} } fragment F on Estate ${ESTATE}`,
    );
    expect(errors).toBeUndefined();
    const reached = entries.map((entry, index) => entry.reached(data[`w${index}`]));
    for (const estate of reached) expect(estate).toEqual(reached[0]);
    expect(vitec.idsOf('Estate')).toEqual([['home-a']]);
  });
});
