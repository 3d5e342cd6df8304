import { describe, expect, it } from 'vitest';
import { LIMIT_BYTES, many, useTarget } from '../support/target.ts';

const target = useTarget();
const { ask } = target;

/** Work up to the limits may take longer than a refusal. */
const HEAVY_MS = 3_000;
type Errors = readonly { readonly extensions: { readonly code: string } }[];
type Answer = { data: { contact: Record<string, unknown[] | null> }; errors: Errors; extensions?: { unlistedErrors?: number } };
const codesOf = (errors: Errors) => [...new Set(errors.map(({ extensions }) => extensions.code))];

describe('an operation', () => {
  it('that would list 300,000 rows gets as many as the limit allows, and the rest as null with a code', async () => {
    const { text } = await target.withstand(
      ask(`{ contact(customerId: "M1", contactId: "big") { ${many(30, (index) => `a${index}: partyRoles { id }`)} } }`),
      { limitMs: HEAVY_MS },
    );
    const { data, errors } = JSON.parse(text) as Answer;
    expect(Object.values(data.contact).map((rows) => rows?.length ?? null)).toEqual([...Array(2).fill(10_000), ...Array(28).fill(null)]);
    expect(codesOf(errors)).toEqual(['BAD_USER_INPUT']);
  });

  it.each([
    'partyRoles { id }',
    'partyRoles(filter: { estateIds: ["none"] }) { id }',
    'hasRole(estateId: "none")',
    'partyRoleGroups { count }',
    'representations { relations }',
  ])('that queries %s of the contact of each of 10,000 rows is stopped before it delays others', async (field) => {
    const { text } = await target.withstand(
      ask(`{ contact(customerId: "M1", contactId: "big") { partyRoles { contact { ${field} } } } }`),
      { limitMs: HEAVY_MS },
    );
    expect(codesOf((JSON.parse(text) as Answer).errors)).toEqual(['BAD_USER_INPUT']);
  });

  it('that fails at 20,000 paths reports 1,000 of them, and the number of the others', async () => {
    const { text } = await target.withstand(
      ask(
        `{ contact(customerId: "M1", contactId: "guardian") { ${many(2, (index) => `a${index}: extraRoles { actsFor { partyRoles { id } } }`)} } }`,
      ),
      { limitMs: HEAVY_MS },
    );
    const { errors, extensions } = JSON.parse(text) as Answer;
    expect([errors.length, extensions?.unlistedErrors]).toEqual([1_000, 19_000]);
  });

  it('with a chain of 60 fragments, each spread twice, is answered at once', async () => {
    const fragments = many(60, (level) => `fragment F${level} on Contact { ...F${level + 1} ...F${level + 1} }`);
    const { text } = await target.withstand(
      ask(`{ contacts(customerId: "M1", contactIds: ["a"]) { ...F0 } } ${fragments} fragment F60 on Contact { contactId }`),
    );
    expect(codesOf((JSON.parse(text) as Answer).errors)).toEqual(['BAD_USER_INPUT']);
  });

  it.each([
    'partyRoleGroups { role kind label count __typename }',
    'partyRoleGroups { role }',
    'representations { relations principal { id } estates { estateId } }',
    'partyRolesStatus { state code retryable retryAfterSeconds fetchedAt }',
    'hasRole(estateId: "1")',
    'partyRoles(first: -1) { id }',
  ])('that returns to a contact with 11 rows four times, for %s, is stopped in time', async (leaf) => {
    const { text } = await target.withstand(
      ask(
        `{ contact(customerId: "M1", contactId: "eleven") { ${many(30, (index) => `a${index}: partyRoles { ...R }`)} } } fragment R on PartyRole { contact { partyRoles { contact { partyRoles { contact { ${leaf} } } } } } }`,
      ),
      { limitMs: HEAVY_MS },
    );
    const { errors, extensions } = JSON.parse(text) as Answer;
    expect(codesOf(errors)).toEqual(['BAD_USER_INPUT']);
    expect(errors.length + (extensions?.unlistedErrors ?? 0)).toBeGreaterThan(10);
  });

  it.each<[string, () => () => Promise<Response>]>([
    [
      '15,000 estates under 30 aliases',
      () =>
        ask(
          `query ($r: [_Any!]!) { ${many(30, (index) => `a${index}: _entities(representations: $r) { ... on Estate { id estateId customerId } }`)} }`,
          { r: Array.from({ length: 12_000 }, (_, index) => ({ __typename: 'Estate', customerId: 'M1', estateId: `${index}` })) },
        ),
    ],
    [
      '15,000 nodes under 30 aliases',
      () =>
        ask(`query ($r: [ID!]!) { ${many(30, (index) => `a${index}: nodes(ids: $r) { id }`)} }`, {
          r: Array.from({ length: 15_000 }, (_, index) =>
            Buffer.from(JSON.stringify(['Estate', 'M1', String(index)])).toString('base64url'),
          ),
        }),
    ],
    [
      '14 fields of 50,000 rows',
      () =>
        ask(
          `{ contact(customerId: "M1", contactId: "big") { ${many(5, (list) => `l${list}: partyRoles { ...F }`)} } } fragment F on PartyRole { id kind role roleLabel createdAt createdAtPrecision estate { id customerId estateId } contact { id customerId contactId } }`,
        ),
    ],
    [
      'a filter of 60,000 ids under 30 aliases, of 100 contacts',
      () =>
        ask(
          `query ($c: [ID!]!, $v: [ID!]!) { contacts(customerId: "M1", contactIds: $c) { ${many(30, (index) => `a${index}: partyRoles(filter: { estateIds: $v }) { id }`)} } }`,
          { c: Array.from({ length: 90 }, () => 'a'), v: Array.from({ length: 60_000 }, (_, index) => `e${index}`) },
        ),
    ],
    [
      '60,000 roles in hasRole under 30 aliases',
      () =>
        ask(
          `query ($v: [EstateRole!]) { contact(customerId: "M1", contactId: "big") { ${many(30, (index) => `a${index}: hasRole(estateId: "x", roles: $v)`)} } }`,
          { v: Array.from({ length: 60_000 }, () => 'BUYER') },
        ),
    ],
  ])('that queries %s is stopped in time, and does not delay others', async (_what, make) => {
    expect((await target.withstand(make(), { limitMs: HEAVY_MS })).text).toContain('BAD_USER_INPUT');
  });

  it('of 60 documents with a plan each, sent three times, is answered in time and leaves little in memory', async () => {
    const before = target.program.residentBytes;
    const fields = many(30, (index) => `a${index}: partyRoles { id kind role roleLabel createdAt estate { id estateId } contact { id } }`);
    for (let index = 0; index < 60; index += 1) {
      const query = `query Q${index} { contact(customerId: "M1", contactId: "a") { ${fields} } }`;
      for (let times = 0; times < 3; times += 1) await target.withstand(ask(query));
    }
    expect(target.program.residentBytes - before).toBeLessThan(LIMIT_BYTES);
  });

  it('of 300 different long documents leaves none of them in memory', async () => {
    const before = target.program.residentBytes;
    for (let index = 0; index < 300; index += 1) {
      const query = index % 2 === 0 ? `#${'x'.repeat(900_000)}${index}\n{ __typename }` : `#${'x'.repeat(900_000)}${index}\n{`;
      await (await ask(query)()).text();
    }
    expect(target.program.residentBytes - before).toBeLessThan(LIMIT_BYTES);
  });
});
