import { describe, expect, it } from 'vitest';
import { FACTS, type FactName } from '../../src/tools/contract/facts.ts';
import { startGateway } from '../support/gateway.ts';
import { AS_INFERRED, type Behaviour, commonRow, listing, match, startStandIn, TYPES, tiesRow, typedRow } from './stand-in.ts';

const UNKNOWN = 'ADR00000000000000000000000000000000';

/** What the contract command says that the gateway does. */
const told = (fact: FactName, outcome: string): string =>
  (FACTS[fact].outcomes as Readonly<Record<string, { readonly gateway: string }>>)[outcome]?.gateway ?? 'nothing';
/** The code in it; null where it promises an answer without an error. */
const codeTold = (fact: FactName, outcome: string): string | null => /\b[A-Z]+_[A-Z_]+\b/.exec(told(fact, outcome))?.[0] ?? null;

async function ask(changes: Partial<Behaviour>, query: string) {
  await using vitec = await startStandIn(changes, { refusalOfOtherPassword: 200 });
  await using gateway = await startGateway({ url: vitec.url, username: 'partner', password: 'x' });
  const { data } = await gateway.query(query);
  return { data, paths: vitec.paths };
}

const profilesOf = (ids: readonly string[]) =>
  `{ contacts(customerId: "M1", contactIds: ${JSON.stringify(ids)}) { profile { displayName } profileStatus { code } } }`;
const tiesOf = (ids: readonly string[]) =>
  `{ contacts(customerId: "M1", contactIds: ${JSON.stringify(ids)}) { estateTies(side: BUYER) { shareHolding } estateTiesStatus(side: BUYER) { code } } }`;
const LISTING = `{ contact(customerId: "M1", contactId: "c1") { estateTies(side: BUYER) { estate {
  listing { isPublished primaryAgent { name } changedAt } listingStatus { state code } } } } }`;
const SEARCH = '{ searchContacts(customerId: "M1", term: "hemlig sökning", first: 20) { matches { score contact { contactId } } } }';

const namesUnknown = (ids: readonly string[]) => ids.includes(UNKNOWN);

describe('the gateway does what the contract command says of it', () => {
  it.each([
    ['LEFT_OUT', AS_INFERRED.generic([])],
    ['NOT_FOUND', { status: 404 }],
    ['BAD_REQUEST', { status: 400 }],
    ['A_ROW', { body: [typedRow('c1'), commonRow(UNKNOWN)] }],
    ['ROW_WITHOUT_ID', { body: [typedRow('c1'), null] }],
  ] as const)('with an unknown id in a batch of Contact: %s', async (outcome, reply) => {
    const generic: Behaviour['generic'] = (ids) => (namesUnknown(ids) && outcome !== 'LEFT_OUT' ? reply : AS_INFERRED.generic(ids));
    const { data } = await ask({ generic }, profilesOf(['c1', UNKNOWN]));
    expect(data.contacts[0]).toEqual({ profile: { displayName: 'Sven Svensson' }, profileStatus: { code: null } });
    expect(data.contacts[1].profileStatus.code).toBe(codeTold('UNKNOWN_ID_CONTACT', outcome));
  });

  it.each([
    ['LEFT_OUT', { body: [tiesRow('Buyer', 'c1')] }],
    ['NOT_FOUND', { status: 404 }],
    ['BAD_REQUEST', { status: 400 }],
    ['A_ROW', { body: [tiesRow('Buyer', 'c1'), tiesRow('Buyer', UNKNOWN)] }],
    ['ROW_WITHOUT_ID', { body: [tiesRow('Buyer', 'c1'), null] }],
  ] as const)('with an unknown id in a batch of Buyer: %s', async (outcome, reply) => {
    const ties: Behaviour['ties'] = (word, ids) => (namesUnknown(ids) ? reply : AS_INFERRED.ties(word, ids));
    const { data } = await ask({ ties }, tiesOf(['c1', UNKNOWN]));
    expect(data.contacts[0]).toEqual({ estateTies: [{ shareHolding: null }], estateTiesStatus: { code: null } });
    expect(data.contacts[1].estateTiesStatus.code).toBe(codeTold('UNKNOWN_ID_TIES', outcome));
  });

  it('with no row at all: both are NOT_FOUND', async () => {
    const { data } = await ask({ ties: () => ({ body: [] }) }, tiesOf(['c1', UNKNOWN]));
    const code = codeTold('UNKNOWN_ID_TIES', 'NO_ROWS');
    expect(data.contacts).toMatchObject([{ estateTiesStatus: { code } }, { estateTiesStatus: { code } }]);
  });

  it.each([
    ['EMPTY_LIST', { body: [tiesRow('Buyer', 'c2')] }],
    ['NULL_LIST', { body: [tiesRow('Buyer', 'c2', null)] }],
    ['NO_LIST', { body: [{ id: 'c2' }] }],
    ['NO_ROW', { body: [] }],
    ['NOT_FOUND', { status: 404 }],
  ] as const)('with a contact without ties: %s', async (outcome, reply) => {
    const { data } = await ask({ ties: () => reply }, tiesOf(['c2']));
    const code = codeTold('NO_TIES', outcome);
    expect(data.contacts[0]).toEqual({ estateTies: code === null ? [] : null, estateTiesStatus: { code } });
  });

  it.each(['OBJECT', 'LIST'])('with one id that is answered by %s: it is read', async (outcome) => {
    const reply = <Row>(row: Row) => ({ body: outcome === 'LIST' ? [row] : row });
    const one: Partial<Behaviour> = {
      generic: ([id = '']) => reply(commonRow(id)),
      typed: (_type, [id = '']) => reply(typedRow(id)),
      ties: (word, [id = '']) => reply(tiesRow(word, id)),
    };
    expect((await ask(one, profilesOf(['c1']))).data.contacts[0].profile.displayName).toBe('Sven Svensson');
    expect((await ask(one, tiesOf(['c1']))).data.contacts[0].estateTies).toHaveLength(1);
  });

  it.each(['PRESENT', 'ABSENT'])('with names in the generic form: %s', async (outcome) => {
    const generic: Behaviour['generic'] = (ids) => (outcome === 'PRESENT' ? { body: ids.map(typedRow) } : AS_INFERRED.generic(ids));
    const { data, paths } = await ask({ generic }, profilesOf(['c1', 'c2']));
    expect(data.contacts).toMatchObject([{ profile: { displayName: 'Sven Svensson' } }, { profile: { displayName: 'Sven Svensson' } }]);
    expect(paths).toHaveLength(outcome === 'PRESENT' ? 1 : 2);
  });

  it.each([
    ['LEFT_OUT', null, ['/CRM/Contact/M1/c4,c5,c6']],
    ['NOT_FOUND', { status: 404 }, ['/CRM/Contact/M1/c1,c2,c3,c4,c5', '/CRM/Contact/M1/c6']],
    ['BAD_REQUEST', { status: 400 }, ['/CRM/Contact/M1/c1,c2,c3,c4,c5', '/CRM/Contact/M1/c6']],
  ] as const)(
    'with six contacts of unknown type, some of another than the form: %s, then five at a time',
    async (_outcome, reply, generic) => {
      const typed: Behaviour['typed'] = (type, ids) => (ids.length === 6 && reply ? reply : AS_INFERRED.typed(type, ids));
      const { data, paths } = await ask({ typed }, profilesOf(Object.keys(TYPES)));
      expect(data.contacts.map(({ profileStatus }: { profileStatus: { code: string | null } }) => profileStatus.code)).toEqual(
        Array(6).fill(null),
      );
      expect(paths.filter((path) => /M1\/c\d[^?]*$/.test(path))).toEqual(generic);
    },
  );

  it.each([
    ['UNKNOWN_ESTATE', 'NOT_FOUND', { status: 404 }, null],
    ['UNPUBLISHED_ESTATE', 'NOT_FOUND', { status: 404 }, null],
    ['UNKNOWN_ESTATE', 'BAD_REQUEST', { status: 400 }, null],
    ['UNKNOWN_ESTATE', 'ANSWERED', { body: listing('OBJ0_2') }, null],
    [
      'UNPUBLISHED_ESTATE',
      'NOT_PUBLISHED',
      { body: listing('OBJ4711_1', { marketing: { isPublished: false, publishedAt: null } }) },
      { isPublished: false },
    ],
    ['EXTEND', 'AGENTS', { body: listing('OBJ4711_1') }, { primaryAgent: { name: 'Svea Svensson' } }],
    ['EXTEND', 'NO_AGENTS', { body: listing('OBJ4711_1', { extensions: { primaryAgent: null } }) }, { primaryAgent: null }],
    ['DATES_ADVERTISING', 'BARE', { body: listing('OBJ4711_1') }, { changedAt: '2026-03-29T05:00:15.927+02:00' }],
    [
      'DATES_ADVERTISING',
      'OFFSET',
      { body: listing('OBJ4711_1', { changedAt: '2026-03-29T05:00:15Z' }) },
      { changedAt: '2026-03-29T05:00:15.000Z' },
    ],
    ['DATES_ADVERTISING', 'OTHER_FORM', { body: listing('OBJ4711_1', { changedAt: 'i går' }) }, { changedAt: null }],
  ] as const)('with an estate: %s %s', async (fact, outcome, reply, shown) => {
    const { data } = await ask({ estate: () => reply }, LISTING);
    const [{ estate }] = data.contact.estateTies;
    expect(estate).toMatchObject({ listing: shown, listingStatus: { code: codeTold(fact, outcome) } });
  });

  it.each([
    ['DESCENDING', [match('c1', 0.9), match('c2', 0.5)], ['c1', 'c2']],
    ['ASCENDING', [match('c2', 0.5), match('c1', 0.9)], ['c2', 'c1']],
    ['NO_SCORES', [match('c2', null), match('c1', 0.9)], ['c2', 'c1']],
    ['OTHER', [match('c1', 0.9, 'M2'), match('c2', 0.5)], ['c2']],
    ['ABSENT', [match('c1', 0.9, null), match('c2', 0.5)], ['c1', 'c2']],
  ] as const)('with a search: %s', async (_outcome, matches, shown) => {
    const { data } = await ask({ search: () => ({ body: { matches } }) }, SEARCH);
    expect(data.searchContacts.matches.map(({ contact }: { contact: { contactId: string } }) => contact.contactId)).toEqual(shown);
  });

  it.each(['LEFT_OUT', 'NOT_FOUND', 'BAD_REQUEST', 'ANSWERED'])('with a contact that has another type by now: %s', async (outcome) => {
    let type = 'Company';
    const row = () => ({ ...commonRow('c1'), type });
    const changing: Partial<Behaviour> = {
      generic: () => ({ body: row() }),
      typed: (asked) => {
        if (asked === type) return { body: [{ ...typedRow('c1'), ...row(), name: `som ${type}` }] };
        if (outcome === 'ANSWERED') return { body: [{ ...typedRow('c1'), ...row() }] };
        return outcome === 'LEFT_OUT' ? { body: [] } : { status: outcome === 'NOT_FOUND' ? 404 : 400 };
      },
    };
    await using vitec = await startStandIn(changing, { refusalOfOtherPassword: 200 });
    await using gateway = await startGateway({ url: vitec.url, username: 'partner', password: 'x' });
    const query = '{ contact(customerId: "M1", contactId: "c1") { profile { type } } }';
    expect((await gateway.query(query)).data.contact.profile).toEqual({ type: 'COMPANY' });
    type = 'Person';
    const before = vitec.paths.length;
    expect((await gateway.query(query)).data.contact.profile).toEqual({ type: 'PERSON' });
    const asksGeneric = /generic form/.test(told('OTHER_TYPE', outcome));
    expect(vitec.paths.slice(before).includes('/CRM/Contact/M1/c1')).toBe(asksGeneric);
  });
});
