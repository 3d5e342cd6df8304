import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postOperation, startGateway, type TestGateway } from '../support/gateway.ts';
import { contact, type Office, startOffice } from '../support/office.ts';

let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  office = await startOffice([contact('a').sells('home-1')]);
  gateway = await startGateway(office);
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

const roles = (args: string) => `{ contact(customerId: "M1", contactId: "a") { partyRoles(${args}) { id } } }`;
const listed = (from: number) => Array.from({ length: 51 }, (_, index) => `"c${from + index}"`).join(' ');
const manyContacts = [0, 51].map((from) => `a${from}: contacts(customerId: "M1", contactIds: [${listed(from)}]) { id }`).join(' ');

describe('an error does not repeat the input', () => {
  const ordered = 'query ($o: PartyRoleOrder) { contact(customerId: "M1", contactId: "a") { partyRoles(orderBy: $o) { id } } }';
  it.each([
    ['a field that does not belong', ordered, { o: { pnr: '19121212-1212' } }],
    ['a value beside a missing field', ordered, { o: { direction: '19121212-1212' } }],
    ['a value of an enum', roles('filter: { roles: [P19121212_1212] }'), {}],
  ])('%s', async (_what, query, variables) => {
    const { status, text } = await sendText({ query, variables });
    expect(status).toBe(400);
    expect(text).not.toContain('19121212');
  });

  async function sendText(body: unknown) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, text: await response.text() };
  }
});

describe('an invalid document', () => {
  it.each([
    ['that is empty', '', 'GRAPHQL_PARSE_FAILED'],
    ['of spaces', '  \n', 'GRAPHQL_PARSE_FAILED'],
    ['of a comment', '# nothing', 'GRAPHQL_PARSE_FAILED'],
    ['that is cut off', '{ contact(', 'GRAPHQL_PARSE_FAILED'],
    ['with an unknown field', '{ customer { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with an unknown value of an enum', roles('filter: { roles: [RENTER] }'), 'GRAPHQL_VALIDATION_FAILED'],
    ['with a date without an offset', roles('filter: { since: "2026-01-01T00:00:00" }'), 'BAD_USER_INPUT'],
    ['with a date that does not exist', roles('filter: { until: "2026-02-30T00:00:00Z" }'), 'BAD_USER_INPUT'],
    ['with a mutation', 'mutation { merge }', 'GRAPHQL_VALIDATION_FAILED'],
    ['with a fragment alone', 'fragment F on Contact { id }', 'OPERATION_RESOLUTION_FAILURE'],
    ['with over 100 contacts over all aliases', `{ ${manyContacts} }`, 'BAD_USER_INPUT'],
  ])('%s is rejected with its code, without a call', async (_what, query, code) => {
    const { status, data, errors } = await gateway.query(query);
    expect([status, data]).toEqual([400, undefined]);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(JSON.stringify(errors)).not.toMatch(/node_modules|\.ts|"stack"/);
    expect(office.totalCalls).toBe(0);
  });

  it.each([
    [
      'date without an offset',
      'query ($v: DateTime) { contact(customerId: "M1", contactId: "a") { partyRoles(filter: { since: $v }) { id } } }',
      '191212121212',
    ],
    [
      'unknown value of an enum',
      'query ($v: [EstateRole!]) { contact(customerId: "M1", contactId: "a") { partyRoles(filter: { roles: $v }) { id } } }',
      ['191212121212'],
    ],
    ['object for an id', 'query ($v: ID!) { contact(customerId: "M1", contactId: $v) { id } }', { pnr: '191212121212' }],
    ['missing id', 'query ($v: ID!) { contact(customerId: "M1", contactId: $v) { id } }', undefined],
    ['null in a list', 'query ($v: [ID!]!) { contacts(customerId: "M1", contactIds: $v) { id } }', ['a', null]],
    [
      'fraction for a whole number',
      'query ($v: Int) { contact(customerId: "M1", contactId: "a") { partyRoles(first: $v) { id } } }',
      191212.5,
    ],
  ])('a variable of the wrong type (%s) is BAD_USER_INPUT, and the answer does not repeat it', async (_what, query, v) => {
    const { status, data, errors } = await gateway.query(query, { v });
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toMatchObject([{ message: expect.stringContaining('"$v"'), extensions: { code: 'BAD_USER_INPUT', retryable: false } }]);
    expect(JSON.stringify(errors)).not.toContain('191212');
    expect(office.totalCalls).toBe(0);
  });

  it('with a literal does not repeat it in the message', async () => {
    for (const query of [
      roles('first: "19121212-1212"'),
      '{ contact(customerId: "M1", contactId: 1912.5) { id } }',
      '{ contact "19121212-1212" }',
    ]) {
      const { status, errors } = await gateway.query(query);
      expect(status).toBe(400);
      expect(errors?.[0]?.message).not.toContain('1912');
    }
  });
});

describe('more than 100 distinct contacts', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
  const nodeId = (contactId: string) => Buffer.from(JSON.stringify(['Contact', 'M1', contactId])).toString('base64url');
  const estateId = (name: string) => Buffer.from(JSON.stringify(['Estate', 'M1', name])).toString('base64url');

  it.each([
    ['a list', 'query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { id } }', { ids: ids(101) }],
    ['nodes', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ids(101).map(nodeId) }],
    ['ids that name nothing', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ids(101) }],
    [
      'lists, nodes, entities and fragments together',
      `query ($ids: [ID!]!, $nodes: [ID!]!, $reps: [_Any!]!) { ...F contact(customerId: "M1", contactId: "one-more") { id } }
       fragment F on Query { contacts(customerId: "M1", contactIds: $ids) { id } nodes(ids: $nodes) { id } _entities(representations: $reps) { __typename } }`,
      {
        ids: ids(50),
        nodes: ids(80).slice(50).map(nodeId),
        reps: ids(100)
          .slice(80)
          .map((contactId) => ({ __typename: 'Contact', customerId: 'M1', contactId })),
      },
    ],
    [
      'a default of a variable',
      `query ($ids: [ID!]! = ${JSON.stringify(ids(101))}) { contacts(customerId: "M1", contactIds: $ids) { id } }`,
      {},
    ],
  ])('by %s are rejected as a whole', async (_what, query, variables) => {
    const { status, data, errors } = await gateway.query(query, variables);
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('do not include repeats, estates and skipped fields', async () => {
    const repeated = [...ids(100), ...ids(100)];
    const { data, errors } = await gateway.query(
      `query ($ids: [ID!]!, $nodes: [ID!]!, $estates: [ID!]!, $no: Boolean!) {
        a: contacts(customerId: "M1", contactIds: $ids) { id }
        b: nodes(ids: $nodes) { id }
        c: nodes(ids: $estates) { id }
        d: contact(customerId: "M1", contactId: "one-more") @include(if: $no) { id }
      }`,
      { ids: repeated, nodes: ids(100).map(nodeId), estates: ids(300).map(estateId), no: false },
    );
    expect(errors).toBeUndefined();
    expect([data.a.length, data.b.length, data.c.length]).toEqual([200, 100, 300]);
  });

  it('reached through actsFor are null beyond the limit if they would cost a call, and free if only their ids are queried', async () => {
    const guardian = ids(8).reduce((built, id) => built.actsFor(id, { estateId: `home-${id}` }), contact('guardian'));
    await using busy = await startOffice([guardian, ...ids(8).map((id) => contact(id))]);
    await using strict = await startGateway(busy, { MAX_CONTACTS_PER_OPERATION: '5' });
    const { data, errors } = await strict.query(
      '{ contact(customerId: "M1", contactId: "guardian") { extraRoles { actsFor { contactId partyRoles { id } } } } }',
    );
    const reached = data.contact.extraRoles.map(({ actsFor }: { actsFor: { contactId: string } | null }) => actsFor?.contactId ?? null);
    expect(reached).toEqual(['c0', 'c1', 'c2', 'c3', null, null, null, null]);
    expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions.code])).toEqual(Array(4).fill(['actsFor', 'BAD_USER_INPUT']));
    expect(busy.totalCalls).toBe(5);

    const free = await strict.query(
      '{ contact(customerId: "M1", contactId: "guardian") { extraRoles { actsFor { ...Ids } } } } fragment Ids on Contact { __typename id contactId }',
    );
    expect(free.errors).toBeUndefined();
    expect(free.data.contact.extraRoles).toHaveLength(8);
  });
});

describe('an invalid id', () => {
  it.each([
    '../../Admin',
    '..',
    '.',
    'a/b',
    'a%2fb',
    'a?b',
    'a#b',
    'a b',
    '',
    'x'.repeat(65),
    'å',
    'a\r\nX: y',
    'a\u0000',
    "a'--",
    '$(id)',
  ])('%j is null with BAD_USER_INPUT at its path, and the others are answered', async (contactId) => {
    const before = office.totalCalls;
    const { data, errors } = await gateway.query(
      'query ($id: ID!) { contact(customerId: "M1", contactId: $id) { partyRoles { id } } contacts(customerId: "M1", contactIds: [$id, "a"]) { contactId } other: contact(customerId: $id, contactId: "a") { id } }',
      { id: contactId },
    );
    expect(data).toEqual({ contact: null, contacts: [null, { contactId: 'a' }], other: null });
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code]).sort()).toEqual([
      ['contact', 'BAD_USER_INPUT'],
      ['contacts.0', 'BAD_USER_INPUT'],
      ['other', 'BAD_USER_INPUT'],
    ]);
    expect(office.totalCalls).toBe(before);
  });

  it('of a principal is shown as Vitec sent it, and rejected when the principal is queried', async () => {
    await using odd = await startOffice([contact('a').actsFor('../M2/b')]);
    await using before = await startGateway(odd);
    const { data, errors } = await before.query(
      '{ contact(customerId: "M1", contactId: "a") { extraRoles { actsFor { contactId partyRoles { id } partyRolesStatus { code } } } } }',
    );
    expect(data.contact.extraRoles[0].actsFor).toEqual({
      contactId: '../M2/b',
      partyRoles: null,
      partyRolesStatus: { code: 'BAD_USER_INPUT' },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(odd.calls).toEqual({ a: 1 });
  });

  it('of a node is null with BAD_USER_INPUT', async () => {
    const row = (await gateway.query('{ contact(customerId: "M1", contactId: "a") { partyRoles { id } } }')).data.contact.partyRoles[0].id;
    const { data, errors } = await gateway.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } node(id: "x") { id } }', {
      ids: ['', '{}', row],
    });
    expect(data).toEqual({ nodes: [null, null, null], node: null });
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
  });
});

it('a negative `first` is null with BAD_USER_INPUT, without a call', async () => {
  const before = office.totalCalls;
  for (const field of ['partyRoles', 'primaryRoles', 'extraRoles']) {
    const { data, errors } = await gateway.query(`{ contact(customerId: "M1", contactId: "a") { ${field}(first: -1) { id } } }`);
    expect(data).toEqual({ contact: { [field]: null } });
    expect(errors).toMatchObject([{ path: ['contact', field], extensions: { code: 'BAD_USER_INPUT' } }]);
  }
  expect(office.totalCalls).toBe(before);
});

describe('an invalid request', () => {
  const good = JSON.stringify({ query: '{ __typename }' });
  const send = (init: RequestInit) =>
    fetch(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: good, ...init });

  it.each<[string, RequestInit, number, string]>([
    ['without a content type', { headers: {}, body: Buffer.from(good) }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['of plain text', { headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'of a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'query={__typename}' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'of a multipart form',
      { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['of bare GraphQL', { headers: { 'content-type': 'application/graphql' }, body: '{ __typename }' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['in another charset', { headers: { 'content-type': 'application/json; charset=utf-16' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['that is packed', { headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'that wants no JSON',
      { headers: { 'content-type': 'application/json', accept: 'text/html, application/json;q=0' } },
      406,
      'NOT_ACCEPTABLE',
    ],
    ['that wants XML', { headers: { 'content-type': 'application/json', accept: 'application/xml' } }, 406, 'NOT_ACCEPTABLE'],
    ['of another method', { method: 'PUT' }, 405, 'METHOD_NOT_ALLOWED'],
    ['to delete', { method: 'DELETE' }, 405, 'METHOD_NOT_ALLOWED'],
    [
      'over 1 MB',
      { body: JSON.stringify({ query: '{ __typename }', variables: { padding: 'x'.repeat(1_000_000) } }) },
      413,
      'REQUEST_ENTITY_TOO_LARGE',
    ],
    ['that is no JSON', { body: '{"query": ' }, 400, 'BAD_REQUEST'],
    ['that is empty', { body: '' }, 400, 'BAD_REQUEST'],
    ['that is null', { body: 'null' }, 400, 'BAD_REQUEST'],
    ['that is a text', { body: '"{ __typename }"' }, 400, 'BAD_REQUEST'],
    ['that is a batch', { body: `[${good},${good}]` }, 400, 'BAD_REQUEST'],
    ['without a query', { body: '{"variables":{}}' }, 400, 'BAD_REQUEST'],
    ['whose query is no text', { body: '{"query":{"a":1}}' }, 400, 'BAD_REQUEST'],
    ['whose variables are a list', { body: '{"query":"{ __typename }","variables":[]}' }, 400, 'BAD_REQUEST'],
    ['with an unknown operation', { body: '{"query":"query A { __typename }","operationName":"B"}' }, 400, 'OPERATION_RESOLUTION_FAILURE'],
  ])('%s is answered with a code', async (_what, init, status, code) => {
    const response = await send(init);
    const { data, errors } = (await response.json()) as { data?: unknown; errors: { extensions: { code: string; requestId: string } }[] };
    expect([response.status, data]).toEqual([status, undefined]);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(errors[0]?.extensions.requestId).toBe(response.headers.get('x-request-id'));
    expect(response.headers.get('cache-control')).toBe('no-store');
    if (status === 405) expect(response.headers.get('allow')).toContain('POST');
    expect((await gateway.query('{ __typename }')).status).toBe(200);
  });

  it.each(['variables=x', 'extensions={', 'variables=%5B%5D', 'operationName=B', ''])(
    'with an invalid query string (%s) is 400 with a code',
    async (rest) => {
      const response = await fetch(`${gateway.url}/graphql?${rest === '' ? '' : 'query={__typename}&'}${rest}`);
      const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
      expect(response.status).toBe(400);
      expect(['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE']).toContain(errors[0]?.extensions.code);
    },
  );

  it.each(['[', 'a b', 'a:99999', 'a/b'])('with the host %s is 400 with a code and no stack', async (host) => {
    const [status, body] = await new Promise<[number | undefined, string]>((resolve, reject) => {
      const headers = { host, 'content-type': 'application/json' };
      const sent = request(`${gateway.url}/graphql`, { method: 'POST', headers, agent: false }, async (response) =>
        resolve([response.statusCode, (await response.setEncoding('utf8').toArray()).join('')]),
      );
      sent.on('error', reject).end('{"query":"{__typename}"}');
    });
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect(body).not.toMatch(/node_modules|TypeError/);
  });

  it('to an unknown path is 404 with a code', async () => {
    const response = await fetch(`${gateway.url}/admin`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it.each(['0191d3a0-8c6b-7d4e-9f2a-5b6c7d8e9f01', '4bf92f3577b34da6a3ce929d0e0e4736', '01ARZ3NDEKTSV4RRFFQ69G5FAV'])(
    'keeps a generated request id: %s',
    async (id) => {
      const { headers, errors } = await postOperation(gateway.url, { query: '{' }, { 'x-request-id': id });
      expect([headers.get('x-request-id'), errors?.[0]?.extensions.requestId]).toEqual([id, id]);
    },
  );

  it.each(['191212121212', '19121212-1212', '19121212-1212 Anna', 'anna-andersson', 'abc-123.x', '1'.repeat(64)])(
    'replaces a request id that may name a person: %s',
    async (id) => {
      const { headers } = await postOperation(gateway.url, { query: '{' }, { 'x-request-id': id });
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    },
  );
});
