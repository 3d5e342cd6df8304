import { createServer, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { queryObjects } from 'node:v8';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ContactWatch } from '../../src/changes/contact-watch.ts';
import { CancelSignal } from '../../src/domain/cancel-signal.ts';
import { EventStream } from '../../src/http/server/event-stream.ts';
import { limitSlowReaders } from '../../src/http/server/slow-readers.ts';
import { notify, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway } from '../support/gateway.ts';
import { listen } from '../support/listen.ts';
import { type LiveResponse, subscribe } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { json, startVitec } from '../support/vitec.ts';

const SETTINGS = { WEBHOOK_SECRET, METRICS_TOKEN, UPSTREAM_REPORT: 'false', LOG_LEVEL: 'info' };
const tie = { type: 'EstateContact', subtype: 'Buyer', customerId: 'M1', relId1: 'home-1', relId2: 'anna' };
/** What a stream holds in memory. */
const alive = () =>
  Object.fromEntries([ContactWatch, EventStream, CancelSignal, ServerResponse].map((each) => [each.name, queryObjects(each)]));
const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

afterEach(() => {
  vi.useRealTimers();
});

describe('a silent stream', () => {
  it('gets a comment every 12 s, until it ends', async () => {
    await using vitec = await startVitec();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    await using gateway = await startGateway(vitec, SETTINGS);
    const before = vi.getTimerCount();
    const live = await subscribe(gateway.url);
    expect(vi.getTimerCount()).toBe(before + 1);
    vi.advanceTimersByTime(11_999);
    await notify(gateway.url, tie);
    await live.nextEvents(1);
    expect(live.text.match(/^:$/gm)).toHaveLength(1);
    vi.advanceTimersByTime(1);
    await live.until(() => live.text.endsWith('\n\n:\n\n'));
    vi.advanceTimersByTime(12_000);
    await live.until(() => live.text.endsWith('\n\n:\n\n:\n\n'));
    live.leave();
    await expect.poll(() => vi.getTimerCount()).toBe(before);
  });
});

describe('1,000 streams', { timeout: 60_000 }, () => {
  it('that were opened, had an event and were closed leave nothing behind', async () => {
    await using vitec = await startVitec();
    const limits = { MAX_STREAMS: '1000', MAX_STREAMS_PER_CALLER: '1000', MAX_CONNECTIONS: '2100' };
    await using gateway = await startGateway(vitec, { ...SETTINGS, ...limits });
    const round = async (count: number) => {
      let streams: LiveResponse[] = await Promise.all(Array.from({ length: count }, () => subscribe(gateway.url)));
      await notify(gateway.url, tie);
      await Promise.all(streams.map((live) => live.nextEvents(1)));
      for (const live of streams) live.leave();
      await expect.poll(async () => (await readMetrics(gateway)).gateway_open_streams).toBe(0);
      streams = [];
    };
    await round(10);
    await expect.poll(() => alive().EventStream).toBe(0);
    const [before, timersBefore] = [alive(), timers()];
    await round(1_000);
    await expect.poll(() => [alive().ContactWatch, alive().EventStream]).toEqual([0, 0]);
    await expect.poll(() => Number(alive().ServerResponse) - Number(before.ServerResponse)).toBeLessThanOrEqual(2);
    await expect.poll(() => Number(alive().CancelSignal) - Number(before.CancelSignal)).toBeLessThanOrEqual(2);
    await expect.poll(() => timers() - timersBefore).toBeLessThanOrEqual(2);
  });

  it('that have had hundreds of events hold no more than after the first', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, SETTINGS);
    const live = await subscribe(gateway.url);
    const send = async (events: number) => {
      for (let index = 0; index < events; index += 1) {
        await notify(gateway.url, tie);
        await live.until(() => live.text.length > 0 && live.events.length > index % 100);
        if (index % 100 === 99) live.text = '';
      }
    };
    await send(100);
    const [before, timersBefore] = [alive(), timers()];
    await send(300);
    expect(Number(alive().CancelSignal) - Number(before.CancelSignal)).toBeLessThanOrEqual(2);
    expect(timers() - timersBefore).toBeLessThanOrEqual(2);
    live.leave();
  });
});

describe('a subscriber that stands still', () => {
  it('makes no calls and fills no memory while changes come, and reads on with the newest', { timeout: 30_000 }, async () => {
    const rows = (name: string) =>
      json(JSON.stringify({ buyer: Array.from({ length: 10_000 }, (_, index) => ({ estateId: `${name}-${index}` })) }));
    await using vitec = await startVitec(rows('home'));
    await using gateway = await startGateway(vitec, SETTINGS);
    const live = await subscribe(gateway.url);
    live.standStill();
    let calls = -1;
    // until what is sent stays unread
    for (let sent = 0; sent < 100 && calls < vitec.calls; sent += 1) {
      calls = vitec.calls;
      await notify(gateway.url, tie);
      await vi.waitUntil(() => vitec.calls > calls, { timeout: 1_000 }).catch(() => null);
    }
    expect(calls).toBeLessThan(30);
    for (let sent = 0; sent < 200; sent += 1) await notify(gateway.url, tie);
    expect(vitec.calls).toBe(calls);
    vitec.answer = rows('newest');
    live.readAgain();
    await live.until(() => live.text.includes('newest-9999'));
    await live.until(() => live.events.length === calls + 1);
    expect(vitec.calls).toBe(calls + 1);
    live.leave();
  });

  it('is cut off, but not one that reads slowly', async () => {
    const server = createServer(async (_request, response) => {
      const stream = new EventStream(response);
      while (await stream.next('x'.repeat(4_000_000)));
    });
    limitSlowReaders(server, { timeoutMs: 1_000, maxUnreadBytes: 100_000_000 });
    await using listening = await listen(server);
    const open = () => {
      const socket = connect(listening.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: gateway\r\n\r\n'));
      return socket.on('error', () => undefined);
    };
    const slow = open();
    slow.on('data', (chunk: Buffer) => {
      slow.pause();
      setTimeout(() => slow.resume(), chunk.length / 8_000); // 8 MB in a second
    });
    const still = open().pause();
    const cutOff: (number | undefined)[] = [];
    server.on('request', ({ socket: { remotePort } }, response) => response.once('close', () => cutOff.push(remotePort)));
    await vi.waitUntil(() => cutOff.length > 0, { timeout: 5_000 });
    await delay(2_000);
    expect(cutOff).toEqual([still.localPort]);
    expect(slow.destroyed).toBe(false);
    for (const socket of [slow, still]) socket.destroy();
  });
});
