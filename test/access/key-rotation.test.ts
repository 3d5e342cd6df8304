import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { createReader, fresh, startKeys, withoutKid } from '../support/key-sets.ts';
import { startOffice } from '../support/office.ts';
import { createSigner } from '../support/tokens.ts';

describe('a key that replaces another with the same kid', () => {
  type Keys = { kid: string };
  it.each<[string, object, (a: Keys, b: Keys) => readonly [object[], object[]]]>([
    ['without a kid', { kid: undefined }, (a, b) => [[withoutKid(a)], [withoutKid(b)]]],
    ['without a kid, and the token has one', { kid: 'same' }, (a, b) => [[withoutKid(a)], [withoutKid(b)]]],
    ['with the same kid', {}, (a, b) => [[a], [b]]],
    ['with the same kid, and the token has none', { kid: undefined }, (a, b) => [[a], [b]]],
    ['beside the first, without a kid', { kid: undefined }, (a, b) => [[withoutKid(a)], [withoutKid(a), withoutKid(b)]]],
    [
      'of two without a kid',
      { kid: undefined },
      (a, b) => [
        [withoutKid(a), withoutKid(a)],
        [withoutKid(a), withoutKid(b)],
      ],
    ],
    ['that loses its kid', {}, (a, b) => [[a], [withoutKid(b)]]],
  ])('%s: its tokens are accepted at once', async (_what, header, sets) => {
    const [a, b] = [await createSigner('ES256', 'same'), await createSigner('ES256', 'same')];
    const [before, after] = sets(a.publicJwk, b.publicJwk);
    await using keys = await startKeys({ keys: before });
    const { world, read } = createReader(keys.url);
    expect(await read(await fresh(a, header))).toBe('taken');
    keys.body = JSON.stringify({ keys: after });
    world.nowMs = 1_000;
    expect(await read(await fresh(b, header))).toBe('taken');
    expect(keys.requests).toBe(2);
  });

  it('is fetched at most once a second for forged tokens, and once for concurrent requests', async () => {
    const [signer, forger] = [await createSigner('ES256', 'same'), await createSigner('ES256', 'same')];
    await using keys = await startKeys(signer.keySet);
    const { world, read } = createReader(keys.url);
    expect(await read(await fresh(signer))).toBe('taken');
    for (const nowMs of [1_000, 2_000]) {
      world.nowMs = nowMs;
      const before = keys.requests;
      const tokens = await Promise.all(Array.from({ length: 20 }, () => fresh(forger)));
      expect(new Set(await Promise.all(tokens.map(read)))).toEqual(new Set(['invalid']));
      expect(await read(await fresh(signer))).toBe('taken');
      expect(keys.requests - before).toBeGreaterThan(0);
      expect(keys.requests - before).toBeLessThanOrEqual(2); // a token that comes after the answer waits for the next one
    }
  });

  it('is not fetched again for a token that has just caused a fetch, nor for one with invalid claims', async () => {
    const [signer, forger] = [await createSigner('ES256', 'same'), await createSigner('ES256', 'same')];
    await using keys = await startKeys(signer.keySet);
    const { world, read } = createReader(keys.url);
    expect(await read(await fresh(forger))).toBe('invalid');
    world.nowMs = 1_000;
    expect(await read(await signer.token({ exp: 1 }))).toBe('expired');
    expect(await read(await signer.token({ aud: 'another' }))).toBe('invalid');
    expect(keys.requests).toBe(1);
  });

  it('is unavailable while the URL fails, and accepted after the retry-after of the rejection', async () => {
    await using office = await startOffice([]);
    const [a, b] = [await createSigner('ES256', 'same'), await createSigner('ES256', 'same')];
    await using keys = await startKeys(a.keySet);
    const { world, read } = createReader(keys.url);
    expect(await read(await fresh(a))).toBe('taken');
    Object.assign(keys, { body: b.keySet, status: 500 });
    world.nowMs = 1_000;
    expect(await read(await fresh(b))).toBe('unavailable');
    expect(await read(await fresh(a))).toBe('taken');

    const { JWT_JWKS_FILE: _file, ...settings } = a.settings;
    await using gateway = await startGateway(office, { ...settings, JWT_JWKS_URL: keys.url }, { sandbox: false });
    const { status, headers } = await gateway.query('{ __typename }', {}, { authorization: `Bearer ${await fresh(b)}` });
    expect(status).toBe(503);
    keys.status = 200;
    world.nowMs += Number(headers.get('retry-after')) * 1_000;
    expect(await read(await fresh(b))).toBe('taken');
  });
});
