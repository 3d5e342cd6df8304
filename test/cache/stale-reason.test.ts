import { expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { buyerOf, startVitec, status } from '../support/vitec.ts';

const QUERY = '{ contact(customerId: "M1", contactId: "a") { partyRolesStatus { state code staleReason } } }';
const SETTINGS = { CACHE_TTL_MS: '1', METRICS_TOKEN, VITEC_ATTEMPT_TIMEOUT_MS: '59000', OPERATION_TIMEOUT_MS: '60000' };
const count = async (gateway: { readonly url: string }, reason: string) =>
  (await readMetrics(gateway))[`gateway_stale_answers_total{endpoint="PartyRoles",reason="${reason}"}`];

it('says that Vitec failed: in the status, the log and the metric', async () => {
  await using vitec = await startVitec();
  await using gateway = await startGateway(vitec, SETTINGS);
  const ask = async () => (await gateway.query(QUERY)).data.contact.partyRolesStatus;
  expect(await ask()).toEqual({ state: 'FRESH', code: null, staleReason: null });
  vitec.answer = status(400 + 29, { 'retry-after': '30' });
  await expect.poll(ask).toEqual({ state: 'STALE', code: null, staleReason: 'FAILED' });
  expect(gateway.logged('operation').map(({ stale }) => stale)).toContainEqual({ FAILED: 1 });
  expect(gateway.logged('operation')[0]?.stale).toEqual({});
  expect([await count(gateway, 'FAILED'), await count(gateway, 'SLOW')]).toEqual([1, 0]);
});

it('says that Vitec is slow, after CACHE_SLOW_MS', async () => {
  await using vitec = await startVitec();
  await using gateway = await startGateway(vitec, { ...SETTINGS, CACHE_SLOW_MS: '50' });
  const ask = async () => (await gateway.query(QUERY)).data.contact.partyRolesStatus;
  await ask();
  const held = vitec.hold();
  await expect.poll(ask).toEqual({ state: 'STALE', code: null, staleReason: 'SLOW' });
  expect(gateway.logged('operation').at(-1)).toMatchObject({ stale: { SLOW: 1 } });
  expect(await count(gateway, 'SLOW')).toBe(1);
  held.forEach(buyerOf('home-2'));
});

it('waits as long as CACHE_SLOW_MS says for an answer', async () => {
  await using vitec = await startVitec();
  await using gateway = await startGateway(vitec, { ...SETTINGS, CACHE_SLOW_MS: '60000' });
  await gateway.query(QUERY);
  vitec.answer = (response) => setTimeout(() => buyerOf('home-2')(response), 400); // longer than the default
  expect((await gateway.query(QUERY)).data.contact.partyRolesStatus.state).toMatch(/FRESH|CACHED/);
});
