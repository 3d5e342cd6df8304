import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { openLive, PARTS_V1, PARTS_V2 } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { startVitec } from '../support/vitec.ts';

const QUERY = `query Two($ids: [ID!]!) {
  contacts(customerId: "M1", contactIds: $ids) { contactId ... @defer { partyRoles { estate { estateId } } } }
}`;
const answer = (response: ServerResponse | undefined) => response?.writeHead(200).end('{"buyer":[{"estateId":"home-1"}]}');
const heldFor = (held: readonly ServerResponse[], id: string) => held.find(({ req }) => req.url?.includes(`/${id}/`));

function newTrail() {
  const folder = join(mkdtempSync(join(tmpdir(), 'gateway-trail-')), 'trail');
  mkdirSync(folder);
  const path = join(folder, 'trail.jsonl');
  return { path, lines: () => readFileSync(path, 'utf8').split('\n').filter(Boolean), remove: () => rmSync(folder, { recursive: true }) };
}

describe('the access trail of a query in parts', () => {
  it('has the line of a part before the part is sent', async () => {
    const { path, lines } = newTrail();
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await startGateway(vitec, { ACCESS_TRAIL: path, ACCESS_TRAIL_REQUIRED: 'true' });
    const live = await openLive(gateway.url, { query: QUERY, variables: { ids: ['a', 'b'] }, headers: { accept: PARTS_V1 } });
    await live.until(() => live.parts.length === 1);
    expect(lines().map((line) => JSON.parse(line).contacts.length)).toEqual([0]);
    await expect.poll(() => held.length).toBe(2);
    answer(heldFor(held, 'a'));
    await live.until(() => live.text.includes('home-1'));
    expect(lines().map((line) => JSON.parse(line).contacts.length)).toEqual([0, 1]);
    answer(heldFor(held, 'b'));
    expect(await live.ended()).toBe('ENDED');
    expect(lines().map((line) => JSON.parse(line).contacts.length)).toEqual([0, 1, 1]);
  });

  it.each([PARTS_V1, PARTS_V2])('that is required and fails in the middle: no more is shown or asked for (%s)', async (accept) => {
    const { path, remove } = newTrail();
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await startGateway(vitec, {
      ACCESS_TRAIL: path,
      ACCESS_TRAIL_REQUIRED: 'true',
      METRICS_TOKEN,
      VITEC_MAX_PER_CUSTOMER: '2',
    });
    const live = await openLive(gateway.url, { query: QUERY, variables: { ids: ['a', 'b', 'c', 'd'] }, headers: { accept } });
    await expect.poll(() => held.length).toBe(2);
    remove();
    const cancelled = new Promise((resolve) => heldFor(held, 'b')?.on('close', resolve));
    answer(heldFor(held, 'a'));
    expect(await live.ended()).toBe('ENDED');
    expect(live.text).not.toContain('home-1');
    expect(live.parts.at(-1)).toEqual({
      errors: [
        {
          message: expect.stringMatching(/Ask again in a moment/),
          extensions: { code: 'ACCESS_TRAIL_UNAVAILABLE', retryable: true, requestId: live.headers['x-request-id'] },
        },
      ],
      hasNext: false,
    });
    expect(live.text.endsWith('\r\n-----\r\n')).toBe(true);
    await cancelled;
    expect(vitec.calls).toBeLessThanOrEqual(3); // one may take the permit of the first before the end
    await expect.poll(async () => (await readMetrics(gateway)).gateway_upstream_calls_open).toBe(0);
    expect(gateway.logged('operation')).toEqual([expect.objectContaining({ codes: { ACCESS_TRAIL_UNAVAILABLE: 1 } })]);
    const metrics = await readMetrics(gateway);
    expect(metrics.gateway_internal_errors_total).toBe(0);
    expect(metrics.gateway_upstream_calls_waiting).toBe(0);
  });

  it('that is required and cannot be written at all: a refusal with a status, and nothing goes on', async () => {
    const { path, remove } = newTrail();
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await startGateway(vitec, { ACCESS_TRAIL: path, ACCESS_TRAIL_REQUIRED: 'true', METRICS_TOKEN });
    remove();
    const live = await openLive(gateway.url, { query: QUERY, variables: { ids: ['a', 'b'] }, headers: { accept: PARTS_V1 } });
    await live.ended();
    expect([live.status, JSON.parse(live.text).errors[0].extensions.code]).toEqual([503, 'ACCESS_TRAIL_UNAVAILABLE']);
    await expect.poll(async () => (await readMetrics(gateway)).gateway_upstream_calls_open).toBe(0);
    expect(held.every(({ destroyed, req }) => destroyed || req.socket.destroyed)).toBe(true);
  });
});
