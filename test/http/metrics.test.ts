import { expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { startGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';

it('/metrics counts what happened on a port of its own, and names nobody', async () => {
  await using office = await startOffice([contact('kontakt-a').sells('home-1'), contact('kontakt-b').fails('html')]);
  const port = String(await freePort());
  await using gateway = await startGateway(office, {
    METRICS_PORT: port,
    CACHE_TTL_MS: '60000',
    REDIS_URL: 'redis://127.0.0.1:1',
    CACHE_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
  });
  const query = '{ contacts(customerId: "M1", contactIds: ["kontakt-a", "kontakt-b"]) { partyRoles { role } } }';
  for (let index = 0; index < 2; index += 1) await gateway.query(query);
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  const text = await response.text();
  expect(response.headers.get('content-type')).toContain('text/plain');
  for (const line of [
    'gateway_contacts_total{outcome="FRESH"} 1',
    'gateway_contacts_total{outcome="CACHED"} 1',
    'gateway_contacts_total{outcome="UPSTREAM_BAD_RESPONSE"} 2',
    'gateway_upstream_attempts_total{outcome="OK"} 1',
    'gateway_operations_total{outcome="errors"} 2',
  ]) {
    expect(text).toContain(line);
  }
  expect(text).toMatch(/gateway_redis_faults_total [1-9]/);
  expect(text).not.toMatch(/kontakt|home-1|M1|127\.0\.0\.1/);
  expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
});
