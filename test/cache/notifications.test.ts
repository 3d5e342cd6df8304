import { Agent, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { notify, people, stateOf } from '../support/cache-key.ts';
import { startGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';

describe('notifications', () => {
  it('are taken with the secret in the header or the address, and with no other', async () => {
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, { CACHE_TTL_MS: '60000', WEBHOOK_SECRET: 'hemlig-webhook' });
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

  it("drop that customer's alone, and nothing for what concerns nothing kept", async () => {
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, { CACHE_TTL_MS: '60000', WEBHOOK_SECRET: 'hemlig-webhook' });
    await stateOf(gateway);
    for (const body of [
      {},
      { type: 'Contact' },
      { type: 'Estate', id: 'kontakt-1', customerId: 'M1' },
      { type: 'Contact', id: 'kontakt-1', customerId: 'M2' },
      { type: 'EstateContact', id: 'x', customerId: 'M2' },
      { type: 7, id: {}, customerId: [] },
    ]) {
      expect((await notify(gateway.url, body)).status).toBe(204);
    }
    expect(await stateOf(gateway)).toBe('CACHED');
  });

  it('that come during a call leave it to those who asked before: others ask anew', async () => {
    await using office = await startOffice([contact('kontakt-1').takes(600).buys('home-1')]);
    await using gateway = await startGateway(office, { CACHE_TTL_MS: '60000', WEBHOOK_SECRET: 'hemlig-webhook' });
    const older = stateOf(gateway);
    await expect.poll(() => office.totalCalls).toBe(1);
    expect((await notify(gateway.url, { type: 'Contact', id: 'kontakt-1', customerId: 'M1' })).status).toBe(204);
    await expect.poll(() => stateOf(gateway)).toBe('FRESH');
    expect([await older, office.totalCalls]).toEqual(['FRESH', 2]);
    expect(await stateOf(gateway)).toBe('CACHED');
  });

  it('that are too long are read to their end, so that the next one on the connection is heard', async () => {
    await using office = await startOffice([]);
    await using gateway = await startGateway(office, { CACHE_TTL_MS: '60000', WEBHOOK_SECRET: 'hemlig-webhook' });
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

  it('are not taken without a secret set', async () => {
    await using office = await startOffice([]);
    await using gateway = await startGateway(office);
    expect((await notify(gateway.url, {})).status).toBe(404);
  });
});
