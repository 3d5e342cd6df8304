import { expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { contact, startOffice } from '../support/office.ts';
import { SINGLE_CONTACT_ENDPOINTS } from '../support/relations-vitec.ts';

const QUERY = `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) {
  partyRoles { role } representedBy { relation } partyRolesStatus { code } contactRelationsStatus { code } } }`;

it('a call whose caller left is CANCELLED: no timeout, no failure of Vitec, no open breaker, no duration, and the next call is sent', async () => {
  const ids = Array.from({ length: 10 }, (_, index) => `c${index}`);
  await using office = await startOffice([...ids.map((id) => contact(id).fails('silent')), contact('next').sells('home-1')]);
  await using gateway = await startGateway(office, {
    METRICS_TOKEN,
    VITEC_MAX_CONCURRENCY: '20',
    VITEC_MAX_PER_CUSTOMER: '20',
    VITEC_ATTEMPT_TIMEOUT_MS: '60000',
    OPERATION_TIMEOUT_MS: '61000',
  });
  await gateway.query(QUERY, { ids: ['next'] }); // few calls are open before the first has ended
  const before = await readMetrics(gateway);
  const leaving = new AbortController();
  const body = JSON.stringify({ query: QUERY, variables: { ids } });
  const headers = { 'content-type': 'application/json' };
  const asked = fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body, signal: leaving.signal }).catch(() => 'left');
  await expect.poll(() => office.sandbox.calls.report().openNow).toBe(20);
  leaving.abort();
  expect(await asked).toBe('left');
  await expect.poll(() => office.sandbox.calls.report().openNow).toBe(0);

  const metrics = await readMetrics(gateway);
  const counted = (metric: string) =>
    Object.fromEntries(
      Object.entries(metrics).flatMap(([name, count]) => {
        const added = count - (before[name] ?? 0);
        return name.startsWith(`${metric}{`) && added > 0 ? [[name, added]] : [];
      }),
    );
  const cancelled = (metric: string) =>
    Object.fromEntries(SINGLE_CONTACT_ENDPOINTS.map((name) => [`${metric}{endpoint="${name}",outcome="CANCELLED"}`, 10]));
  expect(counted('gateway_upstream_attempts_total')).toEqual(cancelled('gateway_upstream_attempts_total'));
  expect(counted('gateway_contacts_total')).toEqual(cancelled('gateway_contacts_total'));
  expect(counted('gateway_upstream_attempt_seconds_count')).toEqual({});
  expect(metrics).toMatchObject({
    gateway_upstream_retries_total: 0,
    'gateway_upstream_breakers{state="open"}': 0,
    'gateway_upstream_breakers{state="half_open"}': 0,
  });
  const next = await gateway.query(QUERY, { ids: ['next'] });
  expect(next.data.contacts).toMatchObject([{ partyRoles: [{ role: 'SELLER' }], representedBy: [] }]);
});
