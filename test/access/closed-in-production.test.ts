import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postOperation, startGateway, type TestGateway } from '../support/gateway.ts';
import { contact, type Office, startOffice } from '../support/office.ts';
import { createSigner } from '../support/tokens.ts';

let office: Office;
let signer: Awaited<ReturnType<typeof createSigner>>;
let gateway: TestGateway;
let headers: Record<string, string>;
beforeAll(async () => {
  office = await startOffice([contact('a').sells('home-1')]);
  signer = await createSigner();
  headers = { authorization: `Bearer ${await signer.token()}` };
  gateway = await startGateway(office, signer.settings, { sandbox: false });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

describe('outside the sandbox', () => {
  it.each([
    getIntrospectionQuery(),
    '{ __schema { types { name } } }',
    '{ __type(name: "Contact") { fields { name } } }',
    '{ _service { sdl } }',
  ])('introspection is rejected (%#)', async (query) => {
    const { status, data, errors } = await gateway.query(query, {}, headers);
    expect([status, data]).toEqual([400, undefined]);
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
  });

  it('__typename is answered', async () => {
    expect((await gateway.query('{ __typename }', {}, headers)).data).toEqual({ __typename: 'Query' });
  });

  it.each([
    '{ contct { id } }',
    '{ contact(customerId: "M1", contactID: "a") { id } }',
    '{ contact(customerId: "M1", contactId: "a") { partyRoles(filter: { roles: [SELLR] }) { id } } }',
    'query ($f: PartyRoleFiltr) { __typename }',
  ])('error messages suggest no names: %s', async (query) => {
    const { errors } = await gateway.query(query, {}, headers);
    expect(errors?.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });

  it.each([
    ['a page', { method: 'GET', headers: { accept: 'text/html' } }],
    ['a query in the address', { method: 'GET' }],
    ['a HEAD request', { method: 'HEAD' }],
    [
      'a question of a browser about another origin',
      { method: 'OPTIONS', headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' } },
    ],
  ])('%s is rejected with 405 and allows no other origin', async (_what, init) => {
    const response = await fetch(`${gateway.url}/graphql?query={__typename}`, init as RequestInit);
    expect(response.status).toBe(405);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('/ has no page', async () => {
    expect((await fetch(`${gateway.url}/`, { headers: { accept: 'text/html' } })).status).toBe(404);
  });

  it('the response does not report its cost', async () => {
    expect((await gateway.query('{ __typename }', {}, headers)).extensions).toBeUndefined();
  });

  it('every response forbids caching, sniffing and framing, and does not name the server', async () => {
    for (const answer of [
      await gateway.query('{ __typename }', {}, headers),
      await gateway.query('{'),
      await fetch(`${gateway.url}/health`),
    ]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect([answer.headers.get('x-powered-by'), answer.headers.get('server')]).toEqual([null, null]);
    }
  });
});

describe('a request that a browser sends without a preflight', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain;application/json',
    'application/jsonx',
  ])('with content type %s is rejected', async (type) => {
    const { status, errors } = await postOperation(gateway.url, { query: '{ __typename }' }, { ...headers, 'content-type': type });
    expect([status, errors?.[0]?.extensions.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });
});

describe('a setting that is switched on', () => {
  it('INTROSPECTION shows the schema and changes nothing else', async () => {
    await using shown = await startGateway(office, { ...signer.settings, INTROSPECTION: 'true' }, { sandbox: false });
    expect((await shown.query(getIntrospectionQuery(), {}, headers)).data.__schema.queryType).toMatchObject({ name: 'Query' });
    expect((await shown.query('{ _service { sdl } }', {}, headers)).data._service.sdl).toContain('@key');
    expect((await shown.query(getIntrospectionQuery())).status).toBe(401);
    const bomb = `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`;
    expect((await shown.query(bomb, {}, headers)).status).toBe(400);
    expect(JSON.stringify((await shown.query('{ contct { id } }', {}, headers)).errors)).not.toMatch(/did you mean/i);
    expect((await fetch(`${shown.url}/graphql`, { headers: { accept: 'text/html' } })).status).toBe(405);
  });

  it('GRAPHIQL serves the page to anyone, and data to authenticated callers only', async () => {
    await using shown = await startGateway(office, { ...signer.settings, GRAPHIQL: 'true' }, { sandbox: false });
    const page = await fetch(`${shown.url}/graphql`, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
    expect((await shown.query('{ __typename }')).status).toBe(401);
  });

  it('CORS_ORIGINS allows pages of these origins only', async () => {
    await using shown = await startGateway(
      office,
      { ...signer.settings, CORS_ORIGINS: 'https://app.example, http://localhost:3000' },
      { sandbox: false },
    );
    const ask = (origin: string, method: string) =>
      fetch(`${shown.url}/graphql`, {
        method,
        headers: { origin, 'access-control-request-method': 'POST', 'content-type': 'application/json' },
      });
    const allowed = await ask('https://app.example', 'OPTIONS');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, 'https://app.example']);
    expect(allowed.headers.get('access-control-allow-headers')?.split(', ').sort()).toEqual([
      'apollographql-client-name',
      'apollographql-client-version',
      'authorization',
      'cache-control',
      'content-type',
      'traceparent',
      'tracestate',
      'x-request-id',
    ]);
    expect(allowed.headers.get('vary')).toBe('origin');
    for (const origin of ['https://app.example.evil.example', 'https://APP.example', 'null', 'https://app.example:8443']) {
      const refused = await ask(origin, 'OPTIONS');
      expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([405, null]);
    }
    const { headers: answered } = await postOperation(
      shown.url,
      { query: '{ __typename }' },
      { ...headers, origin: 'http://localhost:3000' },
    );
    expect(answered.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(answered.get('access-control-allow-credentials')).toBeNull();
  });
});
