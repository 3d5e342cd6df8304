import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTrustedDocuments } from '../../src/settings/trusted-documents-file.ts';
import { postOperation, startGateway, type TestGateway } from '../support/gateway.ts';
import { contact, type Office, startOffice } from '../support/office.ts';
import { temporaryFile } from '../support/tokens.ts';

const DOCUMENT = 'query Roles($contactId: ID!) { contact(customerId: "M1", contactId: $contactId) { partyRoles { role } } }';
const HASH = createHash('sha256').update(DOCUMENT).digest('hex');
const OTHER = '{ __typename }';
const variables = { contactId: 'a' };
const ROLES = { contact: { partyRoles: [{ role: 'SELLER' }] } };

let office: Office;
let open: TestGateway;
let closed: TestGateway;
/** Without registered documents. */
let plain: TestGateway;
beforeAll(async () => {
  office = await startOffice([contact('a').sells('home-1')]);
  const settings = { TRUSTED_DOCUMENTS_FILE: temporaryFile('documents.json', JSON.stringify({ [HASH]: DOCUMENT })) };
  open = await startGateway(office, settings);
  plain = await startGateway(office);
  closed = await startGateway(office, { ...settings, TRUSTED_DOCUMENTS_ONLY: 'true' });
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await closed[Symbol.asyncDispose]();
  await plain[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

const answer = async (gateway: TestGateway, body: object) => {
  const { status, data, errors } = await postOperation(gateway.url, body);
  return { status, data, code: errors?.[0]?.extensions.code };
};

describe.each([
  ['beside others', () => open],
  ['alone', () => closed],
])('a trusted document, %s', (_name, gateway) => {
  it.each<[string, object]>([
    ['documentId', { documentId: HASH }],
    ['documentId with its algorithm', { documentId: `sha256:${HASH}` }],
    ["Apollo's extension", { extensions: { persistedQuery: { version: 1, sha256Hash: HASH } } }],
    ['documentId in capitals', { documentId: HASH.toUpperCase() }],
    ['documentId in capitals with its algorithm', { documentId: `sha256:${HASH.toUpperCase()}` }],
    ["Apollo's extension in capitals", { extensions: { persistedQuery: { version: 1, sha256Hash: HASH.toUpperCase() } } }],
    ['documentId beside an empty document', { query: '', documentId: HASH }],
    ["Apollo's extension beside an empty document", { query: '', extensions: { persistedQuery: { version: 1, sha256Hash: HASH } } }],
    ['documentId beside a null', { query: null, documentId: HASH }],
  ])('runs by its hash, sent as %s', async (_form, named) => {
    expect(await answer(gateway(), { ...named, variables })).toEqual({ status: 200, data: ROLES, code: undefined });
  });

  it.each(['0'.repeat(64), '', 'constructor', '__proto__'])('that is not registered (%j) is reported as such', async (documentId) => {
    expect(await answer(gateway(), { documentId })).toEqual({ status: 400, data: undefined, code: 'TRUSTED_DOCUMENT_NOT_FOUND' });
  });
});

describe('TRUSTED_DOCUMENTS_ONLY', () => {
  it.each<[string, object]>([
    ['a document', { query: OTHER }],
    ['the text of a trusted document', { query: DOCUMENT, variables }],
    ['a document under the hash of another', { query: OTHER, documentId: HASH }],
    ['a trusted document with its text', { query: DOCUMENT, extensions: { persistedQuery: { sha256Hash: HASH } }, variables }],
    ['an empty document', { query: '' }],
    ['nothing', {}],
    ['a hash that is no text', { documentId: 7 }],
  ])('rejects %s without a call', async (_what, body) => {
    const before = office.totalCalls;
    expect(await answer(closed, body)).toEqual({ status: 400, data: undefined, code: 'TRUSTED_DOCUMENT_REQUIRED' });
    expect(office.totalCalls).toBe(before);
  });

  it('rejects a document in the query of a GET request too', async () => {
    const response = await fetch(`${closed.url}/graphql?query=${encodeURIComponent(OTHER)}`);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'TRUSTED_DOCUMENT_REQUIRED' } }] });
  });
});

describe('without TRUSTED_DOCUMENTS_ONLY', () => {
  it('other documents run, and a text that does not match its hash is rejected', async () => {
    expect(await answer(open, { query: OTHER })).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    expect(await answer(open, { query: DOCUMENT, documentId: HASH, variables })).toMatchObject({ status: 200, data: ROLES });
    for (const documentId of [HASH, HASH.toUpperCase()])
      expect(await answer(open, { query: OTHER, documentId })).toEqual({ status: 400, data: undefined, code: 'BAD_REQUEST' });
    expect(await answer(open, { query: ' ', documentId: HASH })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
    expect(await answer(open, { query: '' })).toMatchObject({ status: 400, code: 'GRAPHQL_PARSE_FAILED' });
    expect(await answer(open, { query: OTHER, documentId: '0'.repeat(64) })).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });
});

describe('a persisted query', () => {
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
  const persisted = (text: string, more: object = {}) => ({
    extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(text), ...more } },
  });
  const gateways = { open: () => open, closed: () => closed, plain: () => plain };
  const NOT_FOUND = { code: 'PERSISTED_QUERY_NOT_FOUND', message: 'PersistedQueryNotFound' };
  const NOT_SUPPORTED = { code: 'PERSISTED_QUERY_NOT_SUPPORTED', message: 'PersistedQueryNotSupported' };

  it.each([
    ['open', NOT_FOUND],
    ['plain', NOT_SUPPORTED],
    ['closed', { code: 'TRUSTED_DOCUMENT_NOT_FOUND' }],
  ] as const)('that is not registered is told as the clients expect it, where documents are %s', async (name, told) => {
    for (const body of [persisted(OTHER), persisted(OTHER, { miss: true }), { query: '', ...persisted(OTHER) }]) {
      const { status, errors } = await postOperation(gateways[name]().url, body);
      expect([status, { ...errors?.[0]?.extensions, message: errors?.[0]?.message }]).toMatchObject([400, told]);
    }
  });

  it.each(['open', 'plain'] as const)('runs when it is sent with its hash, where documents are %s', async (name) => {
    expect(await answer(gateways[name](), { query: OTHER, ...persisted(OTHER) })).toMatchObject({ status: 200 });
    expect(
      await answer(gateways[name](), { query: OTHER, ...persisted(OTHER, { sha256Hash: hashOf(OTHER).toUpperCase() }) }),
    ).toMatchObject({
      status: 200,
    });
    expect(await answer(gateways[name](), { query: OTHER, documentId: `sha256:${hashOf(OTHER)}` })).toMatchObject({ status: 200 });
  });

  it.each<[string, object]>([
    ['a hash of another text', { query: OTHER, ...persisted(`${OTHER} `) }],
    ['a hash of another text as documentId', { query: OTHER, documentId: `sha256:${hashOf(`${OTHER} `)}` }],
    ['no hash', { query: OTHER, ...persisted(OTHER, { sha256Hash: undefined }) }],
    ['a hash that is no text', { query: OTHER, ...persisted(OTHER, { sha256Hash: 7 }) }],
    ['version 2', { query: OTHER, ...persisted(OTHER, { version: 2 }) }],
    ['version 2 alone', persisted(DOCUMENT, { version: 2 })],
    ['a version that is a text', persisted(DOCUMENT, { version: '1' })],
    ['no version that is one', persisted(DOCUMENT, { version: null })],
    ['a list', { query: OTHER, extensions: { persistedQuery: [] } }],
    ['a text', { query: OTHER, extensions: { persistedQuery: 'x' } }],
  ])('with %s is BAD_REQUEST', async (_what, body) => {
    for (const gateway of [open, plain]) expect(await answer(gateway, body)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it('in the query of a GET request is PERSISTED_QUERY_NOT_SUPPORTED', async () => {
    const extensions = encodeURIComponent(JSON.stringify(persisted(OTHER).extensions));
    expect(await (await fetch(`${plain.url}/graphql?extensions=${extensions}`)).json()).toMatchObject({
      errors: [{ extensions: { code: NOT_SUPPORTED.code } }],
    });
  });

  it('by documentId gets no code that makes clients send the document', async () => {
    for (const gateway of [open, plain, closed])
      expect(await answer(gateway, { documentId: hashOf(OTHER) })).toMatchObject({ status: 400, code: 'TRUSTED_DOCUMENT_NOT_FOUND' });
  });
});

describe('the file of trusted documents', () => {
  it("is a map, or a manifest of Apollo's", () => {
    const manifest = {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: HASH, body: DOCUMENT, name: 'Roles', type: 'query' }],
    };
    const forms = [{ [HASH]: DOCUMENT }, { [HASH.toUpperCase()]: DOCUMENT }, { [`sha256:${HASH}`]: DOCUMENT }, manifest];
    for (const form of forms) expect(parseTrustedDocuments(JSON.stringify(form))).toEqual(new Map([[HASH, DOCUMENT]]));
  });

  it('keeps an id that is not a hash unchanged', () => {
    expect(parseTrustedDocuments('{"Roles-A":"{ __typename }"}')).toEqual(new Map([['Roles-A', '{ __typename }']]));
  });

  it.each([
    ['[]'],
    ['{"a": 1}'],
    [JSON.stringify({ [HASH]: DOCUMENT, [HASH.toUpperCase()]: OTHER })],
    ['{"a": "{ not graphql"}'],
    ['{"format":"apollo-persisted-query-manifest","version":2,"operations":[]}'],
    ['{'],
  ])('is rejected if it is %s', (text) => {
    expect(() => parseTrustedDocuments(text)).toThrow();
  });
});
