import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postOperation, startGateway, type TestGateway } from '../support/gateway.ts';
import { contact, type Office, startOffice } from '../support/office.ts';
import { rawRequest, sendRaw } from '../support/raw-http.ts';

/** The next number that a double can hold is 9007199254740992, which is another contact's id. */
const EXACT = '9007199254740993';
const OTHER = '9007199254740992';

let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  office = await startOffice([contact(EXACT).sells('home-1'), contact(OTHER).sells('home-2'), contact('7').sells('home-7')]);
  gateway = await startGateway(office, { WEBHOOK_SECRET: 'hemlig-webhook', CACHE_TTL_MS: '60000' });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

const ROLES = 'partyRoles { estate { estateId } }';
/** Each way for a variable to become an id; `NUMBER` is put in as it stands. */
const WAYS: readonly (readonly [string, string, string])[] = [
  ['an argument', `query ($v: ID!) { contact(customerId: "M1", contactId: $v) { ${ROLES} } }`, 'NUMBER'],
  ['a list', `query ($v: [ID!]!) { contacts(customerId: "M1", contactIds: $v) { ${ROLES} } }`, '["7", NUMBER]'],
  ['one value for a list', `query ($v: [ID!]!) { contacts(customerId: "M1", contactIds: $v) { ${ROLES} } }`, 'NUMBER'],
  ['within a list', `query ($v: ID!) { contacts(customerId: "M1", contactIds: ["7", $v]) { ${ROLES} } }`, 'NUMBER'],
  ['a customer', `query ($v: ID!) { contact(customerId: $v, contactId: "7") { ${ROLES} } }`, 'NUMBER'],
  ['a node', `query ($v: ID!) { node(id: $v) { id } }`, 'NUMBER'],
  ['an estate', `query ($v: ID!) { contact(customerId: "M1", contactId: "7") { hasRole(estateId: $v) } }`, 'NUMBER'],
  [
    'an object',
    `query ($v: PartyRoleFilter) { contact(customerId: "M1", contactId: "7") { partyRoles(filter: $v) { id } } }`,
    '{"estateIds": ["home-7", NUMBER]}',
  ],
  [
    'within an object',
    `query ($v: ID!) { contact(customerId: "M1", contactId: "7") { partyRoles(filter: { actsForContactIds: [$v] }) { id } } }`,
    'NUMBER',
  ],
];
const NUMBERS = [EXACT, OTHER, `-${OTHER}`, '1e21', '1.5', '-0', '-0.0', '1e400', '9007199254740993.0', 'true', 'false'];

describe.each(WAYS)('a variable for %s', (_what, query, form) => {
  it.each(NUMBERS)('that is %s is BAD_USER_INPUT, each time, without a call', async (number) => {
    const before = office.totalCalls;
    const body = `{"query": ${JSON.stringify(query)}, "variables": {"v": ${form.replace('NUMBER', number)}}}`;
    for (let time = 0; time < 3; time += 1) {
      const { status, data, errors } = await postOperation(gateway.url, body);
      expect([status, data, errors?.[0]?.extensions.code]).toEqual([400, undefined, 'BAD_USER_INPUT']);
      expect(errors?.[0]?.message).not.toMatch(/\d/);
    }
    expect(office.totalCalls).toBe(before);
  });
});

it('a whole number that JSON holds exactly is an id, each time', async () => {
  const query = `query ($v: ID!, $list: [ID!]!) { contact(customerId: "M1", contactId: $v) { ${ROLES} } contacts(customerId: "M1", contactIds: $list) { contactId } }`;
  for (let time = 0; time < 3; time += 1) {
    const { data } = await gateway.query(query, { v: 7, list: [Number.MAX_SAFE_INTEGER, 0, -1] });
    expect(data).toEqual({
      contact: { partyRoles: [{ estate: { estateId: 'home-7' } }] },
      contacts: [{ contactId: '9007199254740991' }, { contactId: '0' }, { contactId: '-1' }],
    });
  }
});

it.each([
  ['an argument', `query { contact(customerId: "M1", contactId: ${EXACT}) { ${ROLES} } }`],
  ['a default', `query ($v: ID! = ${EXACT}) { contact(customerId: "M1", contactId: $v) { ${ROLES} } }`],
])('a number in the document is exact as %s, each time', async (_what, query) => {
  for (let time = 0; time < 3; time += 1) {
    const { data } = await gateway.query(query);
    expect(data).toEqual({ contact: { partyRoles: [{ estate: { estateId: 'home-1' } }] } });
  }
});

describe('a representation of an entity', () => {
  const query = '($v: [_Any!]!) { _entities(representations: $v) { __typename } }';
  it.each(NUMBERS)('with %s for a key is BAD_USER_INPUT at its place', async (number) => {
    for (const [type, name] of [
      ['Contact', 'contactId'],
      ['Contact', 'customerId'],
      ['Contact', 'id'],
      ['Estate', 'estateId'],
    ]) {
      const key = { customerId: 'M1', contactId: '7', estateId: 'home-7', ...(name === 'id' ? { id: '' } : {}) };
      const text = JSON.stringify({ __typename: type, ...key, [`${name}`]: 'NUMBER' }).replace('"NUMBER"', number);
      const body = `{"query": ${JSON.stringify(`query ${query}`)}, "variables": {"v": [${text}]}}`;
      const { data, errors } = await postOperation(gateway.url, body);
      expect(data).toEqual({ _entities: [null] });
      expect(errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  it.each([EXACT, OTHER, '1.5'])('with %s for a key in the document is BAD_USER_INPUT at its place, each time', async (number) => {
    const literal = `{ _entities(representations: [{ __typename: "Contact", customerId: "M1", contactId: ${number} }]) { __typename } }`;
    for (let time = 0; time < 3; time += 1) {
      const { data, errors } = await gateway.query(literal);
      expect(data).toEqual({ _entities: [null] });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });
});

describe('a notification', () => {
  const notify = (body: string) =>
    sendRaw(gateway.url, rawRequest('POST /webhooks/vitec HTTP/1.1', ['host: gateway', 'x-webhook-secret: hemlig-webhook'], body));
  const calls = async (contactId: string) => {
    await gateway.query('query ($v: ID!) { contact(customerId: "M1", contactId: $v) { partyRoles { id } } }', { v: contactId });
    return office.totalCalls;
  };

  it('may tell the contact by a number', async () => {
    const before = await calls('7');
    expect(await notify('{"Type": "Contact", "CustomerId": "M1", "Id": 7}')).toMatchObject({ status: 204 });
    expect(await calls('7')).toBe(before + 1);
  });

  it.each([EXACT, OTHER, '1e21', '1.5', '-0'])('with the number %s for a contact is BAD_USER_INPUT, and drops nothing', async (number) => {
    const before = await calls(OTHER);
    const answer = await notify(`{"Type": "Contact", "CustomerId": "M1", "Id": ${number}}`);
    expect(answer).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(JSON.parse(answer.body)).toMatchObject({ errors: [{ message: expect.not.stringMatching(/\d/) }] });
    expect(await calls(OTHER)).toBe(before);
  });

  it.each([
    ['the contact of a tie', '"Type": "EstateContact", "RelId2": NUMBER'],
    ['the contact that is kept', '"Type": "Merge", "DestinationId": NUMBER, "SourceIds": ["8"]'],
    ['a merged contact', `"Type": "Merge", "DestinationId": "8", "SourceIds": ["9", NUMBER]`],
  ])('may tell %s by a number, which must be exact', async (_what, members) => {
    const send = (number: string) => notify(`{"CustomerId": "M1", ${members.replace('NUMBER', number)}}`);
    const before = await calls('7');
    expect(await send('7.5')).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await calls('7')).toBe(before);
    expect(await send('7')).toMatchObject({ status: 204 });
    expect(await calls('7')).toBe(before + 1);
  });

  it('with a number beside that is no id is taken', async () => {
    expect(await notify(`{"Type": "Contact", "CustomerId": "M1", "Id": "7", "Sequence": ${EXACT}}`)).toMatchObject({ status: 204 });
  });
});
