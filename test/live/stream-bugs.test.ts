import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ContactWatch } from '../../src/changes/contact-watch.ts';
import { ShownData } from '../../src/domain/shown-data.ts';
import { EventStream } from '../../src/http/server/event-stream.ts';
import { MultipartResponse } from '../../src/http/server/multipart.ts';
import { notify, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { openLive, PARTS_V1, PARTS_V2, subscribe } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { startVitec } from '../support/vitec.ts';

const SETTINGS = { WEBHOOK_SECRET, METRICS_TOKEN, ACCESS_TRAIL: 'stdout', LOG_KEY: 'a-key-of-the-log-that-is-long-enough' };
const LIST = `query List($ids: [ID!]!) {
  contacts(customerId: "M1", contactIds: $ids) { contactId ... @defer { partyRoles { estate { estateId } } } }
}`;
const tie = { type: 'EstateContact', subtype: 'Buyer', customerId: 'M1', relId1: 'home-1', relId2: 'anna' };
const bug = () => {
  throw new TypeError('a bug of the test');
};
const answer = (response: ServerResponse | undefined) => response?.writeHead(200).end('{"buyer":[]}');
/** The unexpected errors in the metrics, and in the log. */
const bugsOf = async (gateway: TestGateway) => [
  (await readMetrics(gateway)).gateway_internal_errors_total,
  gateway.log().match(/"level":"error"/g)?.length ?? 0,
];

afterEach(() => {
  vi.restoreAllMocks();
});

describe('an unexpected error', () => {
  it.each([PARTS_V1, PARTS_V2])(
    'between two parts is the last part, with a code; it is logged once and the calls are cancelled (%s)',
    async (accept) => {
      await using vitec = await startVitec();
      const held = vitec.hold();
      await using gateway = await startGateway(vitec, SETTINGS);
      const live = await openLive(gateway.url, { query: LIST, variables: { ids: ['a', 'b'] }, headers: { accept } });
      await expect.poll(() => held.length).toBe(2);
      const cancelled = Promise.any(
        held.map((response) => new Promise((resolve) => response.on('close', () => response.writableFinished || resolve(true)))),
      );
      vi.spyOn(ShownData.prototype, 'take').mockImplementation(bug);
      answer(held[0]);
      expect(await live.ended()).toBe('ENDED');
      expect(live.parts.at(-1)).toEqual({
        errors: [
          {
            message: expect.stringMatching(/^Unexpected error/),
            extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId: live.headers['x-request-id'] },
          },
        ],
        hasNext: false,
      });
      await cancelled;
      expect(await bugsOf(gateway)).toEqual([1, 1]);
      expect(gateway.logged('operation')).toEqual([expect.objectContaining({ codes: { INTERNAL_SERVER_ERROR: 1 } })]);
    },
  );

  it('while a part is sent cuts the response off, so that the client does not take it for whole', async () => {
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await startGateway(vitec, SETTINGS);
    const live = await openLive(gateway.url, { query: LIST, variables: { ids: ['a', 'b'] }, headers: { accept: PARTS_V1 } });
    await expect.poll(() => held.length).toBe(2);
    vi.spyOn(MultipartResponse.prototype, 'send').mockImplementation(bug);
    answer(held[0]);
    expect(await live.ended()).toBe('CUT');
    await expect.poll(() => bugsOf(gateway)).toEqual([1, 1]);
    await expect.poll(async () => (await readMetrics(gateway)).gateway_upstream_calls_open).toBe(0);
    expect(gateway.logged('operation')).toHaveLength(1);
  });

  it('of a watch is the last event, with a code, and the place is free again', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, SETTINGS);
    vi.spyOn(ContactWatch.prototype, 'next').mockImplementation(() => Promise.reject(new TypeError('a bug of the test')));
    const live = await subscribe(gateway.url);
    await live.ended();
    expect(live.events.map(({ event, data }) => data?.errors?.[0]?.extensions.code ?? event)).toEqual([
      'INTERNAL_SERVER_ERROR',
      'complete',
    ]);
    const metrics = await readMetrics(gateway);
    expect([metrics.gateway_internal_errors_total, metrics.gateway_open_streams]).toEqual([1, 0]);
    expect(gateway.logged('subscription ended')).toEqual([expect.objectContaining({ code: 'INTERNAL_SERVER_ERROR' })]);
  });

  it('while an event is sent cuts the stream off, and the place is free again', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, SETTINGS);
    const live = await subscribe(gateway.url);
    vi.spyOn(EventStream.prototype, 'next').mockImplementation(bug);
    await notify(gateway.url, tie);
    expect(await live.ended()).toBe('CUT');
    await expect.poll(async () => (await readMetrics(gateway)).gateway_open_streams).toBe(0);
    expect(await bugsOf(gateway)).toEqual([1, 1]);
  });
});
