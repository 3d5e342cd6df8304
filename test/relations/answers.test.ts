import { describe, expect, it } from 'vitest';
import type { PartyRelation } from '../../src/domain/party-relation.ts';
import { startGateway } from '../support/gateway.ts';
import { contact, contactThatAnswers, startOffice } from '../support/office.ts';
import { startVitecWithRelations } from '../support/relations-vitec.ts';

const ROW = 'contact { customerId contactId } relation relationCode relationLabel english: relationLabel(locale: EN)';
type Row = {
  contact: { customerId: string; contactId: string };
  relation: PartyRelation;
  relationCode: string;
  relationLabel: string;
  english: string;
};

/** The relations of contact a, for whom Vitec answers this text. */
async function read(text: string, selection = `representedBy { ${ROW} } represents { ${ROW} } contactRelationsStatus { state code }`) {
  await using vitec = await startVitecWithRelations(text);
  await using gateway = await startGateway(vitec);
  return (await gateway.query(`{ contact(customerId: "M1", contactId: "a") { ${selection} } }`)).data.contact;
}
const row = (relation: unknown, contactId: unknown) => ({ relation, contactId });
const relations = (...rows: readonly object[]) => JSON.stringify({ relations: rows, reverseRelations: [] });

describe('ContactRelations', () => {
  it('are shown in the direction of Vitec: `relations` act for the contact, `reverseRelations` are acted for by it', async () => {
    await using office = await startOffice([
      contact('estate').representedBy('heir', 'EstateParty').representedBy('dead', 'Deceased'),
      contact('heir').representedBy('lawyer', 'PowerOfAttorney'),
      contact('lawyer'),
      contact('dead'),
    ]);
    await using gateway = await startGateway(office);
    const { data, errors } = await gateway.query(
      `{ contacts(customerId: "M1", contactIds: ["estate", "heir", "lawyer", "dead"]) {
        representedBy { contact { contactId } relation } represents { contact { contactId } relation } } }`,
    );
    expect(errors).toBeUndefined();
    const tie = (contactId: string, relation: PartyRelation) => ({ contact: { contactId }, relation });
    expect(data.contacts).toEqual([
      { representedBy: [tie('heir', 'DECEASED_ESTATE_PART_OWNER'), tie('dead', 'DECEASED')], represents: [] },
      { representedBy: [tie('lawyer', 'POWER_OF_ATTORNEY')], represents: [tie('estate', 'DECEASED_ESTATE_PART_OWNER')] },
      { representedBy: [], represents: [tie('heir', 'POWER_OF_ATTORNEY')] },
      { representedBy: [], represents: [tie('estate', 'DECEASED')] },
    ]);
  });

  it('keep the order of Vitec, and its repeats', async () => {
    const ids = ['c', 'a', 'b', 'c', '10', '9'];
    const { representedBy } = await read(relations(...ids.map((id) => row('Guardian', id))));
    expect(representedBy.map(({ contact: { contactId } }: Row) => contactId)).toEqual(ids);
  });

  it.each<[unknown, PartyRelation, string, string, string]>([
    ['EstateParty', 'DECEASED_ESTATE_PART_OWNER', 'EstateParty', 'Dödsbodelägare', "Part-owner of a deceased person's estate"],
    ['companysignatory', 'COMPANY_SIGNATORY', 'companysignatory', 'Firmatecknare', 'Authorised signatory'],
    [4, 'COMPANY_CONTACT_PERSON', '4', 'Firmakontaktperson', 'Company contact person'],
    ['5', 'POWER_OF_ATTORNEY', '5', 'Fullmakt', 'Holder of a power of attorney'],
    ['GUARDIAN', 'GUARDIAN', 'GUARDIAN', 'Förmyndare', 'Guardian'],
    [7, 'LIMITED_GUARDIAN', '7', 'God man', 'Limited guardian (god man)'],
    ['Representative', 'REPRESENTATIVE', 'Representative', 'Ombud', 'Representative'],
    [9, 'EXECUTOR_OF_WILL', '9', 'Testamentsexekutor', 'Executor of the will'],
    [10, 'DECEASED_ESTATE_ADMINISTRATOR', '10', 'Boutredningsman', "Administrator of a deceased person's estate"],
    ['Deceased', 'DECEASED', 'Deceased', 'Avliden', 'Deceased person'],
    ['deceased', 'DECEASED', 'deceased', 'Avliden', 'Deceased person'],
    [100, 'DECEASED', '100', 'Avliden', 'Deceased person'],
    ['100', 'DECEASED', '100', 'Avliden', 'Deceased person'],
    ['Parent', 'OTHER', 'Parent', 'Annan relation', 'Other relation'],
    [101, 'OTHER', '101', 'Annan relation', 'Other relation'],
    ['__proto__', 'OTHER', '__proto__', 'Annan relation', 'Other relation'],
  ])(
    'show %j as %s, with the code as it came and labels in both languages',
    async (sent, relation, relationCode, relationLabel, english) => {
      const shown = { contact: { customerId: 'M1', contactId: 'b' }, relation, relationCode, relationLabel, english };
      expect(await read(JSON.stringify({ relations: [row(sent, 'b')], reverseRelations: [row(sent, 'b')] }))).toEqual({
        representedBy: [shown],
        represents: [shown],
        contactRelationsStatus: { state: 'FRESH', code: null },
      });
    },
  );

  it.each([
    ['4711', '4711'],
    ['9007199254740991', '9007199254740991'],
    ['"0001"', '0001'],
    ['"räksmörgås 1/2"', 'räksmörgås 1/2'],
  ])('name contact %s as %s', async (sent, contactId) => {
    const { representedBy } = await read(`{"relations":[{"relation":"Guardian","contactId":${sent}}]}`);
    expect(representedBy).toMatchObject([{ contact: { contactId } }]);
  });

  it.each([
    ['both lists empty', '{"relations":[],"reverseRelations":[]}'],
    ['both lists null', '{"relations":null,"reverseRelations":null}'],
    ['one list missing', '{"relations":[]}'],
    ['the other list missing', '{"reverseRelations":null}'],
  ])('are two empty lists, not null, for %s', async (_what, text) => {
    expect(await read(text)).toEqual({ representedBy: [], represents: [], contactRelationsStatus: { state: 'FRESH', code: null } });
  });

  it('of an answer with one list are that list, and an empty one', async () => {
    expect(await read('{"reverseRelations":[{"relation":"Guardian","contactId":"b"}]}')).toMatchObject({
      representedBy: [],
      represents: [{ contact: { contactId: 'b' } }],
    });
  });
});

describe('the filter `relations`', () => {
  const CODES = ['EstateParty', 'Guardian', 100, 'DECEASED', 'Parent', 'guardian', 11];
  const text = relations(...CODES.map((code, index) => row(code, `c${index}`)));
  it.each<[string, readonly number[]]>([
    ['', [0, 1, 2, 3, 4, 5, 6]],
    ['(relations: null)', [0, 1, 2, 3, 4, 5, 6]],
    ['(relations: [])', []],
    ['(relations: [OTHER])', [4, 6]],
    ['(relations: [DECEASED])', [2, 3]],
    ['(relations: DECEASED)', [2, 3]],
    ['(relations: [GUARDIAN, OTHER, GUARDIAN])', [1, 4, 5, 6]],
    ['(relations: [CONTACT_PERSON])', []],
  ])('%s keeps rows %j in their order', async (args, kept) => {
    const { representedBy, represents } = await read(text, `representedBy${args} { contact { contactId } } represents${args} { relation }`);
    expect(representedBy.map(({ contact: { contactId } }: Row) => contactId)).toEqual(kept.map((index) => `c${index}`));
    expect(represents).toEqual([]);
  });

  it('stands for itself under each alias', async () => {
    const { all, none, dead } = await read(
      text,
      'all: representedBy { relationCode } none: representedBy(relations: []) { relationCode } dead: representedBy(relations: [DECEASED]) { relationCode }',
    );
    expect([all.length, none.length, dead.length]).toEqual([7, 0, 2]);
  });

  it('may have 1,000 values; with more it is BAD_USER_INPUT without a call', async () => {
    await using vitec = await startVitecWithRelations(text);
    await using gateway = await startGateway(vitec);
    const ask = (count: number) =>
      gateway.query(
        'query ($r: [PartyRelation!]) { contact(customerId: "M1", contactId: "a") { representedBy(relations: $r) { relationCode } } }',
        { r: Array.from({ length: count }, () => 'DECEASED') },
      );
    const refused = await ask(1_001);
    expect(refused.errors).toMatchObject([{ path: ['contact', 'representedBy'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(vitec.calls).toBe(0);
    expect((await ask(1_000)).data.contact.representedBy).toHaveLength(2);
  });
});

describe('every way to a contact', () => {
  it('shows the same relations, and each endpoint is called once for a contact', async () => {
    await using office = await startOffice([
      contact('a').sells('home-1').actsFor('p').representedBy('b', 'CompanySignatory'),
      contact('b'),
      contactThatAnswers(
        'p',
        { buyer: [{ estateId: 'home-2' }] },
        { relations: [{ relation: 'Guardian', contactId: 'a' }], reverseRelations: [] },
      ),
    ]);
    await using gateway = await startGateway(office);
    const id = (await gateway.query('{ contact(customerId: "M1", contactId: "a") { id } }')).data.contact.id;
    const { data, errors } = await gateway.query(
      `query ($id: ID!, $representations: [_Any!]!) {
        contact(customerId: "M1", contactId: "a") {
          ...R again: representedBy { relation } status: contactRelationsStatus { code }
          extraRoles { actsFor { ...R } }
          representations { principal { ...R } }
          nested: representedBy { contact { ...R partyRoles { role } represents { contact { ...R } } } }
        }
        contacts(customerId: "M1", contactIds: ["a", "a", "b"]) { ...R }
        node(id: $id) { ... on Contact { ...R } }
        nodes(ids: [$id]) { ... on Contact { ...R } }
        _entities(representations: $representations) { ... on Contact { ...R } }
      }
      fragment R on Contact { contactId representedBy { relation contact { contactId } } represents { relation contact { contactId } } contactRelationsStatus { state } }`,
      {
        id,
        representations: [
          { __typename: 'Contact', id },
          { __typename: 'Contact', customerId: 'M1', contactId: 'a' },
        ],
      },
    );
    expect(errors).toBeUndefined();
    const state = { contactRelationsStatus: { state: 'FRESH' } };
    const a = {
      contactId: 'a',
      representedBy: [{ relation: 'COMPANY_SIGNATORY', contact: { contactId: 'b' } }],
      represents: [],
      ...state,
    };
    const b = {
      contactId: 'b',
      representedBy: [],
      represents: [{ relation: 'COMPANY_SIGNATORY', contact: { contactId: 'a' } }],
      ...state,
    };
    const p = { contactId: 'p', representedBy: [{ relation: 'GUARDIAN', contact: { contactId: 'a' } }], represents: [], ...state };
    const nested = {
      ...b,
      partyRoles: [],
      represents: [{ ...b.represents[0], contact: a }],
    };
    expect(data.contact).toEqual({
      ...a,
      again: [{ relation: 'COMPANY_SIGNATORY' }],
      status: { code: null },
      extraRoles: [{ actsFor: p }],
      representations: [{ principal: p }],
      nested: [{ contact: nested }],
    });
    expect(data.contacts).toEqual([a, a, b]);
    expect([data.node, data.nodes]).toEqual([a, [a]]);
    expect(data._entities).toEqual([a, a]);
    expect(office.callsOf('ContactRelations')).toEqual({ a: 1, b: 1, p: 1 });
    expect(office.callsOf('PartyRoles')).toEqual({ a: 1, b: 1 });
  });

  it('answers the same when a document is asked for often enough to be compiled', async () => {
    await using office = await startOffice([contact('a').representedBy('b').representedBy('c', 'Deceased'), contact('b'), contact('c')]);
    await using gateway = await startGateway(office);
    const query = `{ contacts(customerId: "M1", contactIds: ["a", "none", "b"]) {
      representedBy(relations: [GUARDIAN]) { ${ROW} contact { representedBy { relation } partyRoles { id } } } represents { ${ROW} } contactRelationsStatus { state code } } }`;
    const shape = async () => {
      const { data, errors } = await gateway.query(query);
      return { data, errors: errors?.map(({ path, extensions: { code } }) => ({ path, code })) };
    };
    const first = await shape();
    expect(first.errors).toHaveLength(2);
    for (let times = 0; times < 5; times += 1) expect(await shape()).toEqual(first);
  });
});

describe('N contacts', () => {
  const ids = Array.from({ length: 12 }, (_, index) => `c${index}`);
  const ONCE = Object.fromEntries(ids.map((id) => [id, 1]));
  it.each<[string, number, number]>([
    [
      'partyRoles { id } representedBy { relation } represents { relation } partyRolesStatus { state } contactRelationsStatus { state }',
      1,
      1,
    ],
    ['partyRoles { id } hasRole(estateId: "home-1") partyRolesStatus { state }', 1, 0],
    ['a: representedBy { relation } b: represents { relation } c: contactRelationsStatus { state }', 0, 1],
    ['contactRelationsStatus { state }', 0, 1],
    ['id customerId contactId', 0, 0],
    ['id representedBy @include(if: false) { relation } contactRelationsStatus @skip(if: true) { state }', 0, 0],
  ])('that are asked %s cost %i call of PartyRoles and %i of ContactRelations each', async (selection, roles, relationCalls) => {
    await using office = await startOffice(ids.map((id) => contact(id).sells('home-1')));
    await using gateway = await startGateway(office);
    const { errors, extensions } = await gateway.query(
      `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { ${selection} } }`,
      { ids: [...ids, ...ids] },
    );
    expect(errors).toBeUndefined();
    expect(office.callsOf('PartyRoles')).toEqual(roles === 1 ? ONCE : {});
    expect(office.callsOf('ContactRelations')).toEqual(relationCalls === 1 ? ONCE : {});
    expect(office.totalCalls).toBe((roles + relationCalls) * ids.length);
    expect(extensions?.upstream.calls).toBe(office.totalCalls);
  });
});
