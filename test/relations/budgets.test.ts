import { describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { contact, contactThatAnswers, startOffice } from '../support/office.ts';
import { byEndpoint, startVitecWithRelations } from '../support/relations-vitec.ts';
import { type Answer, buyerOf, json, startVitec } from '../support/vitec.ts';

const heirs = (count: number) => Array.from({ length: count }, (_, index) => `heir-${index}`);
/** A deceased estate with so many heirs. */
const estateOf = (ids: readonly string[]) => [
  ids.reduce((estate, id) => estate.representedBy(id, 'EstateParty'), contact('estate')),
  ...ids.map((id) => contact(id).sells('home-1')),
];
const ask = (gateway: TestGateway, selection: string, variables = '') =>
  gateway.query(`query ${variables} { contact(customerId: "M1", contactId: "estate") { ${selection} } }`);

describe('contacts that are reached through ContactRelation.contact', () => {
  it('beyond MAX_CONTACTS_PER_OPERATION stand in the list, and their fields that call Vitec are BAD_USER_INPUT', async () => {
    await using office = await startOffice(estateOf(heirs(5)));
    await using gateway = await startGateway(office, { MAX_CONTACTS_PER_OPERATION: '3' }); // the estate and two heirs
    const { data, errors } = await ask(
      gateway,
      'representedBy { relation contact { contactId partyRoles { role } represents { relation } partyRolesStatus { state code } contactRelationsStatus { code } } }',
    );
    const rows = data.contact.representedBy as { relation: string; contact: Record<string, unknown> }[];
    expect(rows.map(({ relation, contact: { contactId } }) => [relation, contactId])).toEqual(
      heirs(5).map((id) => ['DECEASED_ESTATE_PART_OWNER', id]),
    );
    const well = { partyRoles: [{ role: 'SELLER' }], represents: [{ relation: 'DECEASED_ESTATE_PART_OWNER' }] };
    const beyond = { partyRoles: null, represents: null };
    expect(rows.map(({ contact: { partyRoles, represents } }) => ({ partyRoles, represents }))).toEqual([
      well,
      well,
      beyond,
      beyond,
      beyond,
    ]);
    expect(rows.map(({ contact: { partyRolesStatus } }) => partyRolesStatus)).toEqual([
      ...Array(2).fill({ state: 'FRESH', code: null }),
      ...Array(3).fill({ state: 'UNAVAILABLE', code: 'BAD_USER_INPUT' }),
    ]);
    expect(rows.map(({ contact: { contactRelationsStatus } }) => contactRelationsStatus)).toEqual([
      ...Array(2).fill({ code: null }),
      ...Array(3).fill({ code: 'BAD_USER_INPUT' }),
    ]);
    expect(errors?.map(({ path, extensions: { code } }) => [path?.join('.'), code])).toEqual(
      [2, 3, 4].flatMap((index) =>
        ['partyRoles', 'represents'].map((field) => [`contact.representedBy.${index}.contact.${field}`, 'BAD_USER_INPUT']),
      ),
    );
    expect(office.callsOf('PartyRoles')).toEqual({ 'heir-0': 1, 'heir-1': 1 });
    expect(office.callsOf('ContactRelations')).toEqual({ estate: 1, 'heir-0': 1, 'heir-1': 1 });
  });

  it.each(['id contactId customerId __typename', 'contactId partyRoles @skip(if: $yes) { role }'])(
    'are free where they are asked for %s alone',
    async (fields) => {
      await using office = await startOffice(estateOf(heirs(5)));
      await using gateway = await startGateway(office, { MAX_CONTACTS_PER_OPERATION: '1' });
      const { data, errors } = await ask(
        gateway,
        `representedBy { contact { ${fields} } }`,
        fields.includes('$yes') ? '($yes: Boolean = true)' : '',
      );
      expect(errors).toBeUndefined();
      expect(data.contact.representedBy.map((row: { contact: { contactId: string } }) => row.contact.contactId)).toEqual(heirs(5));
      expect(office.totalCalls).toBe(1);
    },
  );

  it('count once, however often and by whichever endpoint they are reached', async () => {
    const roles = { extraSeller: [{ estateId: 'home-1', partyRole: 'Guardian', contactId: 'heir-0' }] };
    const relations = {
      relations: [{ relation: 'Guardian', contactId: 'heir-0' }],
      reverseRelations: [{ relation: 'Deceased', contactId: 'estate' }],
    };
    await using office = await startOffice([contactThatAnswers('estate', roles, relations), contact('heir-0').sells('home-1')]);
    await using gateway = await startGateway(office, { MAX_CONTACTS_PER_OPERATION: '2' });
    const { errors } = await ask(
      gateway,
      'extraRoles { actsFor { representedBy { relation } } } a: representedBy { contact { partyRoles { role } } } b: representedBy { contact { hasRole(estateId: "home-1") } } represents { contact { partyRoles { role } } }',
    );
    expect(errors).toBeUndefined();
    expect([office.callsOf('PartyRoles'), office.callsOf('ContactRelations')]).toEqual([
      { estate: 1, 'heir-0': 1 },
      { estate: 1, 'heir-0': 1 },
    ]);
  });

  it('are counted at every level of a tree', async () => {
    const threeGuardians: Answer = (response) => {
      const id = response.req.url?.split('/')[4];
      const relations = [0, 1, 2].map((index) => ({ relation: 'Guardian', contactId: `${id}-${index}` }));
      json(JSON.stringify({ relations }))(response);
    };
    await using vitec = await startVitec(byEndpoint({ PartyRoles: buyerOf('home-1'), ContactRelations: threeGuardians }));
    await using gateway = await startGateway(vitec, { MAX_CONTACTS_PER_OPERATION: '10' });
    const { data, errors } = await ask(
      gateway,
      'representedBy { contact { representedBy { contact { contactId representedBy { relation } } } } }',
    );
    expect(vitec.calls).toBe(10); // 1, 3 and 6 of the 9 below
    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(Array(3).fill('BAD_USER_INPUT'));
    const leaves = data.contact.representedBy.flatMap(
      (row: { contact: { representedBy: { contact: { representedBy: unknown } }[] } }) => row.contact.representedBy,
    );
    expect(leaves).toHaveLength(9);
    expect(leaves.filter((leaf: { contact: { representedBy: unknown } }) => leaf.contact.representedBy === null)).toHaveLength(3);
  });
});

describe('rows of relations', () => {
  const rows = (count: number) => JSON.stringify({ relations: heirs(count).map((contactId) => ({ relation: 'Guardian', contactId })) });

  it('count for the rows that an operation may list, together with roles', async () => {
    const buyer = heirs(10_000).map((estateId) => ({ estateId }));
    await using vitec = await startVitec(byEndpoint({ PartyRoles: json(JSON.stringify({ buyer })), ContactRelations: json(rows(10_000)) }));
    await using gateway = await startGateway(vitec);
    const { data, errors } = await ask(
      gateway,
      'partyRoles { role } a: representedBy { relation } b: representedBy { relation } represents { relation } contactRelationsStatus { code }',
    );
    expect([data.contact.partyRoles.length, data.contact.a.length, data.contact.b, data.contact.represents]).toEqual([
      10_000,
      10_000,
      null,
      [],
    ]);
    expect(data.contact.contactRelationsStatus).toEqual({ code: null }); // they were read
    expect(errors).toMatchObject([{ path: ['contact', 'b'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors).toHaveLength(1);
  });

  it('count for the fields that an operation may list, with all that is asked of each related contact', async () => {
    await using vitec = await startVitecWithRelations(rows(10_000));
    await using gateway = await startGateway(vitec);
    const fields = 'relation relationCode relationLabel contact { id contactId customerId __typename }'; // 8 of each row
    const two = await ask(gateway, `a: representedBy { ${fields} } b: representedBy { ${fields} }`);
    expect(two.errors).toBeUndefined();
    const more = await ask(
      gateway,
      `a: representedBy { ${fields} } b: representedBy { ${fields} x: relationLabel(locale: EN) y: relation z: relation w: relation v: relation u: relation t: relation s: relation r: relation q: relation }`,
    );
    expect([more.data.contact.a.length, more.data.contact.b]).toEqual([10_000, null]);
    expect(more.errors).toMatchObject([{ path: ['contact', 'b'], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('count for the rows that filters may look through, though they keep none', async () => {
    await using vitec = await startVitecWithRelations(rows(20_000));
    await using gateway = await startGateway(vitec);
    const aliases = Array.from({ length: 26 }, (_, index) => `a${index}: representedBy(relations: [DECEASED]) { relation }`);
    const { data, errors } = await ask(gateway, aliases.join(' '));
    const kept = Object.values(data.contact);
    expect(kept.filter((list) => Array.isArray(list) && list.length === 0)).toHaveLength(25);
    expect(kept.filter((list) => list === null)).toHaveLength(1);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('the depth of a document', () => {
  const tree = (levels: number): string => (levels === 0 ? 'relation' : `contact { representedBy { ${tree(levels - 1)} } }`);
  it.each([
    [
      9,
      '{ contact(customerId: "M1", contactId: "estate") { representedBy { contact { representedBy { contact { representedBy { contact { representedBy { relation } } } } } } } } }',
    ],
    [
      10,
      '{ contact(customerId: "M1", contactId: "estate") { representedBy { contact { representedBy { contact { representedBy { contact { representedBy { contact { id } } } } } } } } } }',
    ],
  ])('%i is answered', async (_depth, query) => {
    await using office = await startOffice(estateOf(heirs(1)));
    await using gateway = await startGateway(office);
    expect((await gateway.query(query)).errors).toBeUndefined();
    expect(office.callsOf('ContactRelations')).toEqual({ estate: 1, 'heir-0': 1 });
  });

  it('11 is rejected as a whole, also when fragments hide it', async () => {
    await using office = await startOffice(estateOf(heirs(1)));
    await using gateway = await startGateway(office);
    for (const query of [
      `{ contact(customerId: "M1", contactId: "estate") { representedBy { ${tree(4)} } } }`,
      '{ contact(customerId: "M1", contactId: "estate") { ...A } } fragment A on Contact { representedBy { contact { representedBy { contact { ...B } } } } } fragment B on Contact { representedBy { contact { representedBy { contact { representedBy { relation } } } } } }',
    ]) {
      const { status, data, errors } = await gateway.query(query);
      expect([status, data]).toEqual([400, undefined]);
      expect(errors).toMatchObject([{ extensions: { code: 'DEPTH_LIMIT_EXCEEDED' } }]);
    }
    expect(office.totalCalls).toBe(0);
  });
});
