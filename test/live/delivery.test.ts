import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { notify, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { CHANGED, EVENTS, openLive, PARTS_V1, subscribe } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { startOtlpReceiver } from '../support/otlp-receiver.ts';
import { rawRequest, sendRaw } from '../support/raw-http.ts';
import { startVitec } from '../support/vitec.ts';

const SETTINGS = { WEBHOOK_SECRET, METRICS_TOKEN, UPSTREAM_REPORT: 'false' };
const tie = (id: string) => ({ type: 'EstateContact', subtype: 'Buyer', customerId: 'M1', relId1: 'home-1', relId2: id });
const HOMES = 'partyRoles { estate { estateId } }';
const DEFERRED = `query Card { contact(customerId: "M1", contactId: "anna") { contactId ... @defer { ${HOMES} } } }`;
const WHOLE = DEFERRED.replace('@defer', '');
const get = ({ url }: TestGateway, query: string, accept: string | null, variables = {}) => {
  const target = `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;
  return sendRaw(url, rawRequest(`GET ${target} HTTP/1.1`, ['host: gateway', ...(accept === null ? [] : [`accept: ${accept}`])]));
};

describe('GET in the sandbox', () => {
  it.each<[string, string, string | null, RegExp, string]>([
    ['a query in parts', DEFERRED, PARTS_V1, /^multipart\/mixed/, '"hasNext":false'],
    ['a query for a client that takes anything', DEFERRED, '*/*', /^application\/json/, 'home-1'],
    ['a query for a client that says nothing', DEFERRED, null, /^application\/json/, 'home-1'],
    ['a query for a client that asks for something else', WHOLE, 'image/png', /^application\/json/, 'home-1'],
    ['a query for a client that takes events', WHOLE, EVENTS, /^text\/event-stream/, 'event: complete'],
    ['a subscription for a client that asks for something else', CHANGED, 'image/png', /^application\/json/, 'NOT_ACCEPTABLE'],
  ])('answers %s', async (_what, query, accept, type, contains) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, SETTINGS);
    const { head, body } = await get(gateway, query, accept, query === CHANGED ? { ids: ['anna'] } : {});
    expect(/content-type: (.*)/i.exec(head)?.[1]).toMatch(type);
    expect(body).toContain(contains);
  });

  it('subscribes, as EventSource does', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, SETTINGS);
    const target = `${gateway.url}/graphql?${new URLSearchParams({ query: CHANGED, variables: '{"ids":["anna"]}' })}`;
    const response = await fetch(target, { headers: { accept: EVENTS } });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe(':\n\n');
    await notify(gateway.url, tie('anna'));
    expect((await reader?.read())?.value).toMatch(/^event: next\ndata: \{"data".*\}\n\n$/);
    await reader?.cancel();
    await expect.poll(async () => (await readMetrics(gateway)).gateway_open_streams).toBe(0);
  });
});

describe('a stream of events', () => {
  it('comes on a connection of HTTP/1.0 too, without chunks', async () => {
    await using vitec = await startVitec();
    const gateway = await startGateway(vitec, SETTINGS);
    const body = JSON.stringify({ query: CHANGED, variables: { ids: ['anna'] } });
    const headers = ['host: gateway', 'content-type: application/json', `accept: ${EVENTS}`];
    const received = sendRaw(gateway.url, rawRequest('POST /graphql HTTP/1.0', headers, body));
    await expect.poll(async () => (await readMetrics(gateway)).gateway_open_streams).toBe(1);
    await gateway[Symbol.asyncDispose]();
    const { status, head, body: events } = await received;
    expect(status).toBe(200);
    expect(head).not.toMatch(/transfer-encoding/i);
    expect(events).toMatch(/^:\n\nevent: next\ndata: .*SHUTTING_DOWN.*\n\nretry: \d000\n\n$/);
  });

  it('goes on while its client sends what is no request, which is answered once when it ends', async () => {
    await using vitec = await startVitec();
    const gateway = await startGateway(vitec, SETTINGS);
    const warnings: string[] = [];
    const onWarning = ({ name }: Error) => warnings.push(name);
    process.on('warning', onWarning);
    const body = JSON.stringify({ query: CHANGED, variables: { ids: ['anna'] } });
    const headers = ['host: gateway', 'content-type: application/json', `accept: ${EVENTS}`, `content-length: ${body.length}`];
    const request = `POST /graphql HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`;
    const received = sendRaw(
      gateway.url,
      [request, ...Array(20).fill('no request\r\n\r\n')].map((text) => Buffer.from(text)),
      10,
    );
    await expect.poll(async () => (await readMetrics(gateway)).gateway_open_streams).toBe(1);
    await delay(300);
    await notify(gateway.url, tie('anna'));
    await expect.poll(() => gateway.logged('operation')).toHaveLength(1);
    await gateway[Symbol.asyncDispose]();
    const { body: text } = await received;
    expect(text.match(/event: next/g)).toHaveLength(2);
    expect(text.match(/HTTP\/1\.1 400/g)?.length ?? 0).toBeLessThanOrEqual(1);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  it('of a client that takes nothing else has an error of the request in an event, and ends', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, SETTINGS);
    for (const query of ['{ no', '{ nothing }', CHANGED]) {
      const live = await openLive(gateway.url, { query, variables: { ids: [null] }, headers: { accept: EVENTS } });
      await live.ended();
      expect(live.status).toBe(200);
      expect(live.events.map(({ event }) => event)).toEqual(['next', 'complete']);
      expect(Object.keys(live.events[0]?.data)).toEqual(['errors']);
    }
    expect((await readMetrics(gateway)).gateway_open_streams).toBe(0);
  });

  it('reaches a page of an allowed origin', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { ...SETTINGS, CORS_ORIGINS: 'https://app.example' });
    const origin = { origin: 'https://app.example' };
    const live = await subscribe(gateway.url, { headers: origin });
    expect(live.headers['access-control-allow-origin']).toBe('https://app.example');
    live.leave();
    const parts = await openLive(gateway.url, { query: DEFERRED, headers: { accept: PARTS_V1, ...origin } });
    expect(parts.headers['access-control-allow-origin']).toBe('https://app.example');
    await parts.ended();
  });
});

describe('the span of an operation', () => {
  it('in parts ends with its last part, and has all calls and codes', async () => {
    await using receiver = await startOtlpReceiver();
    await using vitec = await startVitec();
    const held = vitec.hold();
    const gateway = await startGateway(vitec, { ...SETTINGS, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    const live = await openLive(gateway.url, { query: DEFERRED, headers: { accept: PARTS_V1 } });
    await live.until(() => live.parts.length === 1);
    await expect.poll(() => held.length).toBe(1);
    held[0]?.writeHead(404).end();
    await live.ended();
    await gateway[Symbol.asyncDispose]();
    expect(receiver.faults).toEqual([]);
    const [operation] = receiver.spans.filter(({ name }) => name === 'query');
    const [call] = receiver.spans.filter(({ name }) => name === 'call Vitec');
    expect(operation?.attributes).toMatchObject({ 'gateway.calls': 1, 'gateway.codes': ['NOT_FOUND'], 'http.response.status_code': 200 });
    expect(BigInt(operation?.endTimeUnixNano ?? 0)).toBeGreaterThanOrEqual(BigInt(call?.endTimeUnixNano ?? 0));
  });

  it('of a subscription ends with the stream, and the calls of its events belong to its trace', async () => {
    await using receiver = await startOtlpReceiver();
    await using vitec = await startVitec();
    const gateway = await startGateway(vitec, { ...SETTINGS, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    const live = await subscribe(gateway.url);
    await notify(gateway.url, tie('anna'));
    await live.nextEvents(1);
    await gateway[Symbol.asyncDispose]();
    await live.ended();
    const [operation, ...others] = receiver.spans.filter(({ name }) => name === 'subscription');
    expect(others).toEqual([]);
    expect(operation?.attributes).toMatchObject({ 'graphql.operation.type': 'subscription', 'gateway.codes': ['SHUTTING_DOWN'] });
    expect(receiver.spans.filter(({ name }) => name === 'call Vitec').map(({ traceId }) => traceId)).toEqual([operation?.traceId]);
  });
});
