import { describe, expect, it } from 'vitest';
import { ask, askFresh, homeOf, stateOf } from '../support/cache-key.ts';
import { startGateway } from '../support/gateway.ts';
import { startProgram } from '../support/start-program.ts';
import { createSigner } from '../support/tokens.ts';
import { type Answer, buyerOf, disconnect, startVitec, status } from '../support/vitec.ts';

const CACHED = { CACHE_TTL_MS: '60000' };
const fails = (code: number) => status(code, { 'retry-after': '60' });

describe('a fresh entry', () => {
  it('is served without a call, marked CACHED with the time it was fetched', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, CACHED);
    const first = await ask(gateway);
    expect(first).toMatchObject({ state: 'FRESH', home: 'home-1' });
    expect(await ask(gateway)).toEqual({ ...first, state: 'CACHED', calls: 0, cacheHits: 1 });
    expect(vitec.calls).toBe(1);
  });

  it('is replaced by the answer of a no-cache request', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, CACHED);
    await ask(gateway);
    vitec.answer = buyerOf('home-2');
    expect(await askFresh(gateway)).toMatchObject({ state: 'FRESH', home: 'home-2' });
    expect(await ask(gateway)).toMatchObject({ state: 'CACHED', home: 'home-2' });
    expect(vitec.calls).toBe(2);
  });

  it('is served only to callers who may read the customer', async () => {
    await using vitec = await startVitec();
    const signer = await createSigner();
    await using gateway = await startGateway(vitec, { ...CACHED, ...signer.settings }, { sandbox: false });
    const askAs = async (customerIds: string[]) =>
      ask(gateway, undefined, { authorization: `Bearer ${await signer.token({ customerIds })}` });
    expect(await askAs(['M1'])).toMatchObject({ state: 'FRESH', home: 'home-1' });
    expect(await askAs(['M2'])).toMatchObject({ state: null, home: null });
    expect(await askAs(['M1'])).toMatchObject({ state: 'CACHED', home: 'home-1' });
    expect(vitec.calls).toBe(1);
  });

  it('is not stored for a caller with a password of their own', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { ...CACHED, AUTH_MODE: 'passthrough' }, { sandbox: false });
    const authorization = `Basic ${Buffer.from('a:b').toString('base64')}`;
    for (let time = 0; time < 2; time += 1) expect(await ask(gateway, undefined, { authorization })).toMatchObject({ state: 'FRESH' });
    expect(vitec.calls).toBe(2);
  });

  it('is not stored with CACHE_TTL_MS=0', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '0' });
    expect([await stateOf(gateway), await stateOf(gateway)]).toEqual(['FRESH', 'FRESH']);
    expect(vitec.calls).toBe(2);
  });
});

describe('an entry past its TTL', () => {
  const STALE = { CACHE_TTL_MS: '1', CACHE_GRACE_MS: '60000', VITEC_ATTEMPT_TIMEOUT_MS: '3000' };
  /** Longer than the TTL. */
  const passTtl = () => new Promise((resolve) => setTimeout(resolve, 5));

  it('is fetched again', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, STALE);
    await ask(gateway);
    vitec.answer = buyerOf('home-2');
    await passTtl();
    expect(await ask(gateway)).toMatchObject({ state: 'FRESH', home: 'home-2' });
  });

  it.each<[string, Answer]>([
    ['500', fails(500)],
    ['503', fails(503)],
    ['429', fails(429)],
    ['401', fails(401)],
    ['HTML', (response) => response.writeHead(200).end('<html>')],
    ['a reset', disconnect('RST')],
  ])('is served when Vitec answers %s, marked STALE with the time it was fetched', async (_what, answer) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, STALE);
    const { fetchedAt } = await ask(gateway);
    vitec.answer = answer;
    await passTtl();
    expect(await ask(gateway)).toMatchObject({ state: 'STALE', code: null, fetchedAt, home: 'home-1', errors: [], cacheHits: 1 });
  });

  it("is served when the gateway's own password is wrong, which the log shows", async () => {
    await using vitec = await startVitec();
    await using gateway = await startProgram(vitec, STALE);
    await ask(gateway);
    vitec.answer = fails(401);
    await passTtl();
    expect(await stateOf(gateway)).toBe('STALE');
    await gateway.program.says(
      /"level":"error".*"code":"UPSTREAM_MISCONFIGURED","cause":"401","status":401,"endpoint":"PartyRoles","customerId":"M1","contactRef":"[^"]+"/,
    );
  });

  it('is served soon when Vitec is slow, and replaced when Vitec answers', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { ...STALE, VITEC_ATTEMPT_TIMEOUT_MS: '60000', OPERATION_TIMEOUT_MS: '61000' });
    await ask(gateway);
    const held = vitec.hold();
    await passTtl();
    expect(await stateOf(gateway)).toBe('STALE'); // the attempt may take longer than this test
    vitec.answer = fails(500);
    held.forEach(buyerOf('home-2'));
    await expect.poll(() => homeOf(gateway)).toBe('home-2');
  });

  it.each([
    [400, 'UPSTREAM_BAD_REQUEST', 'home-1'],
    [403, 'FORBIDDEN', null],
    [404, 'NOT_FOUND', null],
  ])('is not served when Vitec answers %i', async (answered, code, later) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, STALE);
    await ask(gateway);
    vitec.answer = fails(answered);
    await passTtl();
    expect(await ask(gateway)).toMatchObject({ home: null, code, fetchedAt: null });
    vitec.answer = fails(500);
    await passTtl();
    expect(await homeOf(gateway)).toBe(later); // 403 and 404 drop it
  });

  it('is served neither with CACHE_GRACE_MS=0 nor to a no-cache request', async () => {
    await using vitec = await startVitec();
    await using strict = await startGateway(vitec, { ...STALE, CACHE_GRACE_MS: '0' });
    await using gateway = await startGateway(vitec, STALE);
    for (const each of [strict, gateway]) await ask(each);
    vitec.answer = fails(500);
    await passTtl();
    expect(await ask(strict)).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(await askFresh(gateway)).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('a failure', () => {
  it('is not cached', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, CACHED);
    for (const code of [400, 401, 403, 429, 500]) {
      vitec.answer = fails(code);
      expect(await homeOf(gateway)).toBeNull();
    }
    vitec.answer = buyerOf('home-1');
    expect(await stateOf(gateway)).toBe('FRESH');
  });

  it('is cached for a moment when it is NOT_FOUND', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, CACHED);
    vitec.answer = fails(404);
    for (let time = 0; time < 3; time += 1) expect(await ask(gateway)).toMatchObject({ code: 'NOT_FOUND' });
    expect(vitec.calls).toBe(1);
  });
});
