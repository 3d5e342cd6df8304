import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_FILTER } from '../../src/domain/party-role-filter.ts';
import { partyRoles } from '../../src/vitec/endpoints/party-roles.ts';
import { startGateway } from '../support/gateway.ts';
import { contact, contactThatAnswers, startOffice } from '../support/office.ts';

const ROWS =
  '{ contact(customerId: "M1", contactId: "a") { partyRoles { role createdAt estate { estateId } ... on ExtraPartyRole { relation relationCode actsFor { contactId } } } partyRolesStatus { state code } } }';

async function read(roles: object) {
  await using office = await startOffice([contactThatAnswers('a', roles)]);
  await using gateway = await startGateway(office);
  return (await gateway.query(ROWS)).data.contact;
}

describe('an answer of Vitec', () => {
  it('with absent and null lists has no roles, and is no failure', async () => {
    expect(await read({ buyer: null, extraOwner: null })).toEqual({ partyRoles: [], partyRolesStatus: { state: 'FRESH', code: null } });
  });

  it('with fields that nobody knows is read without them', async () => {
    const read1 = await read({ buyer: [{ estateId: 'e1', share: 0.5, agent: { id: 7 } }], lessee: [{ estateId: 'e2' }], version: 3 });
    expect(read1.partyRoles).toEqual([{ role: 'BUYER', createdAt: null, estate: { estateId: 'e1' } }]);
  });

  it('with a relation newer than the schema gives OTHER and the word as it came', async () => {
    const { partyRoles } = await read({ extraBuyer: [{ estateId: 'e1', partyRole: 'FutureTrustee', contactId: 'b' }] });
    expect(partyRoles).toMatchObject([{ relation: 'OTHER', relationCode: 'FutureTrustee', actsFor: { contactId: 'b' } }]);
  });

  it.each([null, undefined, ''])('whose related contact is %j names no party acted for', async (contactId) => {
    const { partyRoles } = await read({ extraSeller: [{ estateId: 'e1', partyRole: 'ExtraPartyContactPerson', contactId }] });
    expect(partyRoles).toMatchObject([{ relation: 'CONTACT_PERSON', actsFor: null }]);
  });

  it.each([
    '"quoted"',
    "it's",
    'emoji 🏡👩‍⚖️',
    'line\u2028and\u2029separator',
    '<b>&amp;</b>',
    '\\u0041',
    '../../etc',
    'å ä ö',
    'x'.repeat(4_000),
  ])('comes out with its text as it went in: %j', async (text) => {
    const { partyRoles } = await read({ extraBuyer: [{ estateId: text, partyRole: text, contactId: text }] });
    expect(partyRoles).toMatchObject([{ relation: 'OTHER', relationCode: text, estate: { estateId: text }, actsFor: { contactId: text } }]);
  });

  it('with a related contact whose id can stand in no address is read, and asking for that one is BAD_USER_INPUT', async () => {
    const extraSeller = [{ estateId: 'e1', partyRole: 'Guardian', contactId: '\ud800' }];
    await using office = await startOffice([contactThatAnswers('a', { extraSeller })]);
    await using gateway = await startGateway(office);
    const { data, errors } = await gateway.query(
      '{ contact(customerId: "M1", contactId: "a") { extraRoles { relation actsFor { partyRoles { role } } } } }',
    );
    expect(data.contact.extraRoles).toMatchObject([{ relation: 'GUARDIAN', actsFor: { partyRoles: null } }]);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  it('with dates in odd form loses the date and keeps the row', async () => {
    const sent = ['2026-07-04T13:51:40.354', null, undefined, 'i går', '2026-10-04T13:51:40.3548718+02:00'];
    const { partyRoles } = await read({ buyer: sent.map((roleCreatedAt, index) => ({ estateId: `e${index}`, roleCreatedAt })) });
    expect(partyRoles.map((row: { createdAt: string; estate: { estateId: string } }) => [row.estate.estateId, row.createdAt])).toEqual([
      ['e4', '2026-10-04T13:51:40.354+02:00'],
      ['e0', '2026-07-04T13:51:40.354+02:00'],
      ['e1', null],
      ['e2', null],
      ['e3', null],
    ]);
  });

  it('keeps its order among equals: buyer, seller, tenant, owner, then the extras', async () => {
    const extra = [{ estateId: 'e', partyRole: 'Guardian' }];
    const { partyRoles } = await read({
      extraOwner: extra,
      extraBuyer: extra,
      owner: [{ estateId: 'e' }],
      tenant: [{ estateId: 'e' }],
      seller: [{ estateId: 'e' }],
      buyer: [{ estateId: 'e' }],
    });
    const order = partyRoles.map((row: { role: string; relation?: string }) => (row.relation ? `EXTRA ${row.role}` : row.role));
    expect(order).toEqual(['BUYER', 'SELLER', 'TENANT', 'OWNER', 'EXTRA BUYER', 'EXTRA OWNER']);
  });

  it('loses no row and invents none', () => {
    const text = fc.string().map((rest) => `a${rest}`); // an id that names something
    const row = fc.record({ estateId: text, roleCreatedAt: fc.option(fc.string()) });
    const extraRow = fc.record({ estateId: text, partyRole: fc.string(), contactId: fc.option(fc.string()) });
    const list = fc.option(fc.array(row, { maxLength: 5 }));
    const extraList = fc.option(fc.array(extraRow, { maxLength: 5 }));
    const answer = fc.record({
      buyer: list,
      seller: list,
      tenant: list,
      owner: list,
      extraBuyer: extraList,
      extraSeller: extraList,
      extraTenant: extraList,
      extraOwner: extraList,
    });
    fc.assert(
      fc.property(answer, (sent) => {
        const rows = Object.values(sent).reduce((count, sentList) => count + (sentList?.length ?? 0), 0);
        const roles = partyRoles.parse(JSON.stringify(sent), { customerId: 'M1', contactId: 'a' }).value;
        expect([roles.count, roles.matching(NO_FILTER).length]).toEqual([rows, rows]);
      }),
    );
  });
});

describe('what hangs on a contact', () => {
  it('is grouped by role and kind, with a label that tells a seller from one who stands beside', async () => {
    await using office = await startOffice([contact('a').sells('home-1').sells('home-2').actsFor('b')]);
    await using gateway = await startGateway(office);
    const { data } = await gateway.query(
      '{ contact(customerId: "M1", contactId: "a") { partyRoleGroups { role kind label english: label(locale: EN) count partyRoles { estate { estateId } } } } }',
    );
    expect(data.contact.partyRoleGroups).toEqual([
      {
        role: 'SELLER',
        kind: 'PRIMARY',
        label: 'Säljare',
        english: 'Seller',
        count: 2,
        partyRoles: [{ estate: { estateId: 'home-1' } }, { estate: { estateId: 'home-2' } }],
      },
      {
        role: 'SELLER',
        kind: 'EXTRA',
        label: 'Relation till säljare',
        english: 'Related to seller',
        count: 1,
        partyRoles: [{ estate: { estateId: 'home-1' } }],
      },
    ]);
  });

  it('is told as whom it acts for: one entry a principal, and one for the rows without', async () => {
    await using office = await startOffice([
      contact('a')
        .actsFor(null, { partyRole: 'ExtraPartyContactPerson', estateId: 'home-9' })
        .actsFor('dodsbo', { partyRole: 'EstateAdministrator', estateId: 'home-1' })
        .actsFor('dodsbo', { partyRole: 'ExecutorUnderTheWill', estateId: 'home-2' })
        .actsFor('elsa', { partyRole: 'LimitedGuardian', estateId: 'home-3' })
        .sells('home-4'),
    ]);
    await using gateway = await startGateway(office);
    const { data } = await gateway.query(
      '{ contact(customerId: "M1", contactId: "a") { representations { principal { contactId } relations estates { estateId } partyRoles { relationLabel } } } }',
    );
    expect(data.contact.representations).toEqual([
      {
        principal: { contactId: 'dodsbo' },
        relations: ['DECEASED_ESTATE_ADMINISTRATOR', 'EXECUTOR_OF_WILL'],
        estates: [{ estateId: 'home-1' }, { estateId: 'home-2' }],
        partyRoles: [{ relationLabel: 'Boutredningsman' }, { relationLabel: 'Testamentsexekutor' }],
      },
      {
        principal: { contactId: 'elsa' },
        relations: ['LIMITED_GUARDIAN'],
        estates: [{ estateId: 'home-3' }],
        partyRoles: [{ relationLabel: 'God man' }],
      },
      {
        principal: null,
        relations: ['CONTACT_PERSON'],
        estates: [{ estateId: 'home-9' }],
        partyRoles: [{ relationLabel: 'Extrakontakt' }],
      },
    ]);
    expect(office.totalCalls).toBe(1);
  });

  it.each([
    ['estateId: "home-1"', true],
    ['estateId: "home-2"', false],
    ['estateId: "home-1", roles: [SELLER]', true],
    ['estateId: "home-1", roles: [BUYER]', false],
    ['estateId: "home-1", roles: []', false],
    ['estateId: "home-3"', false], // stands beside only, and the default is primary roles
    ['estateId: "home-3", kinds: [EXTRA]', true],
    ['estateId: "home-3", kinds: [PRIMARY, EXTRA], roles: [SELLER]', true],
  ])('says whether it has a role: hasRole(%s) is %s', async (args, expected) => {
    await using office = await startOffice([contact('a').sells('home-1').actsFor('b', { estateId: 'home-3' })]);
    await using gateway = await startGateway(office);
    const { data } = await gateway.query(`{ contact(customerId: "M1", contactId: "a") { hasRole(${args}) } }`);
    expect(data.contact.hasRole).toBe(expected);
  });

  it('is cut to the first rows after filter and order', async () => {
    await using office = await startOffice([
      contact('a')
        .buys('old', '2020-01-01T00:00:00+01:00')
        .buys('new', '2025-01-01T00:00:00+01:00')
        .sells('sold', '2026-01-01T00:00:00+01:00'),
    ]);
    await using gateway = await startGateway(office);
    const { data } = await gateway.query(`{ contact(customerId: "M1", contactId: "a") {
      newest: partyRoles(filter: { roles: [BUYER] }, first: 1) { estate { estateId } }
      oldest: partyRoles(orderBy: { field: CREATED_AT }, first: 1) { estate { estateId } }
      none: partyRoles(first: 0) { estate { estateId } }
      nullOrder: partyRoles(orderBy: null, filter: null, first: null) { estate { estateId } }
    } }`);
    const estates = (rows: { estate: { estateId: string } }[]) => rows.map(({ estate }) => estate.estateId);
    expect(estates(data.contact.newest)).toEqual(['new']);
    expect(estates(data.contact.oldest)).toEqual(['old']);
    expect(data.contact.none).toEqual([]);
    expect(estates(data.contact.nullOrder)).toEqual(['sold', 'new', 'old']);
  });

  it('has the vocabulary of relations without a call to Vitec', async () => {
    await using office = await startOffice([]);
    await using gateway = await startGateway(office);
    const { data } = await gateway.query('{ partyRelations { relation relationCode label english: label(locale: EN) } }');
    expect(data.partyRelations).toHaveLength(10);
    expect(data.partyRelations[6]).toEqual({
      relation: 'LIMITED_GUARDIAN',
      relationCode: 'LimitedGuardian',
      label: 'God man',
      english: 'Limited guardian (god man)',
    });
    expect(office.totalCalls).toBe(0);
  });
});
