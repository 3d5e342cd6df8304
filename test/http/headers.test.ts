import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { METRICS_TOKEN } from '../support/metrics.ts';
import { contact, type Office, startOffice } from '../support/office.ts';
import { rawRequest, sendRaw } from '../support/raw-http.ts';
import { createSigner } from '../support/tokens.ts';

const BODY = '{"query":"{ __typename }"}';
const JSON_TYPE = 'content-type: application/json';
const HOST = 'host: gateway';

let office: Office;
let gateway: TestGateway;
beforeAll(async () => {
  office = await startOffice([contact('a').sells('home-1')]);
  gateway = await startGateway(office, { METRICS_TOKEN });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

const post = (headers: readonly string[], start = 'POST /graphql HTTP/1.1', { url } = gateway) =>
  sendRaw(url, rawRequest(start, headers, BODY));
const get = (path: string, headers: readonly string[], version = 'HTTP/1.1') =>
  sendRaw(gateway.url, rawRequest(`GET ${path} ${version}`, headers));

describe('accept', () => {
  const JSON_FORM = 'application/json';
  const GRAPHQL_FORM = 'application/graphql-response+json';
  it.each<[string, string]>([
    ['', JSON_FORM],
    [',', JSON_FORM],
    ['*/*', JSON_FORM],
    ['*', JSON_FORM],
    ['application/*', JSON_FORM],
    ['APPLICATION/JSON', JSON_FORM],
    ['application/json ; charset=utf-8', JSON_FORM],
    ['application/json;charset="UTF-8"', JSON_FORM],
    ['application/json;profile="a,b;q=0"', JSON_FORM],
    [GRAPHQL_FORM, GRAPHQL_FORM],
    [`${GRAPHQL_FORM};charset=utf-8, application/json`, GRAPHQL_FORM],
    // the heavier form wins
    [`${GRAPHQL_FORM};q=0.5, application/json;q=0.9`, JSON_FORM],
    [`application/json;q=0.5, ${GRAPHQL_FORM};q=0.501`, GRAPHQL_FORM],
    [`application/json;q=0.9, ${GRAPHQL_FORM}`, GRAPHQL_FORM],
    [`application/json;Q=0.1, ${GRAPHQL_FORM};Q=0.2`, GRAPHQL_FORM],
    [`*/*;q=0.1, ${GRAPHQL_FORM};q=0.05`, JSON_FORM],
    // of two alike the one named first
    [`application/json, ${GRAPHQL_FORM}`, JSON_FORM],
    [`${GRAPHQL_FORM};q=0.5, application/json;q=0.5`, GRAPHQL_FORM],
    [`*/*, ${GRAPHQL_FORM}`, JSON_FORM],
    // the more specific range decides
    [`application/json;q=0, */*`, GRAPHQL_FORM],
    [`*/*, application/json;q=0.000`, GRAPHQL_FORM],
    [`application/*;q=0.1, application/json;q=0, */*`, GRAPHQL_FORM],
    [`*/*;q=0, ${GRAPHQL_FORM}`, GRAPHQL_FORM],
    [`application/*, */*;q=0`, JSON_FORM],
    [`application/json;charset=utf-8;q=0.1, application/json, ${GRAPHQL_FORM};q=0.5`, GRAPHQL_FORM],
    [`application/json;version=2;q=0, application/json`, JSON_FORM],
    // a weight that is none counts as none given
    ['application/json;q=much', JSON_FORM],
    [`application/json;q=-1, ${GRAPHQL_FORM};q=0.9`, JSON_FORM],
    [`${GRAPHQL_FORM};q=0.9, application/json;q=7`, JSON_FORM],
    ['application/json;q=', JSON_FORM],
    // other forms beside
    ['text/html, application/xml;q=0.9, */*;q=0.8', JSON_FORM],
    [`text/html, ${GRAPHQL_FORM};q=0.1`, GRAPHQL_FORM],
    ['json, application/json', JSON_FORM],
  ])('%j is answered with %s', async (accept, form) => {
    const { status, head } = await post([HOST, JSON_TYPE, `accept: ${accept}`]);
    expect([status, /content-type: (\S+);/.exec(head)?.[1]]).toEqual([200, form]);
  });

  it.each([
    'text/html',
    'application/json;q=0',
    'application/json;q=0.000',
    'application/json;q="0"',
    `*/*, application/json;q=0, ${GRAPHQL_FORM};q=0`,
    '*/*, application/*;q=0',
    '*/*;q=0',
    'application/jsonp',
    'json',
    '*/json',
  ])('%j is NOT_ACCEPTABLE', async (accept) => {
    expect(await post([HOST, JSON_TYPE, `accept: ${accept}`])).toMatchObject({ status: 406, code: 'NOT_ACCEPTABLE' });
  });

  it.each<[string, boolean]>([
    ['text/html', true],
    ['TEXT/HTML, */*;q=0.8', true],
    ['text/html;q=0.1, application/json', false],
    ['text/html;q=0, */*', false],
    ['*/*', false],
  ])('%j gets the page of GraphiQL: %s', async (accept, isPage) => {
    const { head } = await get('/graphql', [HOST, `accept: ${accept}`]);
    expect(head.includes('text/html')).toBe(isPage);
  });
});

describe('accept-encoding of a page', () => {
  it.each<[string, boolean]>([
    ['gzip, deflate, br', true],
    ['GZIP', true],
    ['x-gzip', true],
    ['*', true],
    ['br;q=1, gzip;q=0.1', true],
    ['gzip;q=0, *', false],
    ['gzip;q=0.0', false],
    ['identity', false],
    ['', false],
  ])('%j gets a compressed page: %s', async (acceptEncoding, isPacked) => {
    const { head } = await get('/graphql', [HOST, 'accept: text/html', `accept-encoding: ${acceptEncoding}`]);
    expect(head.includes('content-encoding: gzip')).toBe(isPacked);
  });
});

describe('content-type', () => {
  it.each([
    'application/json',
    'application/json;charset=UTF-8',
    'application/json; charset="utf-8"',
    'Application/JSON ; Charset = Utf-8',
    'application/json;charset=utf8',
    'application/json;',
    'application/json;profile="a;charset=latin1"',
    '\tapplication/json\t;\tcharset=utf-8\t',
  ])('%j is accepted', async (contentType) => {
    expect(await post([HOST, `content-type: ${contentType}`])).toMatchObject({ status: 200 });
  });

  it.each([
    'application/json;charset=iso-8859-1',
    'application/json; charset = utf-16',
    'application/jsonp',
    'text/json',
    'application/json,text/plain',
    '',
  ])('%j is UNSUPPORTED_MEDIA_TYPE', async (contentType) => {
    expect(await post([HOST, `content-type: ${contentType}`])).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  it.each([
    [JSON_TYPE, 'content-type: text/plain'],
    ['content-type: text/plain', JSON_TYPE],
    [JSON_TYPE, 'Content-Type: application/json'],
  ])('sent twice (%s, %s) is BAD_REQUEST', async (...twice) => {
    expect(await post([HOST, ...twice])).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });
});

describe('content-encoding', () => {
  it.each(['identity', 'IDENTITY', '', ' ', 'identity, identity', ', Identity ,'])('%j is accepted', async (contentEncoding) => {
    expect(await post([HOST, JSON_TYPE, `content-encoding: ${contentEncoding}`])).toMatchObject({ status: 200 });
  });

  it('is accepted in two header lines', async () => {
    expect(await post([HOST, JSON_TYPE, 'content-encoding: identity', 'content-encoding:'])).toMatchObject({ status: 200 });
  });

  it.each(['gzip', 'GZIP', 'identity, gzip', 'identityx', 'br'])('%j is UNSUPPORTED_MEDIA_TYPE', async (contentEncoding) => {
    const answer = await post([HOST, JSON_TYPE, `content-encoding: ${contentEncoding}`]);
    expect(answer).toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });
});

describe('host', () => {
  it.each<[string, readonly string[], number]>([
    ['HTTP/1.1', [HOST], 200],
    ['HTTP/1.1', ['Host: gateway:4000'], 200],
    ['HTTP/1.1', ['host: [::1]:4000'], 200],
    ['HTTP/1.1', ['host: \tgateway.example. '], 200],
    // a name of any form that RFC 3986, section 3.2.2, allows
    ...[
      'a~b',
      'a!b',
      'www.ex%61mple.com',
      "a$&'()*+,;=b",
      'a_b',
      '_.-~',
      'xn--mklare-bua.example',
      '127.0.0.1',
      '1.2.3',
      '300.300.300.300',
    ].map((host): [string, readonly string[], number] => ['HTTP/1.1', [`host: ${host}`], 200]),
    ...['gateway:', 'a~b:4000', '[2001:db8::1]', '[::ffff:127.0.0.1]:80', '[v1.a:b]'].map((host): [string, readonly string[], number] => [
      'HTTP/1.1',
      [`host: ${host}`],
      200,
    ]),
    ...['a%b', 'a%4', 'a%zzb', 'a/b', 'a?b', 'a#b', 'a\\b', 'a"b', 'a<b>', 'a|b', '^a', '{a}', 'a`b', 'a,b c', 'å'].map(
      (host): [string, readonly string[], number] => ['HTTP/1.1', [`host: ${host}`], 400],
    ),
    ...[':4000', 'a:b', 'a:4000:1', 'a:99999', 'a:-1', 'a:4000x', '[::1', '::1', '[gateway]', '[]', '[::1]x', '[1]', 'a[::1]', 'u:p@a'].map(
      (host): [string, readonly string[], number] => ['HTTP/1.1', [`host: ${host}`], 400],
    ),
    ['HTTP/1.0', [], 200],
    ['HTTP/1.0', [HOST], 200],
    ['HTTP/1.1', [], 400],
    ['HTTP/1.1', ['host:'], 400],
    ['HTTP/1.1', ['host: a b'], 400],
    ['HTTP/1.1', ['host: a@b'], 400],
    ['HTTP/1.1', [HOST, HOST], 400],
    ['HTTP/1.1', [HOST, 'Host: evil'], 400],
    ['HTTP/1.0', [HOST, 'host: evil'], 400],
  ])('in %s %j is answered with %i', async (version, hosts, status) => {
    const answers = [await post([JSON_TYPE, ...hosts], `POST /graphql ${version}`), await get('/health', hosts, version)];
    for (const answer of answers) expect(answer).toMatchObject({ status, code: status === 400 ? 'BAD_REQUEST' : undefined });
  });
});

describe('expect', () => {
  it.each(['100-continue', '100-Continue', '', ','])('%j is accepted', async (expectation) => {
    expect(await post([HOST, JSON_TYPE, `expect: ${expectation}`])).toMatchObject({ status: 200 });
  });

  it.each(['200-ok', '100-continue, more', 'continue', '100'])('%j is EXPECTATION_FAILED', async (expectation) => {
    expect(await post([HOST, JSON_TYPE, `expect: ${expectation}`])).toMatchObject({ status: 417, code: 'EXPECTATION_FAILED' });
    expect(await get('/health', [HOST, `expect: ${expectation}`])).toMatchObject({ status: 417, code: 'EXPECTATION_FAILED' });
  });

  it('is ignored in HTTP/1.0', async () => {
    expect(await post([HOST, JSON_TYPE, 'expect: 200-ok'], 'POST /graphql HTTP/1.0')).toMatchObject({ status: 200 });
  });
});

describe('authorization', () => {
  it.each<[string, (token: string) => readonly string[], number]>([
    ['as usual', (token) => [`authorization: Bearer ${token}`], 200],
    ['in lower case', (token) => [`authorization: bearer ${token}`], 200],
    ['in upper case', (token) => [`AUTHORIZATION: BEARER ${token}`], 200],
    ['behind two blanks', (token) => [`authorization: Bearer  ${token}`], 200],
    ['behind a tab', (token) => [`authorization: Bearer\t${token}`], 200],
    ['between blanks', (token) => [`authorization: \t Bearer \t ${token} \t`], 200],
    ['without a blank', (token) => [`authorization: Bearer${token}`], 401],
    ['of another scheme', (token) => [`authorization: Token ${token}`], 401],
    ['with more behind it', (token) => [`authorization: Bearer ${token} ${token}`], 401],
    ['that is empty', () => ['authorization:'], 401],
    ['of the scheme alone', () => ['authorization: Bearer'], 401],
    ['twice', (token) => [`authorization: Bearer ${token}`, `authorization: Bearer ${token}`], 400],
    ['twice, the second of another', (token) => [`authorization: Bearer ${token}`, 'authorization: Basic YTpi'], 400],
  ])('with a token %s is answered', async (_how, headers, status) => {
    const signer = await createSigner();
    await using known = await startGateway(office, signer.settings, { sandbox: false });
    const answer = await post([HOST, JSON_TYPE, ...headers(await signer.token())], undefined, known);
    expect(answer.status).toBe(status);
  });

  it.each(['Basic YTpi', 'basic  YTpi', 'BASIC\tYTpi', ' Basic \t YTpi '])(
    'with a password as %j goes on to Vitec',
    async (authorization) => {
      await using passing = await startGateway(
        office,
        { AUTH_MODE: 'passthrough', VITEC_USERNAME: '', VITEC_PASSWORD: '' },
        { sandbox: false },
      );
      expect(await post([HOST, JSON_TYPE, `authorization: ${authorization}`], undefined, passing)).toMatchObject({ status: 200 });
    },
  );

  // RFC 6750, section 3.1: no error code where the request has no credentials of this scheme
  it.each<[string, readonly string[], boolean]>([
    ['none', [], true],
    ['an empty header', ['authorization:'], true],
    ['another scheme', ['authorization: Basic YTpi'], true],
    ['another scheme without anything behind it', ['authorization: Negotiate'], true],
    ['a scheme that begins alike', ['authorization: Bearers abc'], true],
    ['the scheme alone', ['authorization: Bearer'], true],
    ['a token that is none', ['authorization: Bearer abc'], false],
    ['two tokens', ['authorization: bearer a.b.c, Bearer a.b.c'], false],
  ])('with %s instead of a token is reported as missing or invalid', async (_what, headers, isMissing) => {
    const signer = await createSigner();
    await using known = await startGateway(office, { ...signer.settings, METRICS_TOKEN }, { sandbox: false });
    const answers = [
      await post([HOST, JSON_TYPE, ...headers], undefined, known),
      await sendRaw(known.url, rawRequest('GET /metrics HTTP/1.1', [HOST, ...headers])),
    ];
    for (const { status, head, body } of answers) {
      expect([status, /www-authenticate: ([^\r]*)/i.exec(head)?.[1]]).toEqual([401, isMissing ? 'Bearer' : 'Bearer error="invalid_token"']);
      expect(body).toContain(isMissing ? 'Credentials are missing.' : 'The credentials are invalid.');
    }
  });

  it.each<[string, readonly string[], boolean]>([
    ['an empty header', ['authorization:'], true],
    ['another scheme', ['authorization: Bearer a.b.c'], true],
    ['the scheme alone', ['authorization: Basic '], true],
    ['no base64', ['authorization: Basic ?'], false],
    ['no colon', ['authorization: Basic YWI='], false],
    ['two', ['authorization: Basic YTpi YTpi'], false],
  ])('with %s instead of a password is reported as missing or invalid', async (_what, headers, isMissing) => {
    await using passing = await startGateway(
      office,
      { AUTH_MODE: 'passthrough', VITEC_USERNAME: '', VITEC_PASSWORD: '' },
      { sandbox: false },
    );
    const { status, head, body } = await post([HOST, JSON_TYPE, ...headers], undefined, passing);
    expect([status, /www-authenticate: ([^\r]*)/i.exec(head)?.[1]]).toEqual([401, 'Basic realm="Vitec Connect"']);
    expect(body).toContain(isMissing ? 'Credentials are missing.' : 'The credentials are invalid.');
  });

  it.each(['Bearer', 'bearer ', 'BEARER\t'])('of /metrics accepts the scheme %j', async (scheme) => {
    expect(await get('/metrics', [HOST, `authorization: ${scheme} ${METRICS_TOKEN}`])).toMatchObject({ status: 200 });
  });
});

describe('cache-control', () => {
  it.each<[string, number]>([
    ['no-cache', 1],
    ['No-Cache', 1],
    ['max-age=0', 1],
    ['max-age="0" , no-transform', 1],
    ['no-store', 1],
    ['max-age=60', 0],
    ['x-no-cache', 0],
    ['ext="no-cache"', 0],
    ['only-if-cached', 0],
    ['', 0],
  ])('%j causes %i more calls', async (cacheControl, calls) => {
    await using keeping = await startGateway(office, { CACHE_TTL_MS: '60000' });
    const query = '{ contact(customerId: "M1", contactId: "a") { partyRoles { role } } }';
    await keeping.query(query);
    const before = office.totalCalls;
    await keeping.query(query, {}, { 'cache-control': cacheControl });
    expect(office.totalCalls - before).toBe(calls);
  });
});
