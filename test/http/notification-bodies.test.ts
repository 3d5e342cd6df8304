import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { stateOf } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { rawRequest, sendRaw } from '../support/raw-http.ts';
import { startVitec, type Vitec } from '../support/vitec.ts';

let vitec: Vitec;
let gateway: TestGateway;
beforeAll(async () => {
  vitec = await startVitec();
  gateway = await startGateway(vitec, { CACHE_TTL_MS: '60000', WEBHOOK_SECRET: 'hemlig-webhook' });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await vitec[Symbol.asyncDispose]();
});
const states = async () => [await stateOf(gateway), await stateOf(gateway, 'kontakt-2')];
beforeEach(async () => {
  await states();
  expect(await states()).toEqual(['CACHED', 'CACHED']);
});

const first = { type: 'Contact', customerId: 'M1', id: 'kontakt-1' };
const second = { ...first, id: 'kontakt-2' };
const ADDRESS = `?${new URLSearchParams(first)}`;
const JSON_TYPE = 'content-type: application/json';
const notify = (body: string | Buffer, headers: readonly string[] = [JSON_TYPE], query = '') =>
  sendRaw(
    gateway.url,
    rawRequest(`POST /webhooks/vitec${query} HTTP/1.1`, ['host: gateway', 'x-webhook-secret: hemlig-webhook', ...headers], body),
  );
const long = JSON.stringify({ ...first, data: 'x'.repeat(70_000) });
const FORM = 'content-type: application/x-www-form-urlencoded';

const BROKEN: readonly [string, string | Buffer, readonly string[], number, string][] = [
  ['over the limit', long, [JSON_TYPE], 413, 'REQUEST_ENTITY_TOO_LARGE'],
  ['over the limit without a type', long, [], 413, 'REQUEST_ENTITY_TOO_LARGE'],
  ['of a form', String(new URLSearchParams(first)), [FORM], 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['of JSON that is named text', JSON.stringify(first), ['content-type: text/plain'], 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['of JSON in another encoding', JSON.stringify(first), ['content-type: application/json;charset=latin1'], 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['that is packed', JSON.stringify(first), [JSON_TYPE, 'content-encoding: gzip'], 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['of a form without a type', String(new URLSearchParams(first)), [], 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['that is no JSON', '{"type"', [JSON_TYPE], 400, 'BAD_REQUEST'],
  ['that is a text', '"Contact"', [JSON_TYPE], 400, 'BAD_REQUEST'],
  ['that is null', 'null', [JSON_TYPE], 400, 'BAD_REQUEST'],
  ['that is a list with a text in it', JSON.stringify([first, 'Contact']), [JSON_TYPE], 400, 'BAD_REQUEST'],
  ['that is a list of lists', JSON.stringify([[first]]), [JSON_TYPE], 400, 'BAD_REQUEST'],
];

it.each(BROKEN)('a notification with a body %s is rejected and invalidates nothing', async (_what, body, headers, status, code) => {
  expect(await notify(body, headers)).toMatchObject({ status, code });
  expect(await states()).toEqual(['CACHED', 'CACHED']);
});

it.each(BROKEN)('a notification with a body %s is accepted if the query suffices', async (_what, body, headers) => {
  expect(await notify(body, headers, ADDRESS)).toMatchObject({ status: 204 });
  expect(await states()).toEqual(['FRESH', 'CACHED']);
});

it.each<[string, string, readonly string[], string]>([
  ['without a body', '', [], ADDRESS],
  ['with an empty body of another type', '', [FORM, 'content-length: 0'], ADDRESS],
  ['with blanks for a body', ' \r\n', [JSON_TYPE], ADDRESS],
  ['of JSON without a type', JSON.stringify(first), [], ''],
  ['with its parts in both', '{"id":"kontakt-1"}', ['content-type: Application/JSON; charset="UTF-8"'], '?type=Contact&customerId=M1'],
  ['in a list', JSON.stringify([first]), [JSON_TYPE], ''],
  ['in a list beside another of nothing kept', JSON.stringify([{ type: 'Estate', id: 'x', customerId: 'M1' }, first]), [JSON_TYPE], ''],
  ['with an empty list', '[]', [JSON_TYPE], ADDRESS],
])('a notification %s is accepted', async (_how, body, headers, query) => {
  expect(await notify(body, headers, query)).toMatchObject({ status: 204 });
  expect(await states()).toEqual(['FRESH', 'CACHED']);
});

it('each notification of a list is accepted', async () => {
  expect(await notify(JSON.stringify([first, second]))).toMatchObject({ status: 204 });
  expect(await states()).toEqual(['FRESH', 'FRESH']);
});

it('a list with an inexact id is BAD_USER_INPUT and invalidates nothing', async () => {
  expect(await notify(JSON.stringify([first, { ...second, id: 1.5 }]))).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  expect(await states()).toEqual(['CACHED', 'CACHED']);
});
