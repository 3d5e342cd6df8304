import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOKEN_FAULTS } from '../../src/access/token-fault.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { fresh, startKeys, withoutKid } from '../support/key-sets.ts';
import { freePort } from '../support/listen.ts';
import { type Office, startOffice } from '../support/office.ts';
import { AUDIENCE, createSigner, ISSUER } from '../support/tokens.ts';

/** Stands in every claim that is wrong, and must never be logged. */
const PLANTED = 'hemligt-i-token';

let office: Office;
let signer: Awaited<ReturnType<typeof createSigner>>;
let gateway: TestGateway;
beforeAll(async () => {
  office = await startOffice([]);
  signer = await createSigner();
  gateway = await startGateway(office, signer.settings, { sandbox: false });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

const now = () => Math.floor(Date.now() / 1_000);
const right = () => ({ iss: ISSUER, aud: AUDIENCE, exp: now() + 300, customerIds: ['M1'] });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The response without its request id, and the one line of the log about this request. */
async function ask(asked: TestGateway, authorization: string | null) {
  const requestId = randomUUID();
  const headers: Record<string, string> = { 'x-request-id': requestId, ...(authorization === null ? {} : { authorization }) };
  const { status, errors, headers: answered } = await asked.query('{ __typename }', {}, headers);
  const lines = asked.logged('request refused').filter((line) => line.requestId === requestId);
  const challenge = answered.get('www-authenticate');
  const { requestId: shownId, ...extensions } = errors?.[0]?.extensions ?? {};
  expect(shownId).toBe(errors && requestId);
  return { shown: { status, challenge, message: errors?.[0]?.message, extensions }, lines };
}

const KEPT: readonly string[] = ['level', 'time', 'requestId', 'operation', 'code', 'reason', 'cause', 'msg'];

describe('a refused token', () => {
  const INVALID: readonly (readonly [string, () => Promise<string> | string])[] = [
    ['NOT_A_TOKEN', () => PLANTED],
    ['NOT_A_TOKEN', () => `${part({ typ: PLANTED })}.${part(right())}.c2ln`],
    ['NOT_A_TOKEN', () => `${Buffer.from(PLANTED).toString('base64url')}.${part(right())}.c2ln`],
    ['ALGORITHM', () => `${part({ alg: 'none' })}.${part(right())}.c2ln`],
    ['ALGORITHM', () => new SignJWT(right()).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(Buffer.from(PLANTED.repeat(3)))],
    ['HEADER_EXTENSION', () => `${part({ alg: 'ES256', crit: [PLANTED], [PLANTED]: 1 })}.${part(right())}.c2ln`],
    ['KID_UNKNOWN', () => signer.token({}, { kid: PLANTED })],
    ['NO_KEY_FITS', async () => (await createSigner('RS256')).token({}, { kid: undefined })],
    ['SIGNATURE', async () => (await createSigner()).token()],
    ['ISS_MISSING', () => signer.token({ iss: undefined })],
    ['ISS_WRONG', () => signer.token({ iss: PLANTED })],
    ['AUD_MISSING', () => signer.token({ aud: undefined })],
    ['AUD_WRONG', () => signer.token({ aud: [PLANTED, 'another'] })],
    ['EXP_MISSING', () => signer.token({ exp: undefined })],
    ['EXP_FORM', () => signer.token({ exp: PLANTED })],
    ['NBF_FORM', () => signer.token({ nbf: PLANTED })],
    ['NOT_YET_VALID', () => signer.token({ nbf: now() + 600 })],
    ['IAT_FORM', () => signer.token({ iat: PLANTED })],
    ['CUSTOMERS_MISSING', () => signer.token({ customerIds: undefined, [PLANTED]: ['M1'] })],
    ['CUSTOMERS_FORM', () => signer.token({ customerIds: PLANTED })],
    ['CUSTOMERS_FORM', () => signer.token({ customerIds: null })],
    ['CUSTOMER_ID_FORM', () => signer.token({ customerIds: ['M1', `${PLANTED}*`] })],
  ];

  it.each(INVALID)('is logged with its cause %s in one line, and the caller learns no cause', async (cause, make) => {
    const { shown, lines } = await ask(gateway, `Bearer ${await make()}`);
    expect(shown).toEqual({
      status: 401,
      challenge: 'Bearer error="invalid_token"',
      message: 'The credentials are invalid.',
      extensions: { code: 'UNAUTHENTICATED', retryable: false },
    });
    expect(lines).toEqual([expect.objectContaining({ level: 'info', code: 'UNAUTHENTICATED', reason: 'invalid', cause })]);
    expect(Object.keys(lines[0] ?? {}).filter((field) => !KEPT.includes(field))).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain(PLANTED);
  });

  it.each([
    ['EXPIRED', 'expired', async () => `Bearer ${await signer.token({ exp: now() - 60 })}`],
    ['NO_HEADER', 'missing', () => null],
    ['OTHER_SCHEME', 'missing', () => signer.token()],
    ['OTHER_SCHEME', 'missing', () => `Basic ${btoa(`${PLANTED}:b`)}`],
  ])('or a missing one is logged with the cause %s and the reason %s', async (cause, reason, make) => {
    const { shown, lines } = await ask(gateway, await make());
    expect(shown).toMatchObject({ status: 401, extensions: { code: 'UNAUTHENTICATED' } });
    expect(lines).toEqual([expect.objectContaining({ reason, cause })]);
  });

  it('of a key that cannot be used is logged as such', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const small = { ...publicKey.export({ format: 'jwk' }), kid: 'small' };
    await using keys = await startKeys({ keys: [small] });
    const { JWT_JWKS_FILE: _file, ...settings } = signer.settings;
    await using other = await startGateway(office, { ...settings, JWT_JWKS_URL: keys.url }, { sandbox: false });
    const signed = `${part({ alg: 'RS256', kid: 'small' })}.${part(right())}`;
    const token = `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    expect((await ask(other, `Bearer ${token}`)).lines).toEqual([expect.objectContaining({ reason: 'invalid', cause: 'OTHER' })]);
  });

  it('has a cause for each entry of the list', () => {
    const tested = new Set([...INVALID.map(([cause]) => cause), 'EXPIRED', 'NO_HEADER', 'OTHER_SCHEME', 'OTHER', 'NO_KEYS']);
    tested.add('SUB_MISSING'); // test/telemetry/access-trail.test.ts
    expect([...tested].sort()).toEqual([...TOKEN_FAULTS].sort());
  });
});

describe('while the key set cannot be fetched', () => {
  const unavailable = (cause: string) => [
    expect.objectContaining({ level: 'error', code: 'AUTHENTICATION_UNAVAILABLE', reason: 'unavailable', cause }),
  ];

  it('a new key is 503 and logged with the reason why its token needs the keys', async () => {
    const [old, next] = [await createSigner('ES256', 'old'), await createSigner('ES256', 'next')];
    const same = await createSigner('ES256', 'old');
    const port = await freePort();
    const { JWT_JWKS_FILE: _file, ...settings } = old.settings;
    const url = `http://127.0.0.1:${port}/jwks`;
    await using asked = await startGateway(office, { ...settings, JWT_JWKS_URL: url }, { sandbox: false });

    const before = await ask(asked, `Bearer ${await fresh(old)}`);
    expect(before.shown.status).toBe(503);
    expect(before.lines).toEqual(unavailable('NO_KEYS'));
    {
      await using _keys = await startKeys(old.keySet, port);
      await expect
        .poll(async () => (await ask(asked, `Bearer ${await fresh(old)}`)).shown.status, { timeout: 5_000, interval: 100 })
        .toBe(200);
    }
    // nothing listens there now
    for (const [cause, token] of [
      ['KID_UNKNOWN', await fresh(next)],
      ['SIGNATURE', await fresh(same)],
    ] as const) {
      const { shown, lines } = await ask(asked, `Bearer ${token}`);
      expect(shown).toMatchObject({ status: 503, challenge: null, extensions: { code: 'AUTHENTICATION_UNAVAILABLE', retryable: true } });
      expect(lines).toEqual(unavailable(cause));
    }
    expect((await ask(asked, `Bearer ${await fresh(old)}`)).shown.status).toBe(200);
    const wrong = await ask(asked, `Bearer ${await old.token({ aud: 'another' })}`);
    expect([wrong.shown.status, wrong.lines[0]?.cause]).toEqual([401, 'AUD_WRONG']);
  });

  it('a token of a key without a name is 503 as well', async () => {
    const [old, next] = [await createSigner('ES256'), await createSigner('RS256')];
    await using keys = await startKeys({ keys: [withoutKid(old.publicJwk)] });
    const { JWT_JWKS_FILE: _file, ...settings } = old.settings;
    await using asked = await startGateway(office, { ...settings, JWT_JWKS_URL: keys.url }, { sandbox: false });
    expect((await ask(asked, `Bearer ${await fresh(old)}`)).shown.status).toBe(200);
    keys.body = '<html>';
    const { shown, lines } = await ask(asked, `Bearer ${await fresh(next, { kid: undefined })}`);
    expect(shown.status).toBe(503);
    expect(lines).toEqual(unavailable('NO_KEY_FITS'));
  });
});
