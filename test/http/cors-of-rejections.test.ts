import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type Office, startOffice } from '../support/office.ts';
import { rawRequest, sendRaw } from '../support/raw-http.ts';

const ORIGIN = 'https://crm.example';
const JSON_TYPE = 'content-type: application/json';

let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  office = await startOffice([]);
  gateway = await startGateway(office, { CORS_ORIGINS: ORIGIN });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

const post = (headers: readonly string[], { path = '/graphql', origin = ORIGIN, url = gateway.url } = {}) =>
  sendRaw(url, rawRequest(`POST ${path} HTTP/1.1`, [JSON_TYPE, `origin: ${origin}`, ...headers], '{"query":"{ __typename }"}'));
const ALLOWED = `access-control-allow-origin: ${ORIGIN}`;

it.each<[string, readonly string[], number]>([
  ['of a bad Host', ['host: a b'], 400],
  ['of a missing Host', [], 400],
  ['of two of a header', ['host: gateway', JSON_TYPE], 400],
  ['of an unknown expectation', ['host: gateway', 'expect: more'], 417],
  ['of a coding', ['host: gateway', 'content-encoding: br'], 415],
])('a page of a listed origin can read the rejection %s', async (_what, headers, status) => {
  for (const path of ['/graphql', '/graphql/', 'http://gateway/graphql?a=b']) {
    const answer = await post(headers, { path });
    expect(answer).toMatchObject({ status, head: expect.stringContaining(ALLOWED) });
    expect(answer.head).toContain('vary: origin');
  }
  expect((await post(headers, { origin: 'https://evil.example' })).head).not.toContain('access-control');
  expect((await post(headers, { path: '/ready' })).head).not.toContain('access-control');
});

it('a page of a listed origin can read the rejection beyond the connection limit', async () => {
  await using full = await startGateway(office, { CORS_ORIGINS: ORIGIN, MAX_CONNECTIONS: '1' });
  const { hostname, port } = new URL(full.url);
  const holder = connect(Number(port), hostname);
  await new Promise((resolve) => holder.once('connect', resolve));
  const answer = await post(['host: gateway'], { url: full.url });
  expect(answer).toMatchObject({ status: 503, code: 'OVERLOADED', head: expect.stringContaining(ALLOWED) });
  holder.destroy();
});
