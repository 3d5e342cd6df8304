import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { contact } from '../support/office.ts';
import { AUDIENCE, createSigner, ISSUER, temporaryFile } from '../support/tokens.ts';

const PAIRS = { M1: { username: 'partner', password: 'lösenord-M1' }, M2: { username: 'partner', password: 'lösenord-M2' } } as const;
const people = (customerId: string) => [
  contact('kontakt-1')
    .sells(`home-of-${customerId}`)
    .actsFor('kontakt-2', { estateId: `home-of-${customerId}` }),
  contact('kontakt-2').buys(`home-of-${customerId}`),
];
const nodeId = (customerId: string, contactId = 'kontakt-1') =>
  Buffer.from(JSON.stringify(['Contact', customerId, contactId])).toString('base64url');
const ROLES = '{ partyRoles { estate { estateId } } }';

/** Every way into the schema that can name a contact, as a field under an alias. */
const ENTRIES: Readonly<Record<string, (alias: string, customerId: string, contactId?: string) => string>> = {
  contact: (alias, customerId, contactId = 'kontakt-1') =>
    `${alias}: contact(customerId: "${customerId}", contactId: "${contactId}") ${ROLES}`,
  contacts: (alias, customerId, contactId = 'kontakt-1') =>
    `${alias}: contacts(customerId: "${customerId}", contactIds: ["${contactId}"]) ${ROLES}`,
  node: (alias, customerId, contactId) => `${alias}: node(id: "${nodeId(customerId, contactId)}") { ... on Contact ${ROLES} }`,
  nodes: (alias, customerId, contactId) => `${alias}: nodes(ids: ["${nodeId(customerId, contactId)}"]) { ... on Contact ${ROLES} }`,
  '_entities by Vitec’s ids': (alias, customerId, contactId = 'kontakt-1') =>
    `${alias}: _entities(representations: [{ __typename: "Contact", customerId: "${customerId}", contactId: "${contactId}" }]) { ... on Contact ${ROLES} }`,
  '_entities by id': (alias, customerId, contactId) =>
    `${alias}: _entities(representations: [{ __typename: "Contact", id: "${nodeId(customerId, contactId)}" }]) { ... on Contact ${ROLES} }`,
  actsFor: (alias, customerId, contactId = 'kontakt-1') =>
    `${alias}: contact(customerId: "${customerId}", contactId: "${contactId}") { extraRoles { actsFor ${ROLES} } }`,
  'principal of a representation': (alias, customerId, contactId = 'kontakt-1') =>
    `${alias}: contact(customerId: "${customerId}", contactId: "${contactId}") { representations { principal ${ROLES} } }`,
};

let vitec: Sandbox;
let signer: Awaited<ReturnType<typeof createSigner>>;
let byToken: TestGateway;
let byPassword: TestGateway;
const callsTo = (customerId: string) =>
  Object.entries(vitec.calls.report().byContact).filter(([name]) => name.startsWith(`${customerId}/`)).length;

beforeAll(async () => {
  vitec = await startSandbox(
    Object.entries(PAIRS).map(([customerId, pair]) => ({ customerId, name: customerId, ...pair, contacts: people(customerId) })),
  );
  signer = await createSigner();
  const where = { url: vitec.url, username: '', password: '' };
  byToken = await startGateway(
    where,
    { VITEC_CREDENTIALS_FILE: temporaryFile('credentials.json', JSON.stringify(PAIRS)), ...signer.settings },
    { sandbox: false },
  );
  byPassword = await startGateway(where, { AUTH_MODE: 'passthrough' }, { sandbox: false });
});
afterAll(async () => {
  await byToken[Symbol.asyncDispose]();
  await byPassword[Symbol.asyncDispose]();
  await vitec.stop();
});

const basic = (pair: { username: string; password: string }) =>
  `Basic ${Buffer.from(`${pair.username}:${pair.password}`).toString('base64')}`;
const MODES = [
  ['jwt', async () => [byToken, `Bearer ${await signer.token()}`] as const],
  ['passthrough', async () => [byPassword, basic(PAIRS.M1)] as const],
] as const;

describe.each(MODES)('AUTH_MODE=%s', (mode, caller) => {
  describe.each(Object.entries(ENTRIES))('%s', (_name, entry) => {
    it("shows the caller's own customer", async () => {
      const [gateway, authorization] = await caller();
      const { status, data, errors } = await gateway.query(`{ ${entry('own', 'M1')} }`, {}, { authorization });
      expect([status, errors]).toEqual([200, undefined]);
      expect(JSON.stringify(data)).toContain('home-of-M1');
    });

    it.each(['kontakt-1', 'kontakt-unknown'])('shows nothing of another customer, whether or not %s exists', async (contactId) => {
      const [gateway, authorization] = await caller();
      vitec.calls.reset();
      const { data, errors } = await gateway.query(`{ ${entry('other', 'M2', contactId)} }`, {}, { authorization });
      expect(JSON.stringify(data)).not.toContain('home-of');
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
      if (mode === 'jwt') expect(callsTo('M2')).toBe(0);
    });

    it('separates both in one operation', async () => {
      const [gateway, authorization] = await caller();
      const { data, errors } = await gateway.query(`{ ${entry('own', 'M1')} ${entry('other', 'M2')} }`, {}, { authorization });
      expect(JSON.stringify(data.own)).toContain('home-of-M1');
      expect(JSON.stringify(data)).not.toContain('home-of-M2');
      expect(errors?.map(({ path, extensions }) => [path?.[0], extensions.code])).toEqual([['other', 'FORBIDDEN']]);
    });

    it('rejects a caller without credentials', async () => {
      const [gateway] = await caller();
      vitec.calls.reset();
      const { status, headers, data, errors } = await gateway.query(`{ ${entry('own', 'M1')} }`);
      expect([status, data]).toEqual([401, undefined]);
      expect(headers.get('www-authenticate')).toMatch(mode === 'jwt' ? /^Bearer$/ : /^Basic /);
      expect(errors).toMatchObject([{ message: 'Credentials are missing.', extensions: { code: 'UNAUTHENTICATED', retryable: false } }]);
      expect(vitec.calls.report().total).toBe(0);
    });
  });
});

describe('an invalid token', () => {
  const unsigned = (header: object, claims: object) =>
    `${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
  const now = () => Math.floor(Date.now() / 1_000);
  const right = () => ({ iss: ISSUER, aud: AUDIENCE, exp: now() + 300, customerIds: ['M1', 'M2'] });

  it.each<[string, () => Promise<string> | string, string]>([
    ['of the algorithm none', () => unsigned({ alg: 'none' }, right()), 'invalid'],
    ['of the algorithm none, with a signature', () => `${unsigned({ alg: 'none', kid: 'key-1' }, right())}c2ln`, 'invalid'],
    [
      'of HS256 with the public key',
      () => new SignJWT(right()).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(Buffer.from(JSON.stringify(signer.publicJwk))),
      'invalid',
    ],
    [
      'of HS256 with the x of the public key',
      () =>
        new SignJWT(right())
          .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
          .sign(Buffer.from(String(signer.publicJwk.x).padEnd(32, 'x'))),
      'invalid',
    ],
    ['of another key under the same name', async () => (await createSigner()).token(), 'invalid'],
    ['of a key that is not known', () => signer.token({}, { kid: 'key-9' }), 'invalid'],
    [
      'with a key of its own',
      async () => {
        const other = await createSigner('ES256', 'own');
        return new SignJWT(right()).setProtectedHeader({ alg: 'ES256', jwk: other.publicJwk }).sign(other.privateKey);
      },
      'invalid',
    ],
    [
      'that was changed',
      async () => {
        const [head, , signature] = (await signer.token()).split('.');
        return `${head}.${Buffer.from(JSON.stringify(right())).toString('base64url')}.${signature}`;
      },
      'invalid',
    ],
    ['of another issuer', () => signer.token({ iss: 'https://evil.example' }), 'invalid'],
    ['without an issuer', () => signer.token({ iss: undefined }), 'invalid'],
    ['for another audience', () => signer.token({ aud: 'another' }), 'invalid'],
    ['without an audience', () => signer.token({ aud: undefined }), 'invalid'],
    ['that has expired', () => signer.token({ exp: now() - 60 }), 'expired'],
    ['that is not valid yet', () => signer.token({ nbf: now() + 600 }), 'invalid'],
    ['without an end', () => signer.token({ exp: undefined }), 'invalid'],
    ['whose end is a text', () => signer.token({ exp: '2999' }), 'invalid'],
    ['without the claim', () => signer.token({ customerIds: undefined }), 'invalid'],
    ['whose claim is a text', () => signer.token({ customerIds: 'M1' }), 'invalid'],
    ['whose claim has a wildcard', () => signer.token({ customerIds: ['M1', '*'] }), 'invalid'],
    ['whose claim has a pattern', () => signer.token({ customerIds: ['M.*'] }), 'invalid'],
    ['whose claim has a number', () => signer.token({ customerIds: ['M1', 2] }), 'invalid'],
    ['whose claim is an object', () => signer.token({ customerIds: { 0: 'M1', length: 1 } }), 'invalid'],
    ['whose claim is null', () => signer.token({ customerIds: null }), 'invalid'],
    ['that is no token', () => 'M1', 'invalid'],
    ['that is two', async () => `${await signer.token()} ${await signer.token()}`, 'invalid'],
  ])('%s is rejected with 401, without a call and with a short reason', async (_what, make, reason) => {
    vitec.calls.reset();
    const all = Object.values(ENTRIES)
      .slice(0, 4)
      .map((entry, index) => `${entry(`a${index}`, 'M1')} ${entry(`b${index}`, 'M2')}`);
    const { status, headers, data, errors } = await byToken.query(`{ ${all.join(' ')} }`, {}, { authorization: `Bearer ${await make()}` });
    expect([status, data]).toEqual([401, undefined]);
    expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(errors).toMatchObject([
      {
        message: reason === 'expired' ? 'The credentials have expired.' : 'The credentials are invalid.',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ]);
    expect(vitec.calls.report().total).toBe(0);
  });

  it('is accepted when the clocks differ by a few seconds', async () => {
    const { status } = await byToken.query('{ __typename }', {}, { authorization: `Bearer ${await signer.token({ exp: now() - 2 })}` });
    expect(status).toBe(200);
  });

  it('without customers grants none', async () => {
    const { status, errors } = await byToken.query(
      `{ ${ENTRIES.contact?.('own', 'M1')} }`,
      {},
      { authorization: `Bearer ${await signer.token({ customerIds: [] })}` },
    );
    expect([status, errors?.[0]?.extensions.code]).toEqual([200, 'FORBIDDEN']);
  });

  it.each(['m1', 'M1 ', 'M10', 'M'])('for the customer %j does not grant M1', async (customerId) => {
    const { data } = await byToken.query(
      `{ ${ENTRIES.contact?.('own', 'M1')} }`,
      {},
      { authorization: `Bearer ${await signer.token({ customerIds: [customerId] })}` },
    );
    expect(JSON.stringify(data ?? null)).not.toContain('home-of');
  });
});

describe.each(['RS256', 'ES256', 'EdDSA'])('a token signed with %s', (algorithm) => {
  it('is accepted', async () => {
    const other = await createSigner(algorithm);
    const settings = { VITEC_CREDENTIALS_FILE: temporaryFile('credentials.json', JSON.stringify(PAIRS)), ...other.settings };
    await using gateway = await startGateway({ url: vitec.url, username: '', password: '' }, settings, { sandbox: false });
    expect((await gateway.query('{ __typename }', {}, { authorization: `Bearer ${await other.token()}` })).status).toBe(200);
  });
});

describe('invalid credentials for Vitec', () => {
  it.each([
    undefined,
    'Basic',
    'Basic !!!',
    `Basic ${Buffer.from('no colon').toString('base64')}`,
    'Bearer abc.def.ghi',
    `Basic ${'A'.repeat(10)}\u00e5`,
  ])('%j is rejected with 401 before a call', async (authorization) => {
    vitec.calls.reset();
    const { status } = await byPassword.query(
      `{ ${ENTRIES.contact?.('own', 'M1')} }`,
      {},
      authorization === undefined ? {} : { authorization },
    );
    expect(status).toBe(401);
    expect(vitec.calls.report().total).toBe(0);
  });

  it('are UNAUTHENTICATED at the contact if Vitec rejects them, and not UPSTREAM_MISCONFIGURED', async () => {
    const { status, data, errors } = await byPassword.query(
      `{ ${ENTRIES.contact?.('own', 'M1')} }`,
      {},
      { authorization: basic({ username: 'partner', password: 'lösenord-fel' }) },
    );
    expect([status, data]).toEqual([200, { own: { partyRoles: null } }]);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', retryable: false } }]);
  });
});
