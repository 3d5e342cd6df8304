import { expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { byEndpoint } from '../support/relations-vitec.ts';
import { json, startVitec } from '../support/vitec.ts';

const LIST = `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) {
  representedBy { contact { partyRolesStatus { code } } } } }`;

it('calls that the deadline of their operation ended open the breaker', async () => {
  const relationsOf = (id: string) =>
    json(JSON.stringify({ relations: [0, 1].map((n) => ({ relation: 'Guardian', contactId: `${id}-${n}` })) }));
  await using vitec = await startVitec(
    byEndpoint({
      ContactRelations: (response) => relationsOf(response.req.url?.split('/')[4] ?? '')(response),
      PartyRoles: () => undefined,
    }),
  );
  // the calls for roles begin after those for relations, so that their attempts would end after the operation
  await using gateway = await startGateway(vitec, {
    METRICS_TOKEN,
    VITEC_MAX_PER_CUSTOMER: '64',
    VITEC_ATTEMPT_TIMEOUT_MS: '999',
    OPERATION_TIMEOUT_MS: '1000',
  });
  const ids = Array.from({ length: 25 }, (_, index) => `c${index}`);
  const { data } = await gateway.query<{ contacts: { representedBy: { contact: { partyRolesStatus: { code: string } } }[] }[] }>(LIST, {
    ids,
  });
  const codes = data.contacts.flatMap(({ representedBy }) => representedBy.map(({ contact }) => contact.partyRolesStatus.code));
  expect(codes).toEqual(Array(50).fill('UPSTREAM_TIMEOUT'));
  expect(await readMetrics(gateway)).toMatchObject({ 'gateway_upstream_breakers{state="open"}': 1 });

  const calls = vitec.calls;
  const { data: next } = await gateway.query('{ contact(customerId: "M1", contactId: "next") { partyRolesStatus { code } } }');
  expect([next.contact.partyRolesStatus.code, vitec.calls - calls]).toEqual(['UPSTREAM_UNAVAILABLE', 0]);
});
