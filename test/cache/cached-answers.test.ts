import { describe, expect, it } from 'vitest';
import { postOperation, startGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner } from '../support/tokens.ts';
import { type Answer, buyerOf, disconnect, startVitec, status } from '../support/vitec.ts';

const QUERY =
  '{ contact(customerId: "M1", contactId: "a") { partyRoles { estate { estateId } } partyRolesStatus { state code fetchedAt } } }';
type Answered = {
  contact: {
    partyRoles: { estate: { estateId: string } }[] | null;
    partyRolesStatus: { state: string; code: string | null; fetchedAt: string | null };
  };
};

const fails = (code: number) => status(code, { 'retry-after': '60' });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('an answer that is still good', () => {
  it('is shown without a call, marked CACHED with the time it was fetched', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '60000' });
    const first = await gateway.query<Answered>(QUERY);
    const second = await gateway.query<Answered>(QUERY);
    expect(first.data.contact.partyRolesStatus.state).toBe('FRESH');
    expect(second.data.contact).toEqual({
      ...first.data.contact,
      partyRolesStatus: { ...first.data.contact.partyRolesStatus, state: 'CACHED' },
    });
    expect(second.extensions?.upstream).toMatchObject({ calls: 0, cacheHits: 1 });
    expect(vitec.calls).toBe(1);
  });

  it('is asked for anew by who wants it so, and then is the new one for all', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '60000' });
    await gateway.query(QUERY);
    vitec.answer = buyerOf('home-2');
    const fresh = await gateway.query<Answered>(QUERY, {}, { 'cache-control': 'no-cache' });
    expect([fresh.data.contact.partyRolesStatus.state, fresh.data.contact.partyRoles?.[0]?.estate.estateId]).toEqual(['FRESH', 'home-2']);
    const after = await gateway.query<Answered>(QUERY);
    expect([after.data.contact.partyRolesStatus.state, after.data.contact.partyRoles?.[0]?.estate.estateId]).toEqual(['CACHED', 'home-2']);
    expect(vitec.calls).toBe(2);
  });

  it('that is being asked for by another is asked for anew by who wants it so, and the older one is not kept', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '60000' });
    const waiting = vitec.hold();
    const older = gateway.query<Answered>(QUERY);
    await expect.poll(() => vitec.calls).toBe(1);
    vitec.answer = buyerOf('home-2');
    const fresh = await gateway.query<Answered>(QUERY, {}, { 'cache-control': 'no-cache' });
    expect(fresh.data.contact.partyRoles?.[0]?.estate.estateId).toBe('home-2');
    waiting.forEach(buyerOf('home-1'));
    expect((await older).data.contact.partyRoles?.[0]?.estate.estateId).toBe('home-1');
    expect((await gateway.query<Answered>(QUERY)).data.contact.partyRoles?.[0]?.estate.estateId).toBe('home-2');
    expect(vitec.calls).toBe(2);
  });

  it('is shown only to those who may read the customer', async () => {
    await using office = await startOffice([contact('a').buys('home-1')]);
    const signer = await createSigner();
    await using gateway = await startGateway(office, { CACHE_TTL_MS: '60000', ...signer.settings }, { sandbox: false });
    const as = async (customerIds: string[]) =>
      gateway.query<Answered>(QUERY, {}, { authorization: `Bearer ${await signer.token({ customerIds })}` });
    expect((await as(['M1'])).data.contact.partyRoles).toHaveLength(1);
    expect((await as(['M2'])).data.contact).toBeNull();
    expect((await as(['M1'])).data.contact.partyRolesStatus.state).toBe('CACHED');
    expect(office.totalCalls).toBe(1);
  });

  it('is kept for nobody with a password of their own', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '60000', AUTH_MODE: 'passthrough' }, { sandbox: false });
    const authorization = `Basic ${Buffer.from('a:b').toString('base64')}`;
    for (let index = 0; index < 2; index += 1) await gateway.query(QUERY, {}, { authorization });
    expect(vitec.calls).toBe(2);
  });

  it('is not kept with CACHE_TTL_MS=0', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '0' });
    for (let index = 0; index < 2; index += 1)
      expect((await gateway.query<Answered>(QUERY)).data.contact.partyRolesStatus.state).toBe('FRESH');
    expect(vitec.calls).toBe(2);
  });
});

describe('an answer that is older', () => {
  const OLD = { CACHE_TTL_MS: '1', CACHE_GRACE_MS: '60000', VITEC_ATTEMPT_TIMEOUT_MS: '3000' };

  it('is asked for anew, and renewed', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, OLD);
    await gateway.query(QUERY);
    vitec.answer = buyerOf('home-2');
    await sleep(5);
    const { data } = await gateway.query<Answered>(QUERY);
    expect([data.contact.partyRolesStatus.state, data.contact.partyRoles?.[0]?.estate.estateId]).toEqual(['FRESH', 'home-2']);
  });

  it.each<[string, Answer]>([
    ['500', fails(500)],
    ['503', fails(503)],
    ['429', fails(429)],
    ['401', fails(401)],
    ['HTML', (response) => response.writeHead(200).end('<html>')],
    ['a reset', disconnect('RST')],
  ])('is shown when Vitec answers %s, marked STALE with the time it was fetched', async (_what, answer) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, OLD);
    const first = await gateway.query<Answered>(QUERY);
    vitec.answer = answer;
    await sleep(5);
    const { data, errors, extensions } = await gateway.query<Answered>(QUERY);
    expect(errors).toBeUndefined();
    expect(data.contact).toEqual({ ...first.data.contact, partyRolesStatus: { ...first.data.contact.partyRolesStatus, state: 'STALE' } });
    expect(extensions?.upstream.cacheHits).toBe(1);
  });

  it('is shown for the gateway’s own wrong password too, which the log tells the operator', async () => {
    await using vitec = await startVitec();
    const signer = await createSigner();
    await using program = new Program('src/main.ts', { ...programSettings(vitec, signer), ...OLD });
    const url = await program.address();
    const headers = { authorization: `Bearer ${await signer.token()}` };
    await postOperation(url, { query: QUERY }, headers);
    vitec.answer = fails(401);
    await sleep(5);
    expect((await postOperation<Answered>(url, { query: QUERY }, headers)).data.contact.partyRolesStatus.state).toBe('STALE');
    await program.says(
      /"level":"error".*"code":"UPSTREAM_MISCONFIGURED","cause":"401","status":401,"endpoint":"PartyRoles","customerId":"M1","contactRef":"[^"]+"/,
    );
  });

  it('is shown soon when Vitec is slow, and renewed when Vitec has answered', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { ...OLD, VITEC_ATTEMPT_TIMEOUT_MS: '60000', OPERATION_TIMEOUT_MS: '60000' });
    await gateway.query(QUERY);
    const waiting = vitec.hold();
    await sleep(5);
    const { data } = await gateway.query<Answered>(QUERY); // the attempt may take longer than this test
    expect(data.contact.partyRolesStatus.state).toBe('STALE');
    vitec.answer = fails(500);
    waiting.forEach(buyerOf('home-2'));
    await expect.poll(async () => (await gateway.query<Answered>(QUERY)).data.contact.partyRoles?.[0]?.estate.estateId).toBe('home-2');
  });

  it.each([
    [400, 'UPSTREAM_BAD_REQUEST'],
    [403, 'FORBIDDEN'],
    [404, 'NOT_FOUND'],
  ] as const)('is not shown when Vitec answers %i', async (code, expected) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, OLD);
    await gateway.query(QUERY);
    vitec.answer = fails(code);
    await sleep(5);
    const { data } = await gateway.query<Answered>(QUERY);
    expect(data.contact).toMatchObject({ partyRoles: null, partyRolesStatus: { code: expected, fetchedAt: null } });
    if (code === 400) return;
    vitec.answer = fails(500);
    await sleep(5);
    const { data: later } = await gateway.query<Answered>(QUERY);
    expect(later.contact.partyRoles).toBeNull(); // it was dropped
  });

  it('is not shown with CACHE_GRACE_MS=0, nor to who wants it fresh', async () => {
    await using vitec = await startVitec();
    await using strict = await startGateway(vitec, { ...OLD, CACHE_GRACE_MS: '0' });
    await using gateway = await startGateway(vitec, OLD);
    for (const each of [strict, gateway]) await each.query(QUERY);
    vitec.answer = fails(500);
    await sleep(5);
    expect((await strict.query<Answered>(QUERY)).data.contact.partyRolesStatus.code).toBe('UPSTREAM_UNAVAILABLE');
    expect((await gateway.query<Answered>(QUERY, {}, { 'cache-control': 'no-cache' })).data.contact.partyRolesStatus.code).toBe(
      'UPSTREAM_UNAVAILABLE',
    );
  });
});

describe('a failure', () => {
  it('is not kept', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '60000' });
    for (const code of [400, 401, 403, 429, 500]) {
      vitec.answer = fails(code);
      expect((await gateway.query<Answered>(QUERY)).data.contact.partyRoles).toBeNull();
    }
    vitec.answer = buyerOf('home-1');
    expect((await gateway.query<Answered>(QUERY)).data.contact.partyRolesStatus.state).toBe('FRESH');
  });

  it('that a contact is unknown is kept for a moment', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '60000' });
    vitec.answer = fails(404);
    for (let index = 0; index < 3; index += 1)
      expect((await gateway.query<Answered>(QUERY)).data.contact.partyRolesStatus.code).toBe('NOT_FOUND');
    expect(vitec.calls).toBe(1);
  });
});
