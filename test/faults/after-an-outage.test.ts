import { expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { buyerOf, startVitec, status } from '../support/vitec.ts';

const LIST = 'query($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { partyRolesStatus { code } } }';

it('a list is complete as soon as Vitec recovers, even if its first contact keeps failing', async () => {
  let isDown = true;
  await using vitec = await startVitec((response) =>
    isDown || response.req.url?.includes('kontakt-bad') ? status(500)(response) : setTimeout(buyerOf('home-1'), 20, response),
  );
  await using gateway = await startGateway(vitec);
  const codes = async (ids: readonly string[]) => {
    const { data } = await gateway.query(LIST, { ids });
    return data.contacts.map(({ partyRolesStatus }: { partyRolesStatus: { code: string | null } }) => partyRolesStatus.code);
  };
  const well = Array.from({ length: 39 }, (_, index) => `kontakt-${index}`);
  expect(new Set(await codes(well))).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
  const callsAtOpening = vitec.calls;
  expect(new Set(await codes(well))).toEqual(new Set(['UPSTREAM_UNAVAILABLE'])); // the breaker is open
  expect(vitec.calls).toBe(callsAtOpening);
  isDown = false;
  await expect
    .poll(() => codes(['kontakt-bad', ...well]), { timeout: 5_000, interval: 100 })
    .toEqual(['UPSTREAM_UNAVAILABLE', ...well.map(() => null)]);
});
