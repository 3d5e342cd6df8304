import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createPresenter } from '../../src/http/routes/graphql-response.ts';
import { createLog } from '../../src/telemetry/logging/log.ts';
import { createRequestRecord } from '../../src/telemetry/logging/request-record.ts';
import { createMetrics } from '../../src/telemetry/metrics/metrics.ts';
import { notify } from '../support/cache-key.ts';
import { postOperation, startGateway } from '../support/gateway.ts';
import { freePort } from '../support/listen.ts';
import { METRICS_TOKEN, parseMetrics, readMetrics } from '../support/metrics.ts';
import { contact, startOffice } from '../support/office.ts';
import { buyerOf, startVitec, status } from '../support/vitec.ts';

const QUERY = 'query ($id: ID!) { contact(customerId: "M1", contactId: $id) { partyRoles { role } } }';
const TRUSTED = fileURLToPath(new URL('../../schema/trusted-documents.json', import.meta.url));
const documents = JSON.parse(readFileSync(TRUSTED, 'utf8')) as Record<string, string>;

describe('/metrics', () => {
  it('is served on a port of its own and names nobody', async () => {
    await using office = await startOffice([contact('kontakt-a').sells('home-1'), contact('kontakt-b').fails('html')]);
    const port = String(await freePort());
    await using gateway = await startGateway(office, {
      METRICS_PORT: port,
      CACHE_TTL_MS: '60000',
      REDIS_URL: 'redis://127.0.0.1:1',
      CACHE_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
    });
    const query = '{ contacts(customerId: "M1", contactIds: ["kontakt-a", "kontakt-b"]) { partyRoles { role } } }';
    for (let index = 0; index < 2; index += 1) await gateway.query(query);
    const response = await fetch(`http://127.0.0.1:${port}/metrics`);
    const told = await response.text();
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(parseMetrics(told)).toMatchObject({
      'gateway_contacts_total{endpoint="PartyRoles",outcome="FRESH"}': 1,
      'gateway_contacts_total{endpoint="PartyRoles",outcome="CACHED"}': 1,
      'gateway_contacts_total{endpoint="PartyRoles",outcome="UPSTREAM_BAD_RESPONSE"}': 2,
      'gateway_upstream_attempts_total{endpoint="PartyRoles",outcome="OK"}': 1,
      'gateway_operations_total{operation="other",outcome="errors"}': 2,
      'gateway_cache_lookups_total{endpoint="PartyRoles",outcome="hit"}': 1,
      'gateway_cache_lookups_total{endpoint="PartyRoles",outcome="miss"}': 3,
    });
    expect(told).toMatch(/gateway_redis_faults_total [1-9]/);
    expect(told).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(told).not.toMatch(/kontakt|home-1|M1|127\.0\.0\.1/);
    expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
  });

  it('is served on the port of GraphQL with the token only', async () => {
    await using office = await startOffice([]);
    await using gateway = await startGateway(office, { METRICS_TOKEN });
    const ask = async (headers: Record<string, string>, method = 'GET') =>
      (await fetch(`${gateway.url}/metrics`, { method, headers })).status;
    expect([
      await ask({}),
      await ask({ authorization: 'Bearer ett-tecke' }),
      await ask({ authorization: `Basic ${METRICS_TOKEN}` }),
    ]).toEqual([401, 401, 401]);
    expect(await ask({ authorization: `Bearer ${METRICS_TOKEN}` }, 'POST')).toBe(404);
    const response = await fetch(`${gateway.url}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    expect(await response.text()).toContain('gateway_refused_requests_total{code="UNAUTHENTICATED"} 3');
  });

  it('labels operations of trusted documents by name and all others as other', async () => {
    await using office = await startOffice([contact('kontakt-a').sells('home-1')]);
    await using gateway = await startGateway(office, { METRICS_TOKEN, TRUSTED_DOCUMENTS_FILE: TRUSTED });
    const [hash] = Object.entries(documents).find(([, text]) => text.includes('query ContactCard')) ?? [];
    await postOperation(gateway.url, { documentId: hash, variables: { customerId: 'M1', contactId: 'kontakt-a' } });
    for (const name of ['Egen', 'AnnaAndersson', 'constructor', '__proto__'])
      await gateway.query(`query ${name} { contact(customerId: "M1", contactId: "kontakt-a") { contactId } }`);
    await gateway.query('{ nothing }');
    const series = await readMetrics(gateway);
    expect(series).toMatchObject({
      'gateway_operations_total{operation="ContactCard",outcome="ok"}': 1,
      'gateway_operations_total{operation="IsSeller",outcome="ok"}': 0,
      'gateway_operations_total{operation="other",outcome="ok"}': 4,
      'gateway_operations_total{operation="other",outcome="refused"}': 1,
      'gateway_operation_seconds_count{operation="ContactCard"}': 1,
      'gateway_operation_seconds_count{operation="other"}': 5,
      'gateway_refused_requests_total{code="GRAPHQL_VALIDATION_FAILED"}': 1,
    });
    expect(Object.keys(series).join()).not.toMatch(/Egen|Anna|constructor|__proto__/);
  });

  it('counts queued and shared calls, retries and breakers', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { METRICS_TOKEN, VITEC_MAX_CONCURRENCY: '1' });
    const held = vitec.hold();
    const now = async (name: string) => (await readMetrics(gateway))[name];
    const asked = [gateway.query(QUERY, { id: 'a' })];
    await expect.poll(() => held.length).toBe(1);
    asked.push(gateway.query(QUERY, { id: 'a' }));
    await expect.poll(() => now('gateway_upstream_shared_total')).toBe(1);
    asked.push(gateway.query(QUERY, { id: 'b' }));
    await expect.poll(() => now('gateway_upstream_calls_waiting')).toBe(1);
    expect(await readMetrics(gateway)).toMatchObject({ gateway_upstream_calls_open: 1, gateway_upstream_concurrency_limit: 1 });
    vitec.answer = buyerOf('home-1');
    held.forEach(buyerOf('home-1'));
    await Promise.all(asked);
    expect(await readMetrics(gateway)).toMatchObject({
      gateway_upstream_calls_open: 0,
      gateway_upstream_calls_waiting: 0,
      gateway_upstream_wait_seconds_count: 2,
      gateway_upstream_retries_total: 0,
      'gateway_upstream_breakers{state="open"}': 0,
    });

    vitec.answer = status(503);
    while ((await now('gateway_upstream_breakers{state="open"}')) === 0) await gateway.query(QUERY, { id: 'a' });
    expect(await now('gateway_upstream_retries_total')).toBeGreaterThan(0);
    await expect.poll(() => now('gateway_upstream_breakers{state="half_open"}')).toBe(1); // when it may be asked again
  });

  it('counts relations unknown to the schema and notifications without effect', async () => {
    const strange = contact('kontakt-a').actsFor(null, { partyRole: 'NyRelation' }).actsFor(null, { estateId: 'home-2' });
    await using office = await startOffice([strange]);
    await using gateway = await startGateway(office, { METRICS_TOKEN, WEBHOOK_SECRET: 'hemlig-webhook' });
    await gateway.query(QUERY, { id: 'kontakt-a' });
    await notify(gateway.url, { type: 'Contact', id: 'kontakt-a', customerId: 'M1' });
    await notify(gateway.url, [
      { type: 'Office', id: 'M1', customerId: 'M1' },
      { type: 'Estate', id: 'home-1', customerId: 'M1' },
      { type: 'Viewing', id: '1', customerId: 'M1' },
    ]);
    await notify(gateway.url, { type: 'Contact', id: 1.5, customerId: 'M1' });
    await notify(gateway.url, {}, 'hemlig');
    expect(await readMetrics(gateway)).toMatchObject({
      'gateway_unknown_relations_total{endpoint="PartyRoles"}': 1,
      'gateway_notifications_total{outcome="taken"}': 2,
      'gateway_notifications_total{outcome="ignored"}': 1,
      'gateway_notifications_total{outcome="unknown"}': 1,
      'gateway_notifications_total{outcome="unreadable"}': 1,
      'gateway_notifications_total{outcome="refused"}': 1,
    });
  });

  it('counts rejected requests by code', async () => {
    await using office = await startOffice([]);
    await using gateway = await startGateway(office, { METRICS_TOKEN, ROUTER_SECRET: 'hemlig-router' });
    await gateway.query('{ __typename }');
    await fetch(`${gateway.url}/graphql`, { method: 'PUT' });
    await fetch(`${gateway.url}/hemlig`);
    await postOperation(gateway.url, '{', { 'x-router-secret': 'hemlig-router' });
    expect(await readMetrics(gateway)).toMatchObject({
      'gateway_refused_requests_total{code="UNAUTHENTICATED"}': 1,
      'gateway_refused_requests_total{code="METHOD_NOT_ALLOWED"}': 1,
      'gateway_refused_requests_total{code="NOT_FOUND"}': 1,
      'gateway_refused_requests_total{code="BAD_REQUEST"}': 1,
    });
  });

  it('counts stale cache entries and calls rejected for want of a permit', async () => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, { METRICS_TOKEN, CACHE_TTL_MS: '1' });
    const stale = async () => (await readMetrics(gateway))['gateway_cache_lookups_total{endpoint="PartyRoles",outcome="stale"}'];
    while ((await stale()) === 0) await gateway.query(QUERY, { id: 'a' });

    await using busy = await startGateway(vitec, {
      METRICS_TOKEN,
      VITEC_MAX_PER_SECOND: '1',
      VITEC_ATTEMPT_TIMEOUT_MS: '800',
      OPERATION_TIMEOUT_MS: '900',
    });
    expect((await busy.query(QUERY, { id: 'b' })).status).toBe(200);
    expect((await busy.query(QUERY, { id: 'c' })).status).toBe(503);
    expect(await readMetrics(busy)).toMatchObject({
      'gateway_contacts_total{endpoint="PartyRoles",outcome="OVERLOADED"}': 1,
      'gateway_refused_requests_total{code="OVERLOADED"}': 1,
      gateway_upstream_wait_seconds_count: 2,
    });
  });

  it('counts requests that are rejected before they are parsed', async () => {
    await using office = await startOffice([]);
    const send = async (url: string, bytes: string): Promise<string> => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      socket.end(bytes);
      return text(socket);
    };
    await using open = await startGateway(office, { METRICS_TOKEN });
    expect(await send(open.url, 'hemlig\r\n\r\n')).toContain('BAD_REQUEST');
    expect((await readMetrics(open))['gateway_refused_requests_total{code="BAD_REQUEST"}']).toBe(1);

    const port = String(await freePort());
    await using full = await startGateway(office, { METRICS_PORT: port, MAX_CONNECTIONS: '1' });
    const held = connect(Number(new URL(full.url).port), '127.0.0.1');
    await once(held, 'connect');
    expect(await send(full.url, 'GET /graphql HTTP/1.1\r\nhost: a\r\n\r\n')).toContain('OVERLOADED');
    held.destroy();
    const told = parseMetrics(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
    expect(told['gateway_refused_requests_total{code="OVERLOADED"}']).toBe(1);
  });

  it('counts unexpected errors, which the log shows by place and without the message', async () => {
    const lines: string[] = [];
    const metrics = createMetrics({ isRead: false, operationNames: [], requestCodes: [] });
    const settings = { level: 'trace', perSecond: 1, documentRef: () => null, callerRef: () => null, showsCallers: false };
    const log = createLog(settings, { write: (line) => lines.push(line) });
    const record = createRequestRecord('4bf92f3577b34da6a3ce929d0e0e4736', performance.now());
    createPresenter(log, metrics, false).whole(
      { data: { contact: null }, errors: [new GraphQLError('x', { originalError: new RangeError('kontakt-hemlig') })] },
      record,
    );
    expect(parseMetrics(await metrics.text())).toMatchObject({ gateway_internal_errors_total: 1 });
    expect(lines.join('')).toMatch(/"kind":"RangeError".*metrics\.test\.ts/);
    expect(lines.join('')).not.toContain('hemlig');
  });
});
