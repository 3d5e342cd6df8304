import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NO_ROLES } from '../../src/sandbox/wire.ts';
import { contact, contactThatAnswers, type Office, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner } from '../support/tokens.ts';

const LIMIT_MS = 1_500;
const LIMIT_BYTES = 150 * 1024 * 1024;

let office: Office;
let program: Program;
let url: string;
let token: string;
beforeAll(async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    estateId: `home-${index}`,
    roleCreatedAt: '2026-10-04T13:51:40.3548718+02:00',
  }));
  office = await startOffice([contact('a').sells('home-1'), contactThatAnswers('big', { ...NO_ROLES, seller: rows })]);
  const signer = await createSigner();
  token = await signer.token({ exp: Math.floor(Date.now() / 1_000) + 3_600 });
  program = new Program('src/main.ts', {
    INTROSPECTION: 'true',
    GRAPHIQL: 'true',
    WEBHOOK_SECRET: 'hemlig-webhook',
    ...programSettings(office, signer),
  });
  url = await program.address();
  for (let warm = 0; warm < 20; warm += 1) await neighbour();
});
afterAll(async () => {
  await program[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

const headers = () => ({ 'content-type': 'application/json', authorization: `Bearer ${token}` });
const post = (body: BodyInit, extra: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, { method: 'POST', headers: { ...headers(), ...extra }, body });
const ask = (query: string, variables?: object) => () => post(JSON.stringify({ query, variables }));

/** What another caller asks meanwhile; the milliseconds that it waited. */
async function neighbour(): Promise<number> {
  const began = performance.now();
  const response = await ask(
    '{ contact(customerId: "M1", contactId: "a") { id partyRelations: partyRolesStatus @skip(if: true) { state } } }',
  )();
  expect(response.status).toBe(200);
  await response.text();
  return performance.now() - began;
}

/** Bytes sent by hand over a socket, and what comes back. */
const raw = (bytes: string | Buffer) => () =>
  new Promise<Response>((resolve, reject) => {
    const { port, hostname } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      if (status && text.includes('\r\n\r\n') && text.trimEnd().endsWith('}')) {
        socket.destroy();
        resolve(new Response(text.split('\r\n\r\n').at(-1), { status: Number(status) }));
      }
    });
    socket.on('error', reject).on('close', () => reject(new Error(`closed after: ${text}`)));
  });
const head = (lines: readonly string[], body = '') => `POST /graphql HTTP/1.1\r\nhost: gateway\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
const json = JSON.stringify({ query: '{ __typename }' });
const bearer = () => `authorization: Bearer ${token}`;
const contactOf = (inner: string) => `{ contact(customerId: "M1", contactId: "a") { ${inner} } }`;
const nested = (levels: number) => contactOf(`${'partyRoles { contact { '.repeat(levels)} id ${'} }'.repeat(levels)}`);
const many = (count: number, each: (index: number) => string) => Array.from({ length: count }, (_, index) => each(index)).join(' ');
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
/** Fragments that double what they hold, level after level. */
const doubling = (levels: number) =>
  `{ contact(customerId: "M1", contactId: "a") { ...F0 } } ${many(levels, (level) => `fragment F${level} on Contact { a${level}: partyRoles { contact { ...F${level + 1} } } b${level}: partyRoles { contact { ...F${level + 1} } } }`)} fragment F${levels} on Contact { id }`;

const HOSTILE: readonly (readonly [string, () => () => Promise<Response>, readonly number[], string])[] = [
  ['a document 12 fields deep', () => ask(nested(6)), [400], 'DEPTH_LIMIT_EXCEEDED'],
  ['a document 200 fields deep', () => ask(nested(100)), [400], 'DEPTH_LIMIT_EXCEEDED'],
  ['a document 20,000 fields deep', () => ask(nested(10_000)), [400], 'TOKEN_LIMIT_EXCEEDED'],
  [
    'depth hidden in fragments',
    () =>
      ask(
        `{ contact(customerId: "M1", contactId: "a") { ...F0 } } ${many(7, (level) => `fragment F${level} on Contact { partyRoles { contact { ...F${level + 1} } } }`)} fragment F7 on Contact { id }`,
      ),
    [400],
    'DEPTH_LIMIT_EXCEEDED',
  ],
  ['31 aliases', () => ask(contactOf(many(31, (index) => `a${index}: id`))), [400], 'ALIAS_LIMIT_EXCEEDED'],
  ['10,000 aliases', () => ask(`{ ${many(10_000, (index) => `a${index}: __typename`)} }`), [400], 'TOKEN_LIMIT_EXCEEDED'],
  [
    'aliases in a fragment used many times',
    () =>
      ask(
        `{ ${many(8, (index) => `c${index}: contact(customerId: "M1", contactId: "a") { ...F }`)} } fragment F on Contact { a: id b: id c: id d: id }`,
      ),
    [400],
    'ALIAS_LIMIT_EXCEEDED',
  ],
  ['fragments that double 5 times', () => ask(doubling(5)), [400], 'LIMIT_EXCEEDED'],
  ['fragments that double 12 times', () => ask(doubling(12)), [400], 'LIMIT_EXCEEDED'],
  [
    'a fragment that uses itself',
    () => ask('{ contact(customerId: "M1", contactId: "a") { ...F } } fragment F on Contact { id ...F }'),
    [400],
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'fragments in a circle',
    () =>
      ask(
        '{ contact(customerId: "M1", contactId: "a") { ...A } } fragment A on Contact { ...B } fragment B on Contact { ...C } fragment C on Contact { ...A }',
      ),
    [400],
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'fragments in a circle through fields',
    () =>
      ask(
        '{ contact(customerId: "M1", contactId: "a") { ...A } } fragment A on Contact { partyRoles { contact { ...B } } } fragment B on Contact { partyRoles { contact { ...A } } }',
      ),
    [400],
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['21 directives', () => ask(contactOf(`id ${'@include(if: true) '.repeat(21)}`)), [400], 'LIMIT_EXCEEDED'],
  ['300 unknown directives', () => ask(contactOf(`id ${'@a '.repeat(300)}`)), [400], 'DIRECTIVE_LIMIT_EXCEEDED'],
  [
    '21 directives in a fragment used thrice',
    () =>
      ask(
        `{ a: contact(customerId: "M1", contactId: "a") { ...F } b: contact(customerId: "M1", contactId: "a") { ...F } c: contact(customerId: "M1", contactId: "a") { ...F } } fragment F on Contact { ${many(7, (index) => `a${index}: id @skip(if: false)`)} }`,
      ),
    [400],
    'DIRECTIVE_LIMIT_EXCEEDED',
  ],
  ['41 root fields', () => ask(`{ ${'__typename '.repeat(41)} }`), [400], 'ROOT_FIELD_LIMIT_EXCEEDED'],
  [
    '41 root fields in fragments',
    () => ask(`{ ...A ...B } fragment A on Query { ${'__typename '.repeat(21)} } fragment B on Query { ${'__typename '.repeat(20)} }`),
    [400],
    'ROOT_FIELD_LIMIT_EXCEEDED',
  ],
  ['1,001 tokens', () => ask(`{ ${'__typename '.repeat(999)} }`), [400], 'TOKEN_LIMIT_EXCEEDED'],
  ['a document of spaces and a field', () => ask(`{${' '.repeat(900_000)}nothing }`), [400], 'GRAPHQL_VALIDATION_FAILED'],
  ['a comment of 900 kB', () => ask(`#${'x'.repeat(900_000)}\n{ nothing }`), [400], 'GRAPHQL_VALIDATION_FAILED'],
  ['a name of 900 kB', () => ask(`{ ${'x'.repeat(900_000)} }`), [400], 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a text of 900 kB as an id',
    () => ask(`{ contact(customerId: "M1", contactId: "${'x'.repeat(900_000)}") { partyRoles { id } } }`),
    [200],
    'BAD_USER_INPUT',
  ],
  [
    'a number of 900 kB',
    () => ask(`{ contact(customerId: "M1", contactId: "a") { partyRoles(first: ${'9'.repeat(900_000)}) { id } } }`),
    [400],
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a list 900 deep in the document',
    () => ask(`{ contacts(customerId: "M1", contactIds: ${deep(450)}) { id } }`),
    [400],
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a list 400,000 deep in the variables',
    () => () =>
      post(`{"query":"query ($v: [ID!]!) { contacts(customerId: \\"M1\\", contactIds: $v) { id } }","variables":{"v":${deep(400_000)}}}`),
    [400],
    'BAD_USER_INPUT',
  ],
  [
    'a representation 400,000 deep',
    () => () =>
      post(`{"query":"query ($v: [_Any!]!) { _entities(representations: $v) { __typename } }","variables":{"v":[${deep(400_000)}]}}`),
    [200],
    'BAD_USER_INPUT',
  ],
  [
    '101 contacts in variables',
    () =>
      ask('query ($v: [ID!]!) { contacts(customerId: "M1", contactIds: $v) { partyRoles { id } } }', {
        v: Array.from({ length: 101 }, (_, index) => `c${index}`),
      }),
    [400],
    'BAD_USER_INPUT',
  ],
  [
    'one contact 100,000 times',
    () =>
      ask('query ($v: [ID!]!) { contacts(customerId: "M1", contactIds: $v) { partyRoles { id } } }', {
        v: Array.from({ length: 100_000 }, () => 'a'),
      }),
    [400],
    'BAD_USER_INPUT',
  ],
  [
    '1,000 representations',
    () =>
      ask('query ($v: [_Any!]!) { _entities(representations: $v) { ... on Contact { partyRoles { id } } } }', {
        v: Array.from({ length: 1_000 }, (_, index) => ({ __typename: 'Contact', customerId: 'M1', contactId: `c${index}` })),
      }),
    [400],
    'BAD_USER_INPUT',
  ],
  [
    'an introspection bomb',
    () => ask(`{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} }'.repeat(4)} } } }`),
    [400],
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'introspection 30 times',
    () => ask(`{ ${many(31, (index) => `a${index}: __schema { types { name } }`)} }`),
    [400],
    'ALIAS_LIMIT_EXCEEDED',
  ],
  ['a batch of 1,000', () => () => post(`[${Array(1_000).fill(json).join(',')}]`), [400], 'BAD_REQUEST'],
  [
    'variables that reach for the prototype',
    () => () =>
      post('{"query":"query ($v: ID!) { contact(customerId: $v, contactId: \\"a\\") { id } }","variables":{"__proto__":{"v":"M1"}}}'),
    [400],
    'BAD_USER_INPUT',
  ],
  [
    'a body of 50 MB',
    () => () =>
      post(Buffer.alloc(50_000_000, 'x')).catch(
        () => new Response('{"errors":[{"extensions":{"code":"REQUEST_ENTITY_TOO_LARGE"}}]}', { status: 413 }),
      ),
    [413],
    'REQUEST_ENTITY_TOO_LARGE',
  ],
  [
    'a body of 50 MB in chunks',
    () =>
      raw(
        head(
          [bearer(), 'content-type: application/json', 'transfer-encoding: chunked'],
          many(60, () => `${(32_768).toString(16)}\r\n${'x'.repeat(32_768)}\r\n`).replaceAll('\r\n ', '\r\n'),
        ),
      ),
    [413],
    'REQUEST_ENTITY_TOO_LARGE',
  ],
  [
    'a bomb of gzip',
    () => () => post(gzipSync(Buffer.alloc(100_000_000)), { 'content-encoding': 'gzip' }),
    [415],
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['null bytes in the document', () => ask('{ contact\u0000 }'), [400], 'GRAPHQL_PARSE_FAILED'],
  [
    'null bytes in an id',
    () => ask('query ($v: ID!) { contact(customerId: "M1", contactId: $v) { partyRoles { id } } }', { v: 'a\u0000' }),
    [200],
    'BAD_USER_INPUT',
  ],
  [
    'an id that climbs out',
    () => ask('query ($v: ID!) { contact(customerId: "M1", contactId: $v) { partyRoles { id } } }', { v: '../../M2/a' }),
    [200],
    'BAD_USER_INPUT',
  ],
  [
    'an id with %2f',
    () => ask('query ($v: ID!) { contact(customerId: "M1", contactId: $v) { partyRoles { id } } }', { v: 'a%2f..%2fM2' }),
    [200],
    'BAD_USER_INPUT',
  ],
  [
    'an id with a line break',
    () => ask('query ($v: ID!) { contact(customerId: "M1", contactId: $v) { partyRoles { id } } }', { v: 'a\r\nHost: evil' }),
    [200],
    'BAD_USER_INPUT',
  ],
  [
    'two lengths',
    () => raw(head([bearer(), 'content-type: application/json', `content-length: ${json.length}`, 'content-length: 5'], json)),
    [400],
    'BAD_REQUEST',
  ],
  [
    'a length beside chunks',
    () =>
      raw(
        head(
          [bearer(), 'content-type: application/json', 'content-length: 5', 'transfer-encoding: chunked'],
          `${json.length.toString(16)}\r\n${json}\r\n0\r\n\r\n`,
        ),
      ),
    [400],
    'BAD_REQUEST',
  ],
  [
    'chunks in disguise',
    () => raw(head([bearer(), 'content-type: application/json', 'transfer-encoding: xchunked'], json)),
    [400],
    'BAD_REQUEST',
  ],
  [
    'a chunk of no size',
    () => raw(head([bearer(), 'content-type: application/json', 'transfer-encoding: chunked'], 'zz\r\n')),
    [400],
    'BAD_REQUEST',
  ],
  [
    'a folded header',
    () => raw(head([bearer(), 'content-type: application/json', 'x-a: b\r\n\tc: d', `content-length: 0`])),
    [400],
    'BAD_REQUEST',
  ],
  ['a header of 100 kB', () => raw(head([`x-padding: ${'x'.repeat(100_000)}`])), [431], 'REQUEST_ENTITY_TOO_LARGE'],
  ['no HTTP at all', () => raw('\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n'), [400], 'BAD_REQUEST'],
  ['an unknown method', () => raw('BREW /graphql HTTP/1.1\r\nhost: gateway\r\n\r\n'), [400], 'BAD_REQUEST'],
];

describe('a hostile request', () => {
  it('is one of at least 40', () => expect(HOSTILE.length).toBeGreaterThanOrEqual(40));

  it.each(HOSTILE)('%s is refused with its code, in time, without a call, and hurts no neighbour', async (_what, make, statuses, code) => {
    const before = { calls: office.totalCalls, bytes: program.residentBytes };
    const began = performance.now();
    const [response, waited] = await Promise.all([make()(), neighbour()]);
    const tookMs = performance.now() - began;
    const text = await response.text();
    expect(statuses, text.slice(0, 300)).toContain(response.status);
    expect(text).toContain(code);
    expect(text).not.toMatch(/node_modules|\.ts:|"stack"|home-/);
    expect(tookMs).toBeLessThan(LIMIT_MS);
    expect(waited).toBeLessThan(LIMIT_MS);
    expect(office.totalCalls).toBe(before.calls);
    expect(program.residentBytes - before.bytes).toBeLessThan(LIMIT_BYTES);
  });

  it('that would list 300,000 rows gets those that one operation may, and the rest as null with a code', async () => {
    const before = program.residentBytes;
    const [response, waited] = await Promise.all([
      ask(`{ contact(customerId: "M1", contactId: "big") { ${many(30, (index) => `a${index}: partyRoles { id }`)} } }`)(),
      neighbour(),
    ]);
    const { data, errors } = (await response.json()) as {
      data: { contact: Record<string, unknown[] | null> };
      errors: { extensions: { code: string } }[];
    };
    expect(Object.values(data.contact).map((rows) => rows?.length ?? null)).toEqual([...Array(5).fill(10_000), ...Array(25).fill(null)]);
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    expect(waited).toBeLessThan(LIMIT_MS);
    expect(program.residentBytes - before).toBeLessThan(LIMIT_BYTES);
  });

  it.each([
    'partyRoles { id }',
    'partyRoles(filter: { estateIds: ["none"] }) { id }',
    'hasRole(estateId: "none")',
    'partyRoleGroups { count }',
    'representations { relations }',
  ])('that asks %s of the contact of each of 10,000 rows is stopped before it holds up its neighbours', async (field) => {
    const before = program.residentBytes;
    const began = performance.now();
    const [response, waited] = await Promise.all([
      ask(`{ contact(customerId: "M1", contactId: "big") { partyRoles { contact { ${field} } } } }`)(),
      neighbour(),
    ]);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    expect([performance.now() - began < LIMIT_MS * 2, waited < LIMIT_MS]).toEqual([true, true]);
    expect(program.residentBytes - before).toBeLessThan(LIMIT_BYTES);
  });

  it.each<[string, () => () => Promise<Response>]>([
    [
      '15,000 estates under 30 aliases',
      () =>
        ask(
          `query ($r: [_Any!]!) { ${many(30, (index) => `a${index}: _entities(representations: $r) { ... on Estate { id estateId customerId } }`)} }`,
          { r: Array.from({ length: 12_000 }, (_, index) => ({ __typename: 'Estate', customerId: 'M1', estateId: `${index}` })) },
        ),
    ],
    [
      '15,000 nodes under 30 aliases',
      () =>
        ask(`query ($r: [ID!]!) { ${many(30, (index) => `a${index}: nodes(ids: $r) { id }`)} }`, {
          r: Array.from({ length: 15_000 }, (_, index) =>
            Buffer.from(JSON.stringify(['Estate', 'M1', String(index)])).toString('base64url'),
          ),
        }),
    ],
    [
      '14 fields of 50,000 rows',
      () =>
        ask(
          `{ contact(customerId: "M1", contactId: "big") { ${many(5, (list) => `l${list}: partyRoles { ...F }`)} } } fragment F on PartyRole { id kind role roleLabel createdAt createdAtPrecision estate { id customerId estateId } contact { id customerId contactId } }`,
        ),
    ],
    [
      'a filter of 60,000 ids under 30 aliases, of 100 contacts',
      () =>
        ask(
          `query ($c: [ID!]!, $v: [ID!]!) { contacts(customerId: "M1", contactIds: $c) { ${many(30, (index) => `a${index}: partyRoles(filter: { estateIds: $v }) { id }`)} } }`,
          { c: Array.from({ length: 90 }, () => 'a'), v: Array.from({ length: 60_000 }, (_, index) => `e${index}`) },
        ),
    ],
    [
      '60,000 roles in hasRole under 30 aliases',
      () =>
        ask(
          `query ($v: [EstateRole!]) { contact(customerId: "M1", contactId: "big") { ${many(30, (index) => `a${index}: hasRole(estateId: "x", roles: $v)`)} } }`,
          { v: Array.from({ length: 60_000 }, () => 'BUYER') },
        ),
    ],
  ])('that asks for %s is stopped in time, and hurts no neighbour', async (_what, make) => {
    const before = program.residentBytes;
    const began = performance.now();
    const [response, waited] = await Promise.all([make()(), neighbour()]);
    expect((await response.text()).includes('BAD_USER_INPUT')).toBe(true);
    expect([performance.now() - began < LIMIT_MS * 2, waited < LIMIT_MS]).toEqual([true, true]);
    expect(program.residentBytes - before).toBeLessThan(LIMIT_BYTES);
  });

  it('of 300 long documents, each another, leaves nothing of them in memory', async () => {
    const before = program.residentBytes;
    for (let index = 0; index < 300; index += 1) {
      const query = index % 2 === 0 ? `#${'x'.repeat(900_000)}${index}\n{ __typename }` : `#${'x'.repeat(900_000)}${index}\n{`;
      await (await ask(query)()).text();
    }
    expect(program.residentBytes - before).toBeLessThan(LIMIT_BYTES);
  });

  it('in a pipeline of 50 is answered in turn, each with its own', async () => {
    const { port, hostname } = new URL(url);
    const one = (index: number) =>
      head([bearer(), 'content-type: application/json', `x-request-id: nr-${index}`, `content-length: ${json.length}`], json);
    const text = await new Promise<string>((resolve, reject) => {
      let received = '';
      const socket = connect(Number(port), hostname, () => socket.write(Array.from({ length: 50 }, (_, index) => one(index)).join('')));
      socket
        .setEncoding('utf8')
        .on('error', reject)
        .on('data', (chunk: string) => {
          received += chunk;
          if ((received.match(/"__typename":"Query"/g) ?? []).length === 50) {
            socket.destroy();
            resolve(received);
          }
        });
    });
    expect([...text.matchAll(/x-request-id: nr-(\d+)/gi)].map(([, index]) => Number(index))).toEqual(
      Array.from({ length: 50 }, (_, index) => index),
    );
  });
});

describe('a sender that leaves', () => {
  it.each([
    ['in its headers', () => 'POST /graphql HTTP/1.1\r\nhost: gateway\r\nx-a'],
    ['in its body', () => head([bearer(), 'content-type: application/json', 'content-length: 500'], '{"query":')],
    ['in a chunk', () => head([bearer(), 'content-type: application/json', 'transfer-encoding: chunked'], '40\r\n{"query"')],
    ['in a notification', () => 'POST /webhooks/vitec/hemlig-webhook HTTP/1.1\r\nhost: gateway\r\ncontent-length: 500\r\n\r\n{"type"'],
    ['before its answer', () => head([bearer(), 'content-type: application/json', `content-length: ${json.length}`], json)],
    ['before the page', () => 'GET /graphql HTTP/1.1\r\nhost: gateway\r\naccept: text/html\r\n\r\n'],
  ])('%s is forgotten, and the process lives on', async (_what, bytes) => {
    const { port, hostname } = new URL(url);
    for (let index = 0; index < 20; index += 1) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () =>
          socket.write(bytes(), () => setTimeout(() => socket.resetAndDestroy(), index)),
        );
        socket.on('error', () => undefined).on('close', () => resolve());
      });
    }
    await neighbour();
    expect(program.errors).toBe('');
    expect(program.output).not.toContain('"level":"error"');
  });
});

describe('a slow sender', () => {
  it.each([
    ['of its headers', (_credentials: string) => 'POST /graphql HTTP/1.1\r\nhost: gateway\r\nx-slow: '],
    ['of its body', (credentials: string) => head([credentials, 'content-type: application/json', 'content-length: 500'], '{"query":')],
  ])('%s is cut off with 408 when its time is over, and nobody else is', async (_what, first) => {
    const signer = await createSigner();
    const credentials = `authorization: Bearer ${await signer.token()}`;
    const times = { HEADERS_TIMEOUT_MS: '400', REQUEST_TIMEOUT_MS: '700' };
    await using quick = new Program('src/main.ts', {
      ...times,
      ...programSettings(office, signer),
    });
    const { port, hostname, origin } = new URL(await quick.address());
    const socket = connect(Number(port), hostname, () => socket.write(first(credentials)));
    const drip = setInterval(() => socket.write('x'), 50);
    let answer = '';
    socket.setEncoding('utf8').on('error', () => undefined);
    socket.on('data', (chunk: string) => {
      answer += chunk;
    });
    expect((await fetch(`${origin}/health`)).status).toBe(200);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect((await fetch(`${origin}/health`)).status).toBe(200);
  });
});

describe('connections beyond the limit', () => {
  it('are answered 503 and closed, and those within it go on', async () => {
    const signer = await createSigner();
    await using small = new Program('src/main.ts', {
      MAX_CONNECTIONS: '3',
      ...programSettings(office, signer),
    });
    const { port, hostname, origin } = new URL(await small.address());
    const held = await Promise.all(
      Array.from(
        { length: 3 },
        () =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const socket = connect(Number(port), hostname, () => resolve(socket));
          }),
      ),
    );
    const shed = await fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: json });
    expect([shed.status, shed.headers.get('retry-after'), shed.headers.get('connection')]).toEqual([503, '1', 'close']);
    expect(await shed.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED', retryable: true } }] });
    held[0]?.write('GET /health HTTP/1.1\r\nhost: gateway\r\n\r\n');
    const health = await new Promise<string>((resolve) => held[0]?.setEncoding('utf8').once('data', resolve));
    expect(health).toMatch(/^HTTP\/1\.1 200 /);
    for (const socket of held) socket.destroy();
    await expect.poll(async () => (await fetch(`${origin}/health`)).status).toBe(200);
  });
});
