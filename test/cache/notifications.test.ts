import { Agent, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { ask, notify, stateOf, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway } from '../support/gateway.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

const CACHED = { CACHE_TTL_MS: '60000', WEBHOOK_SECRET };

describe('notifications', () => {
  it('are accepted with the secret in the header or the address, and rejected with any other', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, CACHED);
    const body = { name: 'x', type: 'Contact', id: 'kontakt-1', event: 'Update', customerId: 'M1' };
    for (const secret of ['', 'hemlig', 'hemlig-webhooks', 'x'.repeat(100)])
      expect((await notify(gateway.url, body, secret)).status).toBe(401);
    expect([await stateOf(gateway), await stateOf(gateway)]).toEqual(['FRESH', 'CACHED']);
    expect((await notify(gateway.url, body)).status).toBe(204);
    await expect.poll(() => stateOf(gateway)).toBe('FRESH');
    expect(await stateOf(gateway)).toBe('CACHED');
    const parameters = new URLSearchParams({ type: 'Contact', id: 'kontakt-1', event: 'Remove', customerId: 'M1' });
    expect((await fetch(`${gateway.url}/webhooks/vitec/hemlig-webhook?${parameters}`, { method: 'POST' })).status).toBe(204);
    await expect.poll(() => stateOf(gateway)).toBe('FRESH');
  });

  it('drop no entry of another customer, and none for another type of object', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, CACHED);
    await stateOf(gateway);
    for (const body of [
      {},
      { type: 'Contact' },
      { type: 'Estate', id: 'kontakt-1', customerId: 'M1' },
      { type: 'Contact', id: 'kontakt-1', customerId: 'M2' },
      { type: 'EstateContact', relId1: 'x', relId2: 'kontakt-1', customerId: 'M2' },
      { type: 'EstateContact', relId1: 'kontakt-1', relId2: 'kontakt-2', customerId: 'M1' },
      { type: 'EstateContact', id: 'kontakt-1', customerId: 'M1' },
      { type: 'Contact', customerId: 'M1' },
      { type: 7, id: {}, customerId: [] },
    ]) {
      expect((await notify(gateway.url, body)).status).toBe(204);
    }
    expect(await stateOf(gateway)).toBe('CACHED');
  });

  it('leave a call in progress to its callers: later ones make another', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, CACHED);
    const held = vitec.hold();
    const older = ask(gateway);
    await expect.poll(() => held.length).toBe(1);
    expect((await notify(gateway.url, { type: 'Contact', id: 'kontakt-1', customerId: 'M1' })).status).toBe(204);
    vitec.answer = buyerOf('home-2');
    expect(await ask(gateway)).toMatchObject({ state: 'FRESH', home: 'home-2' });
    held.forEach(buyerOf('home-1'));
    expect(await older).toMatchObject({ state: 'FRESH', home: 'home-1' });
    expect(await ask(gateway)).toMatchObject({ state: 'CACHED', home: 'home-2' });
  });

  it('that are too long are read to their end, so that the connection serves the next request', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, CACHED);
    const { hostname, port } = new URL(gateway.url);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const send = (method: string, path: string, body = '') =>
      new Promise<number | undefined>((resolve, reject) =>
        request({ hostname, port, agent, method, path }, (response) => response.resume().on('end', () => resolve(response.statusCode)))
          .on('error', reject)
          .end(body),
      );
    expect(await send('POST', '/webhooks/vitec/hemlig-webhook', 'x'.repeat(200_000))).toBe(413);
    expect(await send('GET', '/health')).toBe(200);
    agent.destroy();
  });

  it('are not found when no secret is set', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec);
    expect((await notify(gateway.url, {})).status).toBe(404);
  });
});
