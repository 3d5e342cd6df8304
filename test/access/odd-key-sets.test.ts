import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it, vi } from 'vitest';
import { createRemoteKeySet, parseKeySet } from '../../src/access/key-set.ts';
import { createTokenAuthentication } from '../../src/access/token.ts';
import { startGateway } from '../support/gateway.ts';
import { createReader, fresh, startKeys, TOKEN_SETTINGS, withoutKid } from '../support/key-sets.ts';
import { contact, startOffice } from '../support/office.ts';
import { AUDIENCE, createSigner, ISSUER } from '../support/tokens.ts';

const QUERY = '{ contact(customerId: "M1", contactId: "a") { partyRoles { role } } }';

describe('keys at a URL', () => {
  it.each<[string, string, number]>([
    ['no key', '{"keys":[]}', 200],
    ['keys for other uses alone', '{"keys":[{"kty":"RSA","use":"enc","n":"AQAB","e":"AQAB"},{"kty":"oct","k":"AAAA"}]}', 200],
    ['null', 'null', 200],
    ['a list', '[]', 200],
    ['keys that are none', '{"keys":"none"}', 200],
    ['members that are none', '{"keys":[null,7,"key"]}', 200],
    ['a page', '<html>', 200],
    ['nothing', '', 200],
    ['an error', '{"keys":[]}', 500],
    ['a redirect', '', 302],
  ])(
    'that answers %s for a while: known tokens are taken, new keys are unavailable, and all is well after',
    async (_what, body, status) => {
      const [old, next] = [await createSigner('ES256', 'old'), await createSigner('RS256', 'next')];
      await using keys = await startKeys({ keys: [old.publicJwk] });
      const { world, read } = createReader(keys.url);
      expect(await read(await fresh(old))).toBe('taken');
      const good = keys.body;
      Object.assign(keys, { body, status });
      for (const nowMs of [2_000, 11 * 60_000, 60 * 60_000]) {
        world.nowMs = nowMs;
        expect([nowMs, await read(await fresh(old)), await read(await fresh(next))]).toEqual([nowMs, 'taken', 'unavailable']);
      }
      Object.assign(keys, { body: good.replace(']', `,${JSON.stringify(next.publicJwk)}]`), status: 200 });
      world.nowMs += 11_000;
      expect([await read(await fresh(old)), await read(await fresh(next))]).toEqual(['taken', 'taken']);
      expect(await read(await fresh(old, { kid: 'nobody' }))).toBe('invalid');
    },
  );

  it('that has none at the start: unavailable, and accepted a moment later', async () => {
    const signer = await createSigner();
    await using keys = await startKeys({ keys: [] });
    const { world, read } = createReader(keys.url);
    expect(await read(await fresh(signer))).toBe('unavailable');
    keys.body = signer.keySet;
    expect(await read(await fresh(signer))).toBe('unavailable'); // asked again after a second
    world.nowMs = 1_000;
    expect(await read(await fresh(signer))).toBe('taken');
    expect(keys.requests).toBe(2);
  });

  it('are fetched at most once a second, whichever keys tokens name, and once for concurrent requests', async () => {
    const signer = await createSigner();
    await using keys = await startKeys(signer.keySet);
    const { world, read } = createReader(keys.url);
    const all = async (header = {}) =>
      Promise.all(await Promise.all(Array.from({ length: 20 }, async () => read(await fresh(signer, header)))));
    expect(new Set(await all())).toEqual(new Set(['taken']));
    expect(new Set(await all({ kid: 'nobody' }))).toEqual(new Set(['invalid']));
    const { requests } = keys; // 2, but for a token that is read after that second: 20 without the cooldown
    expect(requests).toBeGreaterThanOrEqual(2);
    expect(requests).toBeLessThan(5);
    world.nowMs = 1_000;
    expect(new Set(await all({ kid: 'nobody' }))).toEqual(new Set(['invalid']));
    expect(keys.requests).toBeGreaterThan(requests);
    expect(keys.requests).toBeLessThan(requests + 4);
  });

  it('are fetched anew by a monotonic clock: the time of day may step back', async () => {
    const [old, next] = [await createSigner('ES256', 'old'), await createSigner('ES256', 'next')];
    await using keys = await startKeys(old.keySet);
    const { world, read } = createReader(keys.url);
    expect(await read(await fresh(old))).toBe('taken');
    keys.body = next.keySet;
    const [oldToken, nextToken] = [await fresh(old), await fresh(next)];
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3_600_000 });
    try {
      world.nowMs = 1_000;
      expect(await read(nextToken)).toBe('taken');
      expect(await read(oldToken)).toBe('invalid'); // it has been taken away
    } finally {
      vi.useRealTimers();
    }
  });

  it('through HTTP: a new key while the URL fails is 503, and an invalid token stays 401', async () => {
    await using office = await startOffice([contact('a')]);
    const [signer, other] = [await createSigner(), await createSigner('ES256', 'other')];
    await using keys = await startKeys(signer.keySet);
    const { JWT_JWKS_FILE: _file, ...settings } = signer.settings;
    await using gateway = await startGateway(office, { ...settings, JWT_JWKS_URL: keys.url }, { sandbox: false });
    const ask = async (token: string) => {
      const { status, errors } = await gateway.query(QUERY, {}, { authorization: `Bearer ${token}` });
      return [status, errors?.[0]?.extensions.code];
    };
    expect(await ask(await fresh(signer))).toEqual([200, undefined]);
    keys.status = 500;
    expect(await ask(await fresh(other))).toEqual([503, 'AUTHENTICATION_UNAVAILABLE']);
    expect(await ask(await fresh(other))).toEqual([503, 'AUTHENTICATION_UNAVAILABLE']);
    expect(await ask(await fresh(signer))).toEqual([200, undefined]);
    expect(await ask(`${(await fresh(signer)).slice(0, -4)}AAAA`)).toEqual([503, 'AUTHENTICATION_UNAVAILABLE']); // perhaps of a new key
    expect(await ask(await signer.token({ exp: 1 }))).toEqual([401, 'UNAUTHENTICATED']);
    expect(await ask(await fresh(signer, { alg: 'none' }).catch(() => 'a.b.c'))).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe.each(['address', 'file'])('a key set by %s', (way) => {
  async function readerOf(keys: readonly object[]) {
    const text = JSON.stringify({ keys });
    const server = await startKeys(text);
    let nowMs = 0;
    const clock = () => {
      nowMs += 1_000; // past the shortest time between two requests for keys
      return nowMs;
    };
    const authenticate = createTokenAuthentication(
      way === 'file' ? parseKeySet(text) : createRemoteKeySet(new URL(server.url), clock),
      TOKEN_SETTINGS,
      /^\w+$/,
    );
    return {
      read: (token: string) =>
        authenticate(`Bearer ${token}`).then(
          () => 'taken',
          (error: { reason: string }) => error.reason,
        ),
      [Symbol.asyncDispose]: server[Symbol.asyncDispose],
    };
  }

  it.each(['ES256', 'RS256', 'EdDSA'])('with two keys of %s without a kid, or with the same kid: each is tried', async (algorithm) => {
    const [a, b, stranger] = [
      await createSigner(algorithm, 'same'),
      await createSigner(algorithm, 'same'),
      await createSigner(algorithm, 'same'),
    ];
    for (const keys of [
      [withoutKid(a.publicJwk), withoutKid(b.publicJwk)],
      [a.publicJwk, b.publicJwk],
    ]) {
      await using reader = await readerOf(keys);
      const header = 'kid' in (keys[0] ?? {}) ? {} : { kid: undefined };
      for (const signer of [a, b]) expect(await reader.read(await fresh(signer, header))).toBe('taken');
      expect(await reader.read(await fresh(stranger, header))).toBe('invalid');
      expect(await reader.read(await b.token({ exp: 1 }, header))).toBe('expired');
      expect(await reader.read(await b.token({ aud: 'another' }, header))).toBe('invalid');
    }
  });

  it('with keys without a kid accepts a token with one: the kid is optional', async () => {
    const [named, unnamed, other] = [
      await createSigner('ES256', 'k1'),
      await createSigner('ES256', 'k2'),
      await createSigner('RS256', 'k3'),
    ];
    const keys = [named.publicJwk, withoutKid(unnamed.publicJwk), withoutKid(other.publicJwk)];
    await using reader = await readerOf(keys);
    for (const signer of [named, unnamed, other]) {
      expect(await reader.read(await fresh(signer))).toBe('taken');
      expect(await reader.read(await fresh(signer, { kid: undefined }))).toBe('taken');
    }
    for (const signer of [unnamed, other]) expect(await reader.read(await fresh(signer, { kid: 'k1' }))).toBe('taken');
    expect(await reader.read(await fresh(named, { kid: 'k2' }))).toBe('invalid'); // its own kid is another
    expect(await reader.read(await fresh(await createSigner('ES256', 'k1')))).toBe('invalid');
  });

  it.each([
    ['EdDSA', 'EdDSA'],
    ['EdDSA', 'Ed25519'],
    ['Ed25519', 'EdDSA'],
    ['Ed25519', 'Ed25519'],
    [undefined, 'EdDSA'],
    [undefined, 'Ed25519'],
  ])('with a key of alg %s accepts a token of alg %s', async (ofKey, ofToken) => {
    const { publicKey, privateKey } = await generateKeyPair('Ed25519', { extractable: true });
    const key = { ...(await exportJWK(publicKey)), kid: 'ed', ...(ofKey ? { alg: ofKey } : {}) };
    await using reader = await readerOf([key]);
    const claims = { iss: ISSUER, aud: AUDIENCE, exp: Math.floor(Date.now() / 1_000) + 60, customerIds: ['M1'] };
    expect(await reader.read(await new SignJWT(claims).setProtectedHeader({ alg: ofToken, kid: 'ed' }).sign(privateKey))).toBe('taken');
  });

  it('with keys of other types as well: the usable ones are used', async () => {
    const signer = await createSigner('RS256', 'good');
    await using reader = await readerOf([
      { kty: 'FUTURE', kid: 'good', x: 1 },
      { ...signer.publicJwk, use: 'enc', alg: 'RSA-OAEP' },
      { kty: 'oct', kid: 'good', k: 'AAAA' },
      { kty: 'RSA', kid: 'good', alg: 'RS256' },
      null as unknown as object,
      'key' as unknown as object,
      signer.publicJwk,
    ]);
    expect(await reader.read(await fresh(signer))).toBe('taken');
    expect(await reader.read(await fresh(await createSigner('RS256', 'good')))).toBe('invalid');
  });
});

describe('a verified token', () => {
  it('is verified again after a minute of a monotonic clock, also when the time of day has stepped back', async () => {
    const signer = await createSigner();
    let asked = 0;
    const keys = parseKeySet(signer.keySet);
    let nowMs = 0;
    const authenticate = createTokenAuthentication(
      (header, token) => {
        asked += 1;
        return keys(header, token);
      },
      TOKEN_SETTINGS,
      /^\w+$/,
      () => nowMs,
    );
    const token = `Bearer ${await signer.token()}`;
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    try {
      await authenticate(token);
      vi.setSystemTime(Date.now() - 3_600_000);
      nowMs = 59_000;
      await authenticate(token);
      expect(asked).toBe(1);
      nowMs = 60_000;
      await authenticate(token);
      expect(asked).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });
});

it('a file without a usable key is rejected at the start', () => {
  expect(() => parseKeySet('{"keys":[{"kty":"oct","k":"AAAA"}]}')).toThrow('KEY_SET_EMPTY');
  expect(() => parseKeySet('{"keys":{}}')).toThrow('KEY_SET_FORM');
  expect(() => parseKeySet('7')).toThrow('KEY_SET_FORM');
});
