import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { codesOf, openLive, PARTS_V1, PARTS_V2 } from '../support/live-response.ts';
import { json, startVitec } from '../support/vitec.ts';

const deferred = (count: number, fields: string) =>
  Array.from({ length: count }, (_, index) => `... @defer(label: "l${index}") { a${index}: ${fields} }`).join(' ');
const OTHER = 'actsFor { partyRoles { id } }';

/** A contact that acts for 95 others in so many rows, whose calls end one after the other. */
async function startWards(rows: number) {
  const body = {
    extraSeller: Array.from({ length: rows }, (_, index) => ({
      estateId: `e${index}`,
      partyRole: 'Guardian',
      contactId: `c${index % 95}`,
    })),
  };
  const vitec = await startVitec();
  let others = 0;
  vitec.answer = (response) => {
    if (response.req.url?.includes('/a/')) return json(JSON.stringify(body))(response);
    others += 1;
    return setTimeout(() => json('{"buyer":[{"estateId":"home-1"}]}')(response), others * 10);
  };
  return vitec;
}

describe.each([PARTS_V1, PARTS_V2])('rows in parts (%s)', { timeout: 60_000 }, (accept) => {
  it.each([
    ['8 deferred fragments in each of 4,000', 4_000, `extraRoles(first: 10000) { id ${deferred(8, OTHER)} }`],
    ['a deferred fragment in each of 10,000 streamed', 10_000, `extraRoles(first: 10000) @stream { id ${deferred(1, OTHER)} }`],
  ])('count for more than their fields: %s are beyond the limit', async (_what, rows, field) => {
    await using vitec = await startWards(rows);
    await using gateway = await startGateway(vitec);
    const live = await openLive(gateway.url, { query: `{ contact(customerId: "M1", contactId: "a") { ${field} } }`, headers: { accept } });
    await live.ended();
    const { data, errors } = JSON.parse(live.text);
    expect([data, codesOf(errors)]).toEqual([{ contact: { extraRoles: null } }, ['BAD_USER_INPUT']]);
    expect(vitec.calls).toBe(1);
  });

  it.each([
    ['deferred', `extraRoles(first: 10000) { id ${deferred(1, OTHER)} }`],
    ['streamed', `extraRoles(first: 10000) @stream { id a0: ${OTHER} }`],
  ])('within the limit, %s and waiting for 95 calls, are all delivered, and others are answered meanwhile', async (_what, field) => {
    await using vitec = await startWards(2_000);
    await using gateway = await startGateway(vitec, { VITEC_MAX_CONCURRENCY: '100', VITEC_MAX_PER_CUSTOMER: '100' });
    const live = await openLive(gateway.url, { query: `{ contact(customerId: "M1", contactId: "a") { ${field} } }`, headers: { accept } });
    const waits: number[] = [];
    while (live.end === null) {
      const began = performance.now();
      await fetch(`${gateway.url}/health`);
      waits.push(performance.now() - began);
    }
    expect(live.text.match(/"a0"/g)).toHaveLength(2_000);
    expect(live.text).not.toContain('"errors"');
    expect(Math.max(...waits)).toBeLessThan(1_500); // some 100 ms on an idle machine
  });
});
