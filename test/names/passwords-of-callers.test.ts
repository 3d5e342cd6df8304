import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import {
  type Asked,
  commonRow,
  listingOf,
  matchOf,
  type NamesVitec,
  oneOrList,
  personRow,
  startNamesVitec,
} from '../support/names-vitec.ts';
import { status } from '../support/vitec.ts';

let vitec: NamesVitec;
let gateway: TestGateway;
beforeAll(async () => {
  /** What Vitec answers depends on the password. */
  const own = (more: (asked: Asked) => unknown) => more;
  vitec = await startNamesVitec({
    AnyType: own(({ ids, password }) => oneOrList(ids.map((id) => commonRow(id, password === 'lösenord-2' ? 'Company' : 'Person')))),
    Person: own(({ ids, password }) => ids.map((id) => personRow(id, { firstName: `for-${password}` }))),
    Company: own(({ ids, password }) => ids.map((id) => ({ ...commonRow(id, 'Company'), name: `for-${password} Testsson` }))),
    Buyer: own(({ ids, password }) => ids.map((id) => ({ id, buyerOn: [{ estateId: `for-${password}`, estateType: 'House' }] }))),
    Estate: own(({ ids: [id = ''], password }) => listingOf(id, { referenceId: `for-${password}` })),
    Search: own(({ password }) => ({ matches: [matchOf(`for-${password.replace('ö', 'o')}`)] })),
  });
  gateway = await startGateway(vitec, { AUTH_MODE: 'passthrough', CACHE_TTL_MS: '600000' }, { sandbox: false });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await vitec[Symbol.asyncDispose]();
});
beforeEach(() => {
  vitec.asked.length = 0;
  vitec.refuse = () => null;
});

const QUERY = `query ($ids: [ID!]!) {
  contacts(customerId: "M1", contactIds: $ids) { profile { displayName } profileStatus { state code } estateTies(side: BUYER) { estate { estateId } } }
  _entities(representations: [{ __typename: "Estate", customerId: "M1", estateId: "home" }]) { ... on Estate { listing { objectNumber } listingStatus { state code } } }
  searchContacts(customerId: "M1", term: "Lindqvist") { matches { contact { contactId } } } }`;
const ask = (password: string, ids: readonly string[] = ['a', 'b']) =>
  gateway.query(QUERY, { ids }, { authorization: `Basic ${Buffer.from(`partner:${password}`).toString('base64')}` });
const contactFor = (password: string) => ({
  profile: { displayName: `for-${password} Testsson` },
  profileStatus: { state: 'FRESH', code: null },
  estateTies: [{ estate: { estateId: `for-${password}` } }],
});

describe('callers with different passwords', () => {
  it('at the same time and one after the other share no call, no type and no answer', async () => {
    const passwords = ['lösenord-1', 'lösenord-2', 'lösenord-3', 'lösenord-1'];
    for (const round of [1, 2]) {
      const ids = [`a${round}`, `b${round}`];
      const answers = round === 1 ? await Promise.all(passwords.map((each) => ask(each, ids))) : [];
      if (round === 2) for (const each of passwords) answers.push(await ask(each, ids));
      for (const [index, { data, errors }] of answers.entries()) {
        const password = passwords[index] ?? '';
        expect(errors).toBeUndefined();
        expect(data.contacts).toEqual([contactFor(password), contactFor(password)]);
        expect(data._entities).toEqual([{ listing: { objectNumber: `for-${password}` }, listingStatus: { state: 'FRESH', code: null } }]);
        expect(data.searchContacts.matches).toEqual([{ contact: { contactId: `for-${password.replace('ö', 'o')}` } }]);
      }
    }
    for (const form of ['AnyType', 'Buyer', 'Estate', 'Search'] as const) {
      const used = new Set(vitec.asked.filter((asked) => asked.form === form).map(({ password }) => password));
      expect(used).toEqual(new Set(passwords));
    }
  });

  it('of whom one is refused: only that one fails, at its places, as UNAUTHENTICATED', async () => {
    vitec.refuse = ({ password }) => (password === 'lösenord-fel' ? status(401) : null);
    const [good, bad] = await Promise.all([ask('lösenord-1'), ask('lösenord-fel')]);
    expect(good?.errors).toBeUndefined();
    expect(bad?.data).toEqual({
      contacts: ['a', 'b'].map(() => ({
        profile: null,
        profileStatus: { state: 'UNAVAILABLE', code: 'UNAUTHENTICATED' },
        estateTies: null,
      })),
      _entities: [{ listing: null, listingStatus: { state: 'UNAVAILABLE', code: 'UNAUTHENTICATED' } }],
      searchContacts: null,
    });
    expect(new Set(bad?.errors?.map(({ extensions: { code } }) => code))).toEqual(new Set(['UNAUTHENTICATED']));
    expect(JSON.stringify(bad)).not.toContain('for-');
  });

  it('whose password is for one function group fail for the other alone', async () => {
    vitec.refuse = ({ form }) => (form === 'Estate' ? status(401) : null);
    const crm = await ask('lösenord-1', ['a9']);
    expect(crm.data.contacts).toEqual([contactFor('lösenord-1')]);
    expect(crm.errors?.map(({ path, extensions: { code } }) => [path?.join('.'), code])).toEqual([
      ['_entities.0.listing', 'UNAUTHENTICATED'],
    ]);
    vitec.refuse = ({ form }) => (form === 'Estate' ? null : status(401));
    const advertising = await ask('lösenord-3', ['a9']);
    expect(advertising.data._entities).toMatchObject([{ listing: { objectNumber: 'for-lösenord-3' } }]);
    expect(advertising.data.contacts).toMatchObject([{ profile: null, estateTies: null }]);
  });
});
