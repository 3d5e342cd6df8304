import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_ROLES } from '../../src/sandbox/endpoints/party-roles.ts';
import { postOperation, startGateway, type TestGateway } from '../support/gateway.ts';
import { contact, contactThatAnswers, type Office, startOffice } from '../support/office.ts';

const PARTY_ROLES = (args: string) =>
  `{ contact(customerId: "M1", contactId: "kontakt-1") { partyRoles(${args}) { estate { estateId } createdAt } } }`;
const MANY = Array.from({ length: 300 }, (_, index) => ({ estateId: `home-${index}`, roleCreatedAt: '2026-10-04T13:51:40.3548718+02:00' }));
const people = () => [
  contact('kontakt-1')
    .buys('home-1', '2021-01-02T03:04:05+01:00')
    .buys('home-2', '2023-01-02T03:04:05+01:00')
    .sells('home-3', '2022-01-02T03:04:05+01:00'),
  contact('kontakt-2').sells('home-1'),
  contactThatAnswers('kontakt-many', { ...NO_ROLES, seller: MANY }),
];

/** An operation, its variables as JSON, and what is right: the data, or the codes of its errors. */
const CASES: readonly (readonly [what: string, query: string, variables: string, right: unknown])[] = [
  [
    'an input object as a variable, whose field has a default',
    `query($o: PartyRoleOrder) ${PARTY_ROLES('orderBy: $o')}`,
    '{"o":{"field":"CREATED_AT"}}',
    ['home-1', 'home-3', 'home-2'],
  ],
  [
    'a field with a default that is a variable without a value',
    `query($d: PartyRoleOrderDirection) ${PARTY_ROLES('orderBy: {field: CREATED_AT, direction: $d}')}`,
    '{}',
    ['home-1', 'home-3', 'home-2'],
  ],
  [
    'a null for a field that may not be null',
    `query($d: PartyRoleOrderDirection = DESC) ${PARTY_ROLES('orderBy: {field: CREATED_AT, direction: $d}')}`,
    '{"d":null}',
    ['BAD_USER_INPUT'],
  ],
  [
    'no argument for a variable without a value',
    `query($o: PartyRoleOrder) ${PARTY_ROLES('orderBy: $o')}`,
    '{}',
    ['home-2', 'home-3', 'home-1'],
  ],
  [
    'null for an argument with a default',
    `query($o: PartyRoleOrder) ${PARTY_ROLES('orderBy: $o')}`,
    '{"o":null}',
    ['home-2', 'home-3', 'home-1'],
  ],
  [
    'a null in a list of non-null items',
    'query($k: PartyRoleKind = PRIMARY) { contact(customerId: "M1", contactId: "kontakt-1") { hasRole(estateId: "home-1", kinds: [$k]) } }',
    '{"k":null}',
    ['BAD_USER_INPUT'],
  ],
  [
    'a null for a required field of an input object',
    `query($f: PartyRoleOrderField = ROLE) ${PARTY_ROLES('orderBy: {field: $f}')}`,
    '{"f":null}',
    ['BAD_USER_INPUT'],
  ],
  [
    'a variable inside a literal of _Any',
    'query($id: ID!) { _entities(representations: [{ __typename: "Contact", customerId: "M1", contactId: $id }]) { ... on Contact { contactId } } }',
    '{"id":"kontakt-1"}',
    { _entities: [{ contactId: 'kontakt-1' }] },
  ],
  [
    'a variable inside a literal of _Any without a value',
    'query($id: ID) { _entities(representations: [{ __typename: "Contact", customerId: "M1", contactId: $id }]) { ... on Contact { contactId } } }',
    '{}',
    ['BAD_USER_INPUT'],
  ],
  ...['constructor', 'toString', 'hasOwnProperty', 'valueOf'].map(
    (name) =>
      [
        `a variable named ${name}, not given`,
        `query($${name}: PartyRoleOrder) ${PARTY_ROLES(`orderBy: $${name}`)}`,
        '{}',
        ['home-2', 'home-3', 'home-1'],
      ] as const,
  ),
  [
    'variables named constructor and toString, given',
    `query($constructor: PartyRoleOrderField!, $toString: PartyRoleOrderDirection) ${PARTY_ROLES('orderBy: {field: $constructor, direction: $toString}')}`,
    '{"constructor":"CREATED_AT","toString":"ASC"}',
    ['home-1', 'home-3', 'home-2'],
  ],
  [
    'the default of a required variable',
    `query($id: ID! = "kontakt-2") { contact(customerId: "M1", contactId: $id) { contactId } }`,
    '{}',
    { contact: { contactId: 'kontakt-2' } },
  ],
  [
    'keys that meet when they are joined with an underscore',
    '{ a: contact(customerId: "M1", contactId: "kontakt-1") { b: partyRoles(first: 1) { role } } a_b: contact(customerId: "M1", contactId: "kontakt-2") { contactId } }',
    '{}',
    { a: { b: [{ role: 'BUYER' }] }, a_b: { contactId: 'kontakt-2' } },
  ],
  [
    'a list over the budget of rows',
    `query($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { partyRoles { id estate { estateId } role kind createdAt } } }`,
    JSON.stringify({ ids: [...Array.from({ length: 98 }, () => 'kontakt-many'), 'kontakt-1', '../x', '../y'] }),
    Array.from({ length: 18 }, () => 'BAD_USER_INPUT'),
  ],
  [
    'a list over the budget at its root, beside one that is not',
    `fragment F on PartyRole { id role kind createdAt estate { estateId customerId id } contact { id contactId customerId partyRoles(first: 0) { id role kind createdAt estate { estateId customerId id } } } } query($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId } many: contacts(customerId: "M1", contactIds: $ids) { ${Array.from({ length: 28 }, (_, index) => `f${index}: partyRoles(first: 0) { ...F }`).join(' ')} } }`,
    JSON.stringify({ ids: [...Array.from({ length: 490 }, () => 'kontakt-1'), ...Array.from({ length: 10 }, () => '../x')] }),
    Array.from({ length: 10 + 500 }, () => 'BAD_USER_INPUT'),
  ],
];

const estatesOf = (data: { contact?: { partyRoles?: { estate: { estateId: string } }[] } } | undefined) =>
  data?.contact?.partyRoles?.map(({ estate }) => estate.estateId);

describe('a repeated operation', () => {
  let office: Office;
  let gateway: TestGateway;
  beforeAll(async () => {
    office = await startOffice(people());
    gateway = await startGateway(office, { CACHE_TTL_MS: '60000', UPSTREAM_REPORT: 'false' });
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await office[Symbol.asyncDispose]();
  });

  it.each(CASES)('has the same correct response the tenth time: %s', async (_what, query, variables, right) => {
    const ask = () =>
      postOperation(gateway.url, `{"query":${JSON.stringify(query)},"variables":${variables}}`, { 'x-request-id': '0'.repeat(32) });
    const answers: string[] = [];
    const times = variables.length > 1_000 ? 3 : 10; // a heavy one takes its time
    for (let time = 0; time < times; time += 1) {
      const { status, data, errors, extensions } = await ask();
      answers.push(JSON.stringify({ status, data, errors, extensions }));
    }
    expect(new Set(answers)).toEqual(new Set([answers[0]]));
    const { status, data, errors } = JSON.parse(answers[0] ?? '');
    expect(status).toBe(200);
    if (Array.isArray(right) && String(right[0]).startsWith('home'))
      expect({ errors, estates: estatesOf(data) }).toEqual({ errors: undefined, estates: right });
    else if (Array.isArray(right))
      expect(errors?.map(({ extensions }: { extensions: { code: string } }) => extensions.code)).toEqual(right);
    else expect({ data, errors }).toEqual({ data: right, errors: undefined });
  });
});
