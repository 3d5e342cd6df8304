import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { codesOf, openLive, PARTS_V1, PARTS_V2 } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { buyerOf, startVitec } from '../support/vitec.ts';

const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const LIST = (directive: string) => `query List($ids: [ID!]!) {
  contacts(customerId: "M1", contactIds: $ids) { contactId ... ${directive} { partyRoles { estate { estateId } } } }
}`;
const IN_PARTS = LIST('@defer');
const answer = (response: ServerResponse | undefined) => response?.writeHead(200).end('{"buyer":[{"estateId":"home-1"}]}');
const heldFor = (held: readonly ServerResponse[], id: string) => held.find(({ req }) => req.url?.includes(`/${id}/`));
const isOpen = (response: ServerResponse | undefined) => response !== undefined && !response.destroyed;

describe.concurrent('a list of 50 contacts at ten calls a second', { timeout: 40_000 }, () => {
  it('in parts: the first data within 300 ms, each contact as its call ends, as many calls and as long as whole', async ({ expect }) => {
    const settings = { VITEC_MAX_PER_SECOND: '10', METRICS_TOKEN };
    await using forParts = await startVitec();
    await using forWhole = await startVitec();
    await using inParts = await startGateway(forParts, settings);
    await using asWhole = await startGateway(forWhole, settings);
    const began = performance.now();
    const whole = asWhole.query(LIST(''), { ids: idsOf(50) }).then((answered) => ({ answered, ms: performance.now() - began }));
    const live = await openLive(inParts.url, { query: IN_PARTS, variables: { ids: idsOf(50) }, headers: { accept: PARTS_V1 } });
    await live.ended();
    const partsMs = live.atMs(live.text.length);
    const { answered, ms: wholeMs } = await whole;
    const withData = live.timedParts.filter(({ part }) => JSON.stringify(part).includes('home-1'));
    expect(withData[0]?.atMs).toBeLessThan(300);
    expect(withData.length).toBeGreaterThan(40); // the first five come at once
    expect(Math.abs(partsMs - wholeMs)).toBeLessThan(600);
    expect([forParts.calls, forWhole.calls]).toEqual([50, 50]);
    expect((await live.merged()).data).toEqual(answered.data);
  });

  it.each([PARTS_V1, PARTS_V2])('a contact that takes 3 s holds back nobody (%s)', async (accept) => {
    await using vitec = await startVitec();
    const quick = buyerOf('home-1');
    vitec.answer = (response) => (response.req.url?.includes('/c0/') ? setTimeout(() => quick(response), 2_800) : quick(response));
    await using gateway = await startGateway(vitec);
    const live = await openLive(gateway.url, { query: IN_PARTS, variables: { ids: idsOf(20) }, headers: { accept } });
    await live.until(() => (live.text.match(/home-1/g) ?? []).length === 19);
    expect(live.atMs(live.text.length)).toBeLessThan(1_500);
    expect(await live.ended()).toBe('ENDED');
    expect((live.text.match(/home-1/g) ?? []).length).toBe(20);
  });
});

describe('a client that leaves in the middle', () => {
  it('has the calls cancelled that nobody else waits for; those of another operation go on', async () => {
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await startGateway(vitec, { METRICS_TOKEN });
    const live = await openLive(gateway.url, { query: IN_PARTS, variables: { ids: ['a', 'b', 'c'] }, headers: { accept: PARTS_V1 } });
    await expect.poll(() => held.length).toBe(3);
    const other = gateway.query(LIST(''), { ids: ['b'] });
    await expect.poll(async () => (await readMetrics(gateway)).gateway_upstream_shared_total).toBe(1);
    answer(heldFor(held, 'a'));
    await live.until(() => live.text.includes('home-1'));
    live.leave();
    await expect.poll(() => isOpen(heldFor(held, 'c'))).toBe(false);
    expect(isOpen(heldFor(held, 'b'))).toBe(true);
    answer(heldFor(held, 'b'));
    expect((await other).data.contacts[0].partyRoles).toHaveLength(1);
    await expect.poll(() => gateway.logged('operation').length).toBe(2);
    expect(gateway.logged('operation').map(({ codes }) => codes)).toContainEqual({ CANCELLED: 2 });
    expect((await readMetrics(gateway)).gateway_internal_errors_total).toBe(0);
  });
});

describe('a stale part', () => {
  it('does not wait for a slow call, which goes on after the last part and renews the entry', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '1', CACHE_GRACE_MS: '60000', CACHE_SLOW_MS: '50' });
    await gateway.query(LIST(''), { ids: ['a'] });
    const held = vitec.hold();
    const live = await openLive(gateway.url, { query: IN_PARTS, variables: { ids: ['a'] }, headers: { accept: PARTS_V1 } });
    const { data } = await live.merged();
    expect(data.contacts[0].partyRoles).toHaveLength(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(isOpen(held[0])).toBe(true);
    held[0]?.writeHead(200).end('{"buyer":[{"estateId":"home-2"}]}');
    const homeOf = async () => (await gateway.query(LIST(''), { ids: ['a'] })).data.contacts[0].partyRoles[0].estate.estateId;
    await expect.poll(homeOf).toBe('home-2');
    expect(gateway.logged('upstream_failed')).toEqual([]);
  });
});

describe('a client that stands still', () => {
  it.each([PARTS_V1, PARTS_V2])('until after the deadline gets the rest and a last part when it reads on (%s)', async (accept) => {
    const rows = JSON.stringify({ buyer: Array.from({ length: 4_000 }, (_, index) => ({ estateId: `home-${index}` })) });
    await using vitec = await startVitec();
    vitec.answer = (response) => {
      if (!response.req.url?.includes('/c0/')) response.writeHead(200).end(rows);
    };
    await using gateway = await startGateway(vitec, { OPERATION_TIMEOUT_MS: '1500', VITEC_ATTEMPT_TIMEOUT_MS: '1400' });
    const query = IN_PARTS.replace('partyRoles {', 'partyRoles(first: 4000) { id');
    const live = await openLive(gateway.url, { query, variables: { ids: idsOf(6) }, headers: { accept } });
    live.standStill();
    await expect.poll(() => gateway.logged('upstream_failed').length).toBe(1);
    expect(live.end).toBe(null);
    live.readAgain();
    const { data, errors } = await live.merged();
    expect(live.end).toBe('ENDED');
    const lengths = data.contacts.map(({ partyRoles }: { partyRoles: unknown[] | null }) => partyRoles?.length ?? null);
    expect(lengths).toEqual([null, ...Array(5).fill(4_000)]);
    expect(codesOf(errors)).toEqual(['UPSTREAM_TIMEOUT']);
  });
});

describe('the deadline of a query in parts', () => {
  it.each([PARTS_V1, PARTS_V2])('ends it with coded errors and a last part (%s)', async (accept) => {
    await using vitec = await startVitec();
    const quick = buyerOf('home-1');
    vitec.answer = (response) => (response.req.url?.includes('/a/') ? quick(response) : undefined);
    await using gateway = await startGateway(vitec, { OPERATION_TIMEOUT_MS: '700', VITEC_ATTEMPT_TIMEOUT_MS: '600', METRICS_TOKEN });
    const live = await openLive(gateway.url, { query: IN_PARTS, variables: { ids: ['a', 'b', 'c'] }, headers: { accept } });
    const { data, errors } = await live.merged();
    expect(live.end).toBe('ENDED');
    expect(live.atMs(live.text.length)).toBeLessThan(2_000);
    expect(data.contacts.map(({ partyRoles }: { partyRoles: unknown[] | null }) => partyRoles?.length ?? null)).toEqual([1, null, null]);
    expect(codesOf(errors)).toEqual(['UPSTREAM_TIMEOUT', 'UPSTREAM_TIMEOUT']);
    expect(errors.map(({ path }) => path?.slice(0, 2))).toEqual([
      ['contacts', 1],
      ['contacts', 2],
    ]);
    expect(live.parts.at(-1)).toMatchObject({ hasNext: false, extensions: { upstream: { calls: 3, cacheHits: 0 } } });
    expect(gateway.logged('operation')).toEqual([
      expect.objectContaining({ operation: 'List', calls: 3, codes: { UPSTREAM_TIMEOUT: 2 }, durationMs: expect.any(Number) }),
    ]);
    const metrics = await readMetrics(gateway);
    expect(metrics['gateway_operations_total{operation="other",outcome="errors"}']).toBe(1);
    expect(metrics['gateway_operation_seconds_count{operation="other"}']).toBe(1);
    expect(metrics['gateway_operation_seconds_sum{operation="other"}']).toBeGreaterThan(0.5);
  });
});
