import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { contact, type Office, startOffice } from '../support/office.ts';
import { rawRequest, sendRaw } from '../support/raw-http.ts';

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const OWNS = '{ contact(customerId: "M1", contactId: "a") { hasRole(estateId: "åsen") } }';
const JSON_HEADERS = ['host: gateway', 'content-type: application/json'];

let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  office = await startOffice([contact('a').sells('åsen')]);
  gateway = await startGateway(office, { WEBHOOK_SECRET: 'hemlig-webhook', CACHE_TTL_MS: '60000' });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

const post = (body: Buffer) => sendRaw(gateway.url, rawRequest('POST /graphql HTTP/1.1', JSON_HEADERS, body));
const notify = (query: string, body: Buffer) =>
  sendRaw(gateway.url, rawRequest(`POST /webhooks/vitec${query} HTTP/1.1`, ['host: gateway', 'x-webhook-secret: hemlig-webhook'], body));

describe('the body of a request', () => {
  it.each<[string, Buffer]>([
    ['in UTF-8', Buffer.from(JSON.stringify({ query: OWNS }))],
    ['behind a byte order mark', Buffer.concat([BYTE_ORDER_MARK, Buffer.from(JSON.stringify({ query: OWNS }))])],
    ['in ASCII with an escape', Buffer.from(JSON.stringify({ query: OWNS }).replace('å', '\\u00e5'))],
  ])('%s is read', async (_what, body) => {
    expect(await post(body)).toMatchObject({ status: 200, body: expect.stringContaining('"hasRole":true') });
  });

  const text = JSON.stringify({ query: OWNS });
  it.each<[string, Buffer]>([
    ['in Latin-1', Buffer.from(text, 'latin1')],
    ['in UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    [
      'that is cut off within a character',
      Buffer.concat([Buffer.from('{"query":"{ __typename }","variables":{"v":"'), Buffer.from([0xc3])]),
    ],
    ['with an overlong form', Buffer.from(text.replace('å', '\xc0\xaf'), 'latin1')],
    ['with half a surrogate pair', Buffer.from(text.replace('å', '\xed\xa0\x80'), 'latin1')],
    ['with two byte order marks', Buffer.concat([BYTE_ORDER_MARK, BYTE_ORDER_MARK, Buffer.from(text)])],
  ])('%s is BAD_REQUEST', async (_what, body) => {
    expect(await post(body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });
});

describe('an operation in the query of a GET request', () => {
  const get = (target: string) => sendRaw(gateway.url, rawRequest(`GET /graphql?${target} HTTP/1.1`, ['host: gateway']));

  it('is read when it is percent-encoded UTF-8', async () => {
    const query = encodeURIComponent(OWNS).replaceAll('%20', '+');
    expect(await get(`query=${query}`)).toMatchObject({ status: 200, body: expect.stringContaining('"hasRole":true') });
  });

  it.each([
    ['Latin-1', `query=${encodeURIComponent(OWNS).replace('%C3%A5', '%E5')}`],
    ['half a character', 'query={__typename}&operationName=%C3'],
    ['a percent sign alone', 'query={__typename}&operationName=100%'],
    ['no hexadecimal number', 'query={__typename}&%zz=1'],
    ['a byte that is no ASCII', 'query={__typename}&operationName=å'],
  ])('is BAD_REQUEST with %s', async (_what, target) => {
    expect(await get(target)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });
});

describe('a notification', () => {
  const body = JSON.stringify({ Type: 'Contact', CustomerId: 'M1', Id: 'a', Note: 'på' });
  const calls = async () => {
    await gateway.query(OWNS);
    return office.totalCalls;
  };

  it.each<[string, string, Buffer]>([
    ['in UTF-8', '', Buffer.from(body)],
    ['behind a byte order mark', '', Buffer.concat([BYTE_ORDER_MARK, Buffer.from(body)])],
    ['in the address', '?type=Contact&customerId=M1&id=a&note=p%C3%A5', Buffer.alloc(0)],
  ])('%s is accepted', async (_what, query, bytes) => {
    const before = await calls();
    expect(await notify(query, bytes)).toMatchObject({ status: 204 });
    expect(await calls()).toBe(before + 1);
  });

  it.each<[string, string, Buffer]>([
    ['in Latin-1', '', Buffer.from(body, 'latin1')],
    ['in Latin-1 in the address', '?type=Contact&customerId=M1&id=a&note=p%E5', Buffer.alloc(0)],
    ['with a percent sign alone in the address', '?type=Contact&customerId=M1&id=a&note=100%', Buffer.alloc(0)],
  ])('%s is BAD_REQUEST and invalidates nothing', async (_what, query, bytes) => {
    const before = await calls();
    expect(await notify(query, bytes)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(await calls()).toBe(before);
  });
});
