import { setTimeout as delay } from 'node:timers/promises';
import { queryObjects } from 'node:v8';
import { expect, it } from 'vitest';
import { ContactWatch } from '../../src/changes/contact-watch.ts';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';
import { notify, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway } from '../support/gateway.ts';
import { CHANGED, EVENTS, openLive, PARTS_V1, PARTS_V2 } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { disconnect, json, startVitec, status } from '../support/vitec.ts';

const IDS = Array.from({ length: 12 }, (_, index) => `c${index}`);
const QUERY = `query List($ids: [ID!]!) {
  contacts(customerId: "M1", contactIds: $ids) @stream(initialCount: 2) { contactId ... @defer { partyRoles { estate { estateId } } ... @defer { representedBy { relation } } } }
}`;
/** The same numbers each time. */
function createRandom(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
const alive = () => Object.fromEntries([ContactWatch, CancelSignal].map((each) => [each.name, queryObjects(each)]));
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

it.each([1, 2])(
  'clients that leave at any moment, and a Vitec that fails, leave nothing behind (%d)',
  { timeout: 60_000 },
  async (seed) => {
    const random = createRandom(seed);
    const answers = [
      json('{"buyer":[{"estateId":"home-1"}]}'),
      json('{"relations":[]}'),
      status(404),
      status(500),
      disconnect('RST'),
      json('nonsense'),
    ];
    await using vitec = await startVitec();
    vitec.answer = (response) => {
      const answer = answers[random(answers.length)];
      setTimeout(() => answer?.(response), random(60));
    };
    await using gateway = await startGateway(vitec, {
      WEBHOOK_SECRET,
      METRICS_TOKEN,
      OPERATION_TIMEOUT_MS: '150',
      VITEC_ATTEMPT_TIMEOUT_MS: '100',
      VITEC_MAX_CONCURRENCY: '20',
      ACCESS_TRAIL: 'stdout',
      LOG_KEY: 'a-key-of-the-log-that-is-long-enough',
      LOG_LEVEL: 'info',
    });
    const one = async () => {
      const query = random(3) === 0 ? CHANGED : QUERY;
      const accept = query === CHANGED ? EVENTS : [PARTS_V1, PARTS_V2][random(2)];
      const ids = IDS.filter(() => random(2) === 0);
      const leaveMs = random(120);
      const opening = openLive(gateway.url, { query, variables: { ids }, headers: { accept: accept ?? '' } });
      const live = await opening.catch(() => null);
      if (!live) return;
      await delay(leaveMs);
      live.leave();
      await live.ended();
    };
    const changes = async () => {
      for (let index = 0; index < 40; index += 1) {
        await notify(gateway.url, {
          type: 'EstateContact',
          subtype: 'Buyer',
          customerId: 'M1',
          relId1: 'h',
          relId2: IDS[random(IDS.length)],
        });
        await delay(5);
      }
    };
    const idle = async () => {
      const metrics = await readMetrics(gateway);
      return [metrics.gateway_open_streams, metrics.gateway_upstream_calls_open, metrics.gateway_upstream_calls_waiting];
    };
    await Promise.all([...Array.from({ length: 20 }, one), changes()]);
    await expect.poll(idle).toEqual([0, 0, 0]);
    const [before, timersBefore] = [alive(), timers()];
    await Promise.all([...Array.from({ length: 150 }, one), changes(), changes()]);
    await expect.poll(idle).toEqual([0, 0, 0]);
    await expect.poll(() => alive().ContactWatch).toBe(0);
    await expect.poll(() => Number(alive().CancelSignal) - Number(before.CancelSignal)).toBeLessThanOrEqual(3);
    await expect.poll(() => timers() - timersBefore).toBeLessThanOrEqual(4);
    const metrics = await readMetrics(gateway);
    expect(metrics.gateway_internal_errors_total).toBe(0);
    expect(gateway.log()).not.toMatch(/"level":"error"/);
  },
);
