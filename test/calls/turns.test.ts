import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { startNamesVitec } from '../support/names-vitec.ts';
import { createSigner } from '../support/tokens.ts';

const ids = Array.from({ length: 25 }, (_, index) => `listed-${index}`);
const LIST = `{ contacts(customerId: "M1", contactIds: ${JSON.stringify(ids)}) { partyRoles { role } }
  last: contact(customerId: "M1", contactId: "listed-24") { estateTies(side: BUYER) { id } } }`;
const RATE = { VITEC_MAX_PER_SECOND: '10', UPSTREAM_REPORT: 'true' };
/** Long before the list is through, which takes some 2 s. */
const SOON_MS = 1_200;

describe.each([
  ['another caller', 'bo'],
  ['the same caller', 'anna'],
])('a contact of a long list that %s asks for too', (_whose, sub) => {
  it.each([
    ['roles', 'partyRoles { role }'],
    ['ties, which are read in batches', 'estateTies(side: BUYER) { id }'],
  ])('does not wait for its place in the list: %s', async (_what, fields) => {
    const signer = await createSigner();
    await using vitec = await startNamesVitec();
    await using gateway = await startGateway(vitec, { ...signer.settings, ...RATE }, { sandbox: false });
    const as = async (name: string) => ({ authorization: `Bearer ${await signer.token({ sub: name })}` });
    const list = gateway.query(LIST, {}, await as('anna'));
    await expect.poll(() => vitec.calls).toBeGreaterThan(0);
    const one = await gateway.query(`{ contact(customerId: "M1", contactId: "listed-24") { ${fields} } }`, {}, await as(sub));
    expect([one.errors, vitec.calls < ids.length]).toEqual([undefined, true]);
    expect(one.extensions?.upstream.waitedMs).toBeLessThan(SOON_MS);
    expect((await list).errors).toBeUndefined();
    expect(vitec.calls).toBe(ids.length + 1); // nothing is asked twice
  });
});
