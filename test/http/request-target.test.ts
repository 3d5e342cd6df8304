import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { METRICS_TOKEN } from '../support/metrics.ts';
import { type Office, startOffice } from '../support/office.ts';
import { rawRequest, sendRaw } from '../support/raw-http.ts';

let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  office = await startOffice([]);
  gateway = await startGateway(office, { WEBHOOK_SECRET: 'hemlig-webhook', METRICS_TOKEN });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

const QUERY = '?query=%7B__typename%7D';
const TYPE = 'content-type: application/json';
const send = (start: string) =>
  sendRaw(
    gateway.url,
    rawRequest(
      `${start} HTTP/1.1`,
      ['host: gateway', TYPE, `authorization: Bearer ${METRICS_TOKEN}`],
      start.startsWith('POST') ? '{"query":"{ __typename }"}' : '',
    ),
  );

it.each<[string, number, string | undefined]>([
  ['POST /graphql', 200, undefined],
  ['POST /graphql/', 200, undefined],
  ['POST /graphql?a=b', 200, undefined],
  ['POST /graphql/?a=b', 200, undefined],
  [`GET /graphql${QUERY}`, 200, undefined],
  [`GET /graphql/${QUERY}`, 200, undefined],
  ['POST http://gateway/graphql', 200, undefined],
  ['POST http://gateway:4000/graphql/', 200, undefined],
  ['POST HTTP://[::1]:4000/graphql?a=b', 200, undefined],
  ['POST https://elsewhere.example/graphql', 200, undefined],
  [`GET http://gateway/graphql${QUERY}`, 200, undefined],
  [`GET /graphql${QUERY}&operationName=&variables=&extensions=`, 200, undefined],
  ['GET /health', 200, undefined],
  ['GET /health/', 200, undefined],
  ['GET /ready/', 200, undefined],
  ['GET http://gateway/ready', 200, undefined],
  ['GET /metrics/', 200, undefined],
  ['GET http://gateway/metrics', 200, undefined],
  ['POST http://gateway/webhooks/vitec/hemlig-webhook?type=Contact&customerId=M1', 204, undefined],
  ['POST /webhooks/vitec/hemlig-webhook/', 401, 'UNAUTHENTICATED'],
  ['OPTIONS *', 404, 'NOT_FOUND'],
  ['GET /', 404, 'NOT_FOUND'],
  ['GET http://gateway', 404, 'NOT_FOUND'],
  [`GET http://gateway${QUERY}`, 404, 'NOT_FOUND'],
  ['GET //', 404, 'NOT_FOUND'],
  ['POST //graphql', 404, 'NOT_FOUND'],
  ['POST /graphql//', 404, 'NOT_FOUND'],
  ['POST /GraphQL', 404, 'NOT_FOUND'],
  ['GET /%', 404, 'NOT_FOUND'],
  ['POST ftp://gateway/graphql', 400, 'BAD_REQUEST'],
  ['POST http://a:b@gateway/graphql', 400, 'BAD_REQUEST'],
  ['POST http://u@x/graphql', 400, 'BAD_REQUEST'],
  ['POST http://u:@x/graphql', 400, 'BAD_REQUEST'],
  ['POST http://@x/graphql', 400, 'BAD_REQUEST'],
  ['POST http://u@x', 400, 'BAD_REQUEST'],
  ['POST http://x%40y/graphql', 200, undefined],
  ["POST http://a~b!$&'()*+,;=c/graphql", 200, undefined],
  ['POST http://x/@', 404, 'NOT_FOUND'],
  ['POST http://x%/graphql', 400, 'BAD_REQUEST'],
  ['POST http:///graphql', 400, 'BAD_REQUEST'],
  ['POST http://[/graphql', 400, 'BAD_REQUEST'],
  ['POST http://gateway:99999/graphql', 400, 'BAD_REQUEST'],
  ['POST gateway/graphql', 400, 'BAD_REQUEST'],
  ['POST /graphql#a', 400, 'BAD_REQUEST'],
  ['GET /graphql?query=%E5', 400, 'BAD_REQUEST'],
  ['OPTIONS /graphql', 405, 'METHOD_NOT_ALLOWED'],
  ['HEAD /graphql', 405, undefined],
  ['CONNECT gateway:4000', 405, 'METHOD_NOT_ALLOWED'],
])('%s is answered with %i', async (start, status, code) => {
  expect(await send(start)).toMatchObject({ status, code });
  expect((await gateway.query('{ __typename }')).status).toBe(200);
});
