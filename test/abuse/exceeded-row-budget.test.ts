import { describe, expect, it } from 'vitest';
import { type GraphqlError, startGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';
import { json, startVitec } from '../support/vitec.ts';

const aliases = (count: number, field: string) => Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ');
/** 28 lists of 10 fields each are 280 fields. */
const FIELDS_OF_CONTACT = aliases(28, 'partyRoles { id kind role roleLabel createdAt createdAtPrecision estate { id estateId } }');
const FIELDS_OF_ESTATE = aliases(
  28,
  'listing { id objectNumber isPublished statusCode statusLabel estateTypeCode address { postalTown area } }',
);
const BEFORE = 'contact(customerId: "M1", contactId: "b") { partyRoles { role } }';
const AFTER = 'after: contact(customerId: "M1", contactId: "c") { partyRoles { role } }';
const MENTIONS = 998; // with the two beside them 1,000
const estate = (index: number) => Buffer.from(JSON.stringify(['Estate', 'M1', `e${index}`])).toString('base64url');
const pathsOf = (errors: readonly GraphqlError[] | undefined, code: string) => {
  expect([...new Set(errors?.map(({ extensions }) => extensions.code))]).toEqual([code]);
  return errors?.map(({ path }) => path?.join('.'));
};

describe('a list beyond the row budget', () => {
  it.each([
    ['contacts', `contacts(customerId: "M1", contactIds: $ids) { ${FIELDS_OF_CONTACT} }`, Array(MENTIONS).fill('a')],
    ['nodes', `nodes(ids: $ids) { ... on Estate { ${FIELDS_OF_ESTATE} } }`, Array.from({ length: MENTIONS }, (_, index) => estate(index))],
    [
      '_entities',
      `_entities(representations: $ids) { ... on Contact { ${FIELDS_OF_CONTACT} } }`,
      Array(MENTIONS).fill({ __typename: 'Contact', customerId: 'M1', contactId: 'a' }),
    ],
  ])('has null and an error for each entry of %s, and the fields beside it are whole', async (name, field, ids) => {
    await using office = await startOffice(['a', 'b', 'c'].map((id) => contact(id).sells('home-1')));
    await using gateway = await startGateway(office);
    const type = name === '_entities' ? '[_Any!]!' : '[ID!]!';
    const { status, data, errors } = await gateway.query(`query ($ids: ${type}) { ${BEFORE} ${field} ${AFTER} }`, { ids });
    expect(status).toBe(200);
    const whole = { partyRoles: [{ role: 'SELLER' }] };
    expect(data).toEqual({ contact: whole, [name]: Array(MENTIONS).fill(null), after: whole });
    expect(pathsOf(errors, 'BAD_USER_INPUT')).toEqual(ids.map((_id, index) => `${name}.${index}`));
    expect(office.callsOf('PartyRoles')).toEqual({ b: 1, c: 1 });
  });

  const rows = (list: string, count: number) => Array.from({ length: count }, (_, index) => ({ estateId: `${list}-${index}` }));
  const acting = (principal: string) => rows(principal, 3_000).map((row) => ({ ...row, partyRole: 'Guardian', contactId: principal }));
  const BODY = { buyer: rows('b', 4_000), seller: rows('s', 4_000), extraSeller: [...acting('p'), ...acting('q')] };

  it.each([
    ['partyRoleGroups(filter: { kinds: [PRIMARY] })', 'count partyRoles { id }'],
    ['representations', 'principal { contactId } estates { id } partyRoles { id }'],
  ])('within the objects of %s makes that field null, and counts for nothing', async (field, selection) => {
    await using vitec = await startVitec(json(JSON.stringify(BODY)));
    await using gateway = await startGateway(vitec);
    const { data, errors } = await gateway.query(`{ contact(customerId: "M1", contactId: "a") {
      x: partyRoles(first: 10000) { id } y: partyRoles(first: 10000) { id }
      exceeding: ${field} { ${selection} }
      later: partyRoles(first: 4000) { id } without: ${field} { __typename } partyRolesStatus { code } } }`);
    const { x, y, exceeding, later, without } = data.contact;
    expect([x.length, y.length, exceeding, later.length, without.length]).toEqual([10_000, 10_000, null, 4_000, 2]);
    expect(pathsOf(errors, 'BAD_USER_INPUT')).toEqual(['contact.exceeding']);
  });
});
