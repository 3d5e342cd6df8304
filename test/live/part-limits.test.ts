import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { codesOf, openLive, PARTS_V1, PARTS_V2 } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { startNamesVitec } from '../support/names-vitec.ts';
import { createSigner, temporaryFile } from '../support/tokens.ts';
import { json, startVitec, status } from '../support/vitec.ts';

const FORMATS = [PARTS_V1, PARTS_V2];
const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const HOMES = 'partyRoles { estate { estateId } }';
const LIST = `query List($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId ... @defer { ${HOMES} } } }`;
const ask = (
  { url }: TestGateway,
  query: string,
  { accept = PARTS_V1, headers = {}, ...more }: { accept?: string; headers?: Record<string, string>; [member: string]: unknown } = {},
) => openLive(url, { query, headers: { accept, ...headers }, ...more });
/** The code of a response that is not in parts. */
const refusalOf = async (live: Awaited<ReturnType<typeof openLive>>) => {
  await live.ended();
  expect(live.headers['content-type']).toMatch(/^application\/json/);
  const { errors, data } = JSON.parse(live.text);
  return [live.status, errors[0].extensions.code, data];
};

describe('the limits of a document in parts', () => {
  const rootDefer = (ids: readonly string[]) =>
    `{ ... @defer { contacts(customerId: "M1", contactIds: ${JSON.stringify(ids)}) { contactId ${HOMES} } } }`;
  it.each([
    ['more contacts in a deferred fragment of the root than an operation may name', rootDefer(idsOf(101)), 'BAD_USER_INPUT'],
    [
      'more contacts in several such fragments',
      `{ ...A @defer ...B @defer } fragment A on Query { a: contacts(customerId: "M1", contactIds: ${JSON.stringify(idsOf(60))}) { ${HOMES} } }
       fragment B on Query { b: contacts(customerId: "M1", contactIds: ${JSON.stringify(idsOf(60).map((id) => `b${id}`))}) { ${HOMES} } }`,
      'BAD_USER_INPUT',
    ],
    [
      'more depth',
      `{ contact(customerId: "M1", contactId: "a") { ... @defer { ${'x: extraRoles { actsFor { '.repeat(6)} contactId ${'} }'.repeat(6)} } } }`,
      'DEPTH_LIMIT_EXCEEDED',
    ],
    [
      'more directives',
      `{ contact(customerId: "M1", contactId: "a") { ${'... @defer { contactId } '.repeat(21)} } }`,
      'DIRECTIVE_LIMIT_EXCEEDED',
    ],
    [
      'more root fields',
      `{ ... @defer { ${Array.from({ length: 41 }, (_, index) => `a${index}: __typename`).join(' ')} } }`,
      'ROOT_FIELD_LIMIT_EXCEEDED',
    ],
    [
      '@stream of something that is no list',
      '{ contact(customerId: "M1", contactId: "a") @stream { contactId } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'two parts of one label',
      '{ a: __typename ... @defer(label: "x") { b: __typename } ... @defer(label: "x") { c: __typename } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('refuse %s, without a call', async (_what, query, code) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec);
    expect(await refusalOf(await ask(gateway, query))).toEqual([400, code, undefined]);
    expect(vitec.calls).toBe(0);
  });

  const streamed = (directives: string) => `contacts(customerId: "M1", contactIds: ["a"]) ${directives} { contactId }`;
  it.each<[string, string, Record<string, unknown>]>([
    ['a negative initialCount', `{ ${streamed('@stream(initialCount: -1)')} }`, {}],
    ['one that is null', `{ ${streamed('@stream(initialCount: null)')} }`, {}],
    ['one from a variable', `query ($n: Int) { ${streamed('@stream(initialCount: $n)')} }`, { n: -1 }],
    ['one from a variable that is null', `query ($n: Int) { ${streamed('@stream(initialCount: $n)')} }`, { n: null }],
    ['an `if` of @stream that is null', `query ($if: Boolean = true) { ${streamed('@stream(if: $if)')} }`, { if: null }],
    ['an `if` of @defer that is null', 'query ($if: Boolean = true) { ... @defer(if: $if) { __typename } }', { if: null }],
  ])('refuse %s', async (_what, query, variables) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { METRICS_TOKEN });
    expect(await refusalOf(await ask(gateway, query, { variables }))).toEqual([400, 'BAD_USER_INPUT', undefined]);
    expect((await readMetrics(gateway)).gateway_internal_errors_total).toBe(0);
  });

  it.each(FORMATS)('make a field null whose @defer has an `if` that is null (%s)', async (accept) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { METRICS_TOKEN });
    const query = 'query ($if: Boolean = true) { contact(customerId: "M1", contactId: "a") { ... @defer(if: $if) { contactId } } }';
    const live = await ask(gateway, query, { accept, variables: { if: null } });
    await live.ended();
    expect(live.text).toContain('BAD_USER_INPUT');
    expect((await readMetrics(gateway)).gateway_internal_errors_total).toBe(0);
  });
});

describe.each(FORMATS)('in parts (%s)', (accept) => {
  it('an operation makes no more calls than MAX_CALLS_PER_OPERATION, and the other contacts have a code', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { MAX_CALLS_PER_OPERATION: '5' });
    const { data, errors } = await (await ask(gateway, LIST, { accept, variables: { ids: idsOf(8) } })).merged();
    expect(data.contacts.filter(({ partyRoles }: { partyRoles: unknown }) => partyRoles !== null)).toHaveLength(5);
    expect(codesOf(errors)).toEqual(Array(3).fill('CALL_LIMIT_EXCEEDED'));
    expect(vitec.calls).toBe(5);
  });

  it('a field beyond the row budget is null with a code, and the others are whole', async () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => ({ estateId: `e${index}` }));
    await using vitec = await startVitec(json(JSON.stringify({ buyer: rows })));
    await using gateway = await startGateway(vitec);
    const roles = (name: string) => `${name}: partyRoles(first: 10000) { id }`;
    const query = `{ contact(customerId: "M1", contactId: "a") { ${roles('x')} ${roles('y')} ... @defer { ${roles('z')} } ... @defer { partyRolesStatus { code } } } }`;
    const { data, errors } = await (await ask(gateway, query, { accept })).merged();
    expect([data.contact.x.length, data.contact.y.length, data.contact.z, data.contact.partyRolesStatus]).toEqual([
      10_000,
      10_000,
      null,
      { code: null },
    ]);
    expect(errors.map(({ path, extensions: { code } }) => [path?.join('.'), code])).toEqual([['contact.z', 'BAD_USER_INPUT']]);
  });

  it('an operation lists 1,000 errors, and its last part counts the others', async () => {
    await using vitec = await startVitec(status(404));
    await using gateway = await startGateway(vitec, { METRICS_TOKEN });
    const fields = Array.from({ length: 25 }, (_, index) => `a${index}: partyRoles { role }`).join(' ');
    const query = `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId ... @defer { ${fields} } } }`;
    const live = await ask(gateway, query, { accept, variables: { ids: idsOf(50) } });
    const { errors } = await live.merged();
    expect(errors).toHaveLength(1_000);
    expect(live.parts.at(-1)).toMatchObject({ hasNext: false, extensions: { unlistedErrors: 250 } });
    expect(gateway.logged('operation')).toEqual([expect.objectContaining({ codes: { NOT_FOUND: 1_000 } })]);
  });

  it('a customer of others is FORBIDDEN in a deferred fragment, without a call, and the rest is there', async () => {
    const signer = await createSigner();
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, signer.settings, { sandbox: false });
    const headers = { authorization: `Bearer ${await signer.token({ sub: 'anna' })}` };
    const query = `{ own: contact(customerId: "M1", contactId: "a") { contactId } ... @defer { other: contact(customerId: "M2", contactId: "b") { ${HOMES} } } }`;
    const live = await ask(gateway, query, { accept, headers });
    const { data, errors } = await live.merged();
    expect(data).toEqual({ own: { contactId: 'a' }, other: null });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['other'],
        extensions: { code: 'FORBIDDEN', retryable: false, requestId: live.headers['x-request-id'] },
      }),
    ]);
    expect(vitec.calls).toBe(0);
  });

  it('a profile needs PROFILE_SCOPE', async () => {
    const signer = await createSigner();
    await using vitec = await startNamesVitec();
    await using gateway = await startGateway(vitec, { ...signer.settings, PROFILE_SCOPE: 'profiles' }, { sandbox: false });
    const query = '{ contact(customerId: "M1", contactId: "a") { contactId ... @defer { profile { displayName } } } }';
    const as = async (scope: string | undefined) => {
      const headers = { authorization: `Bearer ${await signer.token({ sub: 'anna', scope })}` };
      const { data, errors } = await (await ask(gateway, query, { accept, headers })).merged();
      return [data.contact.profile?.displayName, codesOf(errors)];
    };
    expect(await as(undefined)).toEqual([undefined, ['FORBIDDEN']]);
    expect(vitec.calls).toBe(0);
    expect(await as('profiles')).toEqual(['Name-a Testsson', []]);
  });

  it('the limit of a caller counts what it asks for at once together', async () => {
    const signer = await createSigner();
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { ...signer.settings, CALLER_MAX_CONTACTS_PER_MINUTE: '10' }, { sandbox: false });
    const headers = { authorization: `Bearer ${await signer.token({ sub: 'anna' })}` };
    const read = async (ids: readonly string[]) => (await ask(gateway, LIST, { accept, headers, variables: { ids } })).merged();
    expect((await read(idsOf(8))).errors).toEqual([]);
    const beyond = await read(['x', 'y', 'z']);
    expect(codesOf(beyond.errors)).toEqual(Array(3).fill('CALLER_LIMIT_EXCEEDED'));
    expect(beyond.errors[0]?.extensions.retryAfterSeconds).toBeGreaterThan(0);
    expect((await read(['x', 'y'])).errors).toEqual([]);
    expect(vitec.calls).toBe(10);
  });

  it('a trusted document is named by its hash', async () => {
    const hash = createHash('sha256').update(LIST).digest('hex');
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, {
      TRUSTED_DOCUMENTS_FILE: temporaryFile('documents.json', JSON.stringify({ [hash]: LIST })),
      TRUSTED_DOCUMENTS_ONLY: 'true',
      METRICS_TOKEN,
    });
    const live = await openLive(gateway.url, { documentId: hash, variables: { ids: ['a', 'b'] }, headers: { accept } });
    expect((await live.merged()).data.contacts).toHaveLength(2);
    expect(live.parts.length).toBeGreaterThan(1);
    expect((await readMetrics(gateway))['gateway_operations_total{operation="List",outcome="ok"}']).toBe(1);
    expect(await refusalOf(await ask(gateway, LIST, { accept, variables: { ids: ['a'] } }))).toEqual([
      400,
      'TRUSTED_DOCUMENT_REQUIRED',
      undefined,
    ]);
  });

  it('with `if: false`, is refused as a whole when every contact is beyond the limit of the caller', async () => {
    const signer = await createSigner();
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { ...signer.settings, CALLER_MAX_CONTACTS_PER_MINUTE: '1' }, { sandbox: false });
    const headers = { authorization: `Bearer ${await signer.token({ sub: 'anna' })}` };
    const query = LIST.replace('@defer', '@defer(if: false)');
    expect(await refusalOf(await ask(gateway, query, { accept, headers, variables: { ids: ['x', 'y'] } }))).toEqual([
      429,
      'CALLER_LIMIT_EXCEEDED',
      undefined,
    ]);
  });
});
