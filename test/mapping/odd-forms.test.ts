import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARTY_RELATIONS, PARTY_ROLE_RELATIONS } from '../../src/domain/party-relation.ts';
import { partyRoleId } from '../../src/domain/party-role.ts';
import { NO_FILTER } from '../../src/domain/party-role-filter.ts';
import { partyRoles } from '../../src/vitec/endpoints/party-roles.ts';
import { startGateway } from '../support/gateway.ts';
import { json, startVitec } from '../support/vitec.ts';

const QUERY = `{ contact(customerId: "M1", contactId: "a") {
  partyRoles { role createdAt estate { estateId } ... on ExtraPartyRole { relation relationCode relationLabel actsFor { contactId } } }
  guardians: extraRoles(filter: { relations: [LIMITED_GUARDIAN] }) { relation }
  partyRolesStatus { code } } }`;

/** What the gateway shows of a contact for whom Vitec answers this text. */
async function read(text: string) {
  await using vitec = await startVitec(json(text));
  await using gateway = await startGateway(vitec);
  return (await gateway.query(QUERY)).data.contact;
}
const extraText = (fields: string) => `{"extraSeller":[{"estateId":"home-1","roleCreatedAt":"2020-01-01T00:00:00",${fields}}]}`;
const GUID = '00000000-0000-0000-0000-000000000000';

it('an id of very many blanks and a letter is read in time', () => {
  const id = `${' '.repeat(200_000)}x${' '.repeat(200_000)}y`;
  const text = JSON.stringify({ extraSeller: [{ estateId: 'home-1', partyRole: 'Guardian', contactId: id }] });
  const [row] = partyRoles.parse(text, { customerId: 'M1', contactId: 'a' }).value.matching(NO_FILTER);
  expect(row).toMatchObject({ actsForContactId: id });
});

describe('a relation of Vitec', () => {
  it.each([
    ['7', '7'],
    ['"7"', '7'],
    ['"LimitedGuardian"', 'LimitedGuardian'],
    ['"limitedguardian"', 'limitedguardian'],
    ['"LIMITEDGUARDIAN"', 'LIMITEDGUARDIAN'],
    ['"limitedGuardian"', 'limitedGuardian'],
  ])('%s is LIMITED_GUARDIAN, and its code stays as it came', async (sent, relationCode) => {
    const { partyRoles, guardians } = await read(extraText(`"partyRole":${sent},"contactId":"kontakt-b"`));
    expect(partyRoles).toMatchObject([
      { relation: 'LIMITED_GUARDIAN', relationCode, relationLabel: 'God man', createdAt: expect.any(String) },
    ]);
    expect(guardians).toEqual([{ relation: 'LIMITED_GUARDIAN' }]);
  });

  it.each([
    ['11', '11'],
    ['0', '0'],
    ['-7', '-7'],
    ['"70"', '70'],
    ['"7.0"', '7.0'],
    ['""', ''],
    ['"__proto__"', '__proto__'],
    ['"constructor"', 'constructor'],
  ])('%s that is none is OTHER, with its text', async (sent, relationCode) => {
    const { partyRoles } = await read(extraText(`"partyRole":${sent},"contactId":"kontakt-b"`));
    expect(partyRoles).toMatchObject([{ relation: 'OTHER', relationCode }]);
  });

  it('by number, and in any case, is the same row with the same id as by its word', () => {
    PARTY_ROLE_RELATIONS.forEach((relation) => {
      const { code, value } = PARTY_RELATIONS[relation];
      const idOf = (partyRole: unknown) => {
        const text = JSON.stringify({ extraBuyer: [{ estateId: 'home-1', partyRole, contactId: 'b' }] });
        const [row] = partyRoles.parse(text, { customerId: 'M1', contactId: 'a' }).value.matching({ ...NO_FILTER, relations: [relation] });
        return row && partyRoleId(row);
      };
      expect(new Set([idOf(code), idOf(code.toUpperCase()), idOf(value), idOf(String(value))]).size).toBe(1);
      expect(idOf(code)).toBeDefined();
    });
  });

  it.each(['7.5', '1e400', 'true', 'null', '{}', '["7"]'])('%s refuses the answer', async (sent) => {
    expect(await read(extraText(`"partyRole":${sent}`))).toMatchObject({
      partyRoles: null,
      partyRolesStatus: { code: 'UPSTREAM_BAD_RESPONSE' },
    });
  });
});

describe('the party acted for', () => {
  it.each([`"${GUID}"`, `"{${GUID}}"`, `"(${GUID})"`, `"${GUID.replaceAll('-', '')}"`, '"0"', '0', '-0', '""', '"  "', '" 0 "', 'null'])(
    '%s is none',
    async (sent) => {
      const { partyRoles } = await read(extraText(`"partyRole":"Guardian","contactId":${sent}`));
      expect(partyRoles).toMatchObject([{ relation: 'GUARDIAN', actsFor: null }]);
    },
  );

  it.each([
    ['4711', '4711'],
    ['9007199254740991', '9007199254740991'],
    ['"0001"', '0001'],
    ['"{a0}"', '{a0}'],
    [`"${GUID.replace('0', '1')}"`, GUID.replace('0', '1')],
  ])('%s is %s', async (sent, contactId) => {
    const { partyRoles } = await read(extraText(`"partyRole":"Guardian","contactId":${sent}`));
    expect(partyRoles).toMatchObject([{ actsFor: { contactId } }]);
  });

  it.each(['9007199254740993', '1.5', '-4711', 'true', '{}', '[1]'])('%s refuses the answer', async (sent) => {
    expect((await read(extraText(`"partyRole":"Guardian","contactId":${sent}`))).partyRolesStatus.code).toBe('UPSTREAM_BAD_RESPONSE');
  });
});

describe('an estate', () => {
  it('by number is its text', async () => {
    expect((await read('{"buyer":[{"estateId":4711}]}')).partyRoles).toMatchObject([{ estate: { estateId: '4711' } }]);
  });
  it.each(['0', '"0"', '"  "', `"${GUID}"`, '9007199254740993', '47.5', '-1', 'true'])('%s refuses the answer', async (sent) => {
    expect((await read(`{"buyer":[{"estateId":${sent}}]}`)).partyRolesStatus.code).toBe('UPSTREAM_BAD_RESPONSE');
  });
});

describe('a name of Vitec in another spelling refuses the answer', () => {
  const ROW = '{"estateId":"home-1","roleCreatedAt":"2020-01-01T00:00:00","partyRole":"Guardian","contactId":"kontakt-b"}';
  it.each([
    ['lists', `{"Buyer":[{"EstateId":"home-1"}],"ExtraSeller":[]}`],
    ['a list beside known ones', `{"buyer":[],"Seller":[{"estateId":"home-1"}]}`],
    ['an extra list', `{"buyer":[],"ExtraSeller":[${ROW}]}`],
    ['an extra list, the other way', `{"buyer":[],"extraseller":[${ROW}]}`],
    ['a list told twice', `{"buyer":[{"estateId":"home-1"}],"BUYER":[{"estateId":"home-2"}]}`],
    ['an empty list told twice', `{"buyer":[],"Buyer":null}`],
    ['an estate', '{"buyer":[{"EstateId":"home-1"}]}'],
    ['a date', '{"buyer":[{"estateId":"home-1","RoleCreatedAt":"2020-01-01T00:00:00"}]}'],
    ['a date of a later row', `{"buyer":[${ROW},{"estateId":"home-1","RoleCreatedAt":"2020-01-01T00:00:00"}]}`],
    ['a relation', '{"extraBuyer":[{"estateId":"home-1","PartyRole":"Guardian"}]}'],
    ['a party acted for', `{"extraBuyer":[${ROW.replace('contactId', 'ContactId')}]}`],
    ['a party acted for, told twice', `{"extraBuyer":[${ROW.replace('}', ',"ContactId":"kontakt-c"}')}]}`],
    ['an estate told twice', `{"buyer":[${ROW},${ROW.replace('}', ',"ESTATEID":"home-2"}')}]}`],
  ])('%s', async (_what, text) => {
    expect(await read(text)).toMatchObject({ partyRoles: null, partyRolesStatus: { code: 'UPSTREAM_BAD_RESPONSE' } });
  });

  it('and never loses or invents a row, whatever the spelling', () => {
    const NAMES = ['buyer', 'seller', 'tenant', 'owner', 'extraBuyer', 'extraSeller', 'extraTenant', 'extraOwner'];
    const FIELDS = ['estateId', 'roleCreatedAt', 'partyRole', 'contactId'];
    const IN_EXTRA_ROWS = /^(?:partyRole|contactId)$/i;
    const spelled = (name: string) =>
      fc.oneof(
        { weight: 6, arbitrary: fc.constant(name) },
        { weight: 1, arbitrary: fc.constantFrom((name[0] ?? '').toUpperCase() + name.slice(1), name.toUpperCase(), name.toLowerCase()) },
      );
    const field = (name: string, value: fc.Arbitrary<unknown>) => fc.option(fc.tuple(spelled(name), value), { nil: undefined });
    const row = fc
      .tuple(
        fc.tuple(
          spelled('estateId'),
          fc.oneof(
            fc.string().map((text) => `a${text}`),
            fc.integer({ min: 1 }),
          ),
        ),
        field('roleCreatedAt', fc.constantFrom('2020-01-01T00:00:00.000+01:00', '2021-01-01T00:00:00.000+01:00')),
        fc.tuple(spelled('partyRole'), fc.oneof(fc.string(), fc.integer())),
        field('contactId', fc.oneof(fc.stringMatching(/^[a-z]\w+$/), fc.integer({ min: 1 }))),
      )
      .map((fields) => fields.filter((each) => each !== undefined));
    const list = fc.constantFrom(...NAMES).chain((name) => fc.tuple(spelled(name), fc.array(row, { maxLength: 4 })));
    const taken = { true: 0, false: 0 };
    fc.assert(
      fc.property(fc.uniqueArray(list, { selector: ([name]) => name, maxLength: 8 }), (lists) => {
        const text = JSON.stringify(Object.fromEntries(lists.map(([name, rows]) => [name, rows.map((each) => Object.fromEntries(each))])));
        const isExact =
          lists.length > 0 &&
          lists.every(
            ([name, rows]) =>
              NAMES.includes(name) &&
              rows.every((each) => each.every(([key]) => FIELDS.includes(key) || (!name.startsWith('extra') && IN_EXTRA_ROWS.test(key)))),
          );
        taken[`${isExact}`] += 1;
        const reading = () => partyRoles.parse(text, { customerId: 'M1', contactId: 'a' }).value.matching(NO_FILTER);
        if (!isExact) {
          expect(reading).toThrow();
          return;
        }
        const sent = lists.flatMap(([name, rows]) =>
          rows.map((each) => {
            const { estateId, roleCreatedAt = null, contactId = null } = Object.fromEntries(each) as Record<string, unknown>;
            const principal = name.startsWith('extra') && contactId !== null ? String(contactId) : null;
            return JSON.stringify([name.replace('extra', '').toUpperCase(), String(estateId), roleCreatedAt, principal]);
          }),
        );
        const shown = reading().map((each) =>
          JSON.stringify([each.role, each.estate.estateId, each.createdAt, each.kind === 'EXTRA' ? each.actsForContactId : null]),
        );
        expect(shown.sort()).toEqual(sent.sort());
      }),
      { numRuns: 1_000 },
    );
    expect(Math.min(taken.true, taken.false)).toBeGreaterThan(50);
  });
});
