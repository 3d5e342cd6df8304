import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { expect, it, vi } from 'vitest';
import { createTokenAuthentication } from '../../src/access/token.ts';
import { AUDIENCE, createSigner, ISSUER } from '../support/tokens.ts';

it('a token is verified once a minute, is rejected after it expires, and a changed one is verified anew', async () => {
  const signer = await createSigner();
  const keys = createLocalJWKSet(JSON.parse(signer.keySet));
  let asked = 0;
  const getKey: JWTVerifyGetKey = (header, token) => {
    asked += 1;
    return keys(header, token);
  };
  const settings = { issuer: ISSUER, audience: AUDIENCE, customersClaim: 'customerIds', profileScope: null, requiresSubject: false };
  const authenticate = createTokenAuthentication(getKey, settings, /^\w+$/);
  const beganMs = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: beganMs });
  try {
    const token = `Bearer ${await signer.token({ exp: Math.floor(beganMs / 1_000) + 90 })}`;
    for (let times = 0; times < 3; times += 1) expect([...(await authenticate(token)).customerIds]).toEqual(['M1']);
    expect(asked).toBe(1);
    await expect(authenticate(`${token.slice(0, -4)}AAAA`)).rejects.toMatchObject({ reason: 'invalid' });
    vi.setSystemTime(beganMs + 61_000);
    await authenticate(token);
    expect(asked).toBe(3); // the altered one is among them
    vi.setSystemTime(beganMs + 97_000); // past its end and the tolerance, though within a minute of the last check
    await expect(authenticate(token)).rejects.toMatchObject({ reason: 'expired' });
  } finally {
    vi.useRealTimers();
  }
});
