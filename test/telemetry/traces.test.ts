import type { IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { postOperation, startGateway } from '../support/gateway.ts';
import { freePort } from '../support/listen.ts';
import { contact, startOffice } from '../support/office.ts';
import { type ReceivedSpan, startOtlpReceiver } from '../support/otlp-receiver.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner } from '../support/tokens.ts';
import { buyerOf, startVitec, status } from '../support/vitec.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLERS_SPAN = '00f067aa0ba902b7';
const ROLES = 'partyRoles { estate { estateId } } extraRoles { actsFor { partyRoles { role } } }';
const named = (spans: readonly ReceivedSpan[], name: string) => spans.filter((span) => span.name === name);

describe('traces', () => {
  it('show an operation as a child of its caller, with its batches and its attempts to call Vitec', async () => {
    await using receiver = await startOtlpReceiver();
    await using office = await startOffice([
      contact('kontakt-a').sells('home-1').actsFor('kontakt-b'),
      contact('kontakt-b').buys('home-2'),
      contact('kontakt-trasig').fails('html'),
    ]);
    const gateway = await startGateway(office, {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=nyckel%201,x-tenant=a',
      OTEL_SERVICE_NAME: 'test-gateway',
    });
    const query = `query Kort($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { ${ROLES} } }`;
    const traceparent = `00-${TRACE}-${CALLERS_SPAN}-01`;
    await gateway.query(query, { ids: ['kontakt-a', 'kontakt-trasig'] }, { traceparent, tracestate: 'vendor=hemlig' });
    await gateway[Symbol.asyncDispose]();

    expect(receiver.faults).toEqual([]);
    expect(receiver.services).toEqual(['test-gateway']);
    expect(receiver.headers).toMatchObject([{ 'x-key': 'nyckel 1', 'x-tenant': 'a', 'content-type': 'application/json' }]);
    const { spans } = receiver;
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
    const [operation] = named(spans, 'query');
    expect(operation).toMatchObject({
      parentSpanId: CALLERS_SPAN,
      kind: 2,
      attributes: {
        'graphql.operation.name': 'Kort',
        'gateway.calls': 3,
        'gateway.cache_hits': 0,
        'gateway.codes': ['UPSTREAM_BAD_RESPONSE'],
        'http.response.status_code': 200,
      },
    });
    const batches = named(spans, 'load PartyRoles');
    expect(batches.map(({ attributes }) => attributes)).toEqual([
      { 'vitec.endpoint': 'PartyRoles', 'gateway.contacts': 2, 'gateway.contacts_failed': 1 },
      { 'vitec.endpoint': 'PartyRoles', 'gateway.contacts': 1, 'gateway.contacts_failed': 0 },
    ]);
    expect(batches.map(({ parentSpanId }) => parentSpanId)).toEqual([operation?.spanId, operation?.spanId]);
    const attempts = named(spans, 'call Vitec');
    expect(attempts.map(({ parentSpanId }) => batches.findIndex(({ spanId }) => spanId === parentSpanId)).sort()).toEqual([0, 0, 1]);
    expect(attempts.filter(({ status }) => status.code === 2).map(({ attributes }) => attributes['gateway.codes'])).toEqual([
      ['UPSTREAM_BAD_RESPONSE'],
    ]);
    expect(JSON.stringify(spans)).not.toMatch(/kontakt|home-|M1|hemlig|partner|127\.0\.0\.1|Authorization/);
  });

  it('send no header to Vitec', async () => {
    await using receiver = await startOtlpReceiver();
    const seen: IncomingHttpHeaders[] = [];
    await using vitec = await startVitec((response) => {
      seen.push(response.req.headers);
      buyerOf('home-1')(response);
    });
    const gateway = await startGateway(vitec, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    const headers = { traceparent: `00-${TRACE}-${CALLERS_SPAN}-01`, tracestate: 'a=b', baggage: 'c=d' };
    await gateway.query('{ contact(customerId: "M1", contactId: "a") { partyRoles { role } } }', {}, headers);
    await gateway[Symbol.asyncDispose]();
    expect(named(receiver.spans, 'call Vitec')).toHaveLength(1);
    expect(seen.flatMap((each) => Object.keys(each)).filter((name) => /trace|baggage|b3/.test(name))).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain(TRACE);
  });

  it('show a retry as a separate attempt, and concurrent operations in separate traces', async () => {
    await using receiver = await startOtlpReceiver();
    await using vitec = await startVitec();
    vitec.answer = (response) => (vitec.calls === 1 ? status(503) : buyerOf('home-1'))(response);
    const gateway = await startGateway(vitec, { OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.url}/`, VITEC_MAX_CONCURRENCY: '1' });
    const ask = (id: string) => gateway.query(`{ contact(customerId: "M1", contactId: "${id}") { partyRoles { role } } }`);
    await ask('a');
    await Promise.all(['b', 'c', 'd'].map(ask));
    await gateway[Symbol.asyncDispose]();
    const traces = [...Map.groupBy(receiver.spans, ({ traceId }) => traceId).values()];
    const shapes = traces.map((spans) => spans.map(({ name }) => name).sort());
    expect(shapes.sort((a, b) => b.length - a.length)).toEqual([
      ['call Vitec', 'call Vitec', 'load PartyRoles', 'query'],
      ...Array.from({ length: 3 }, () => ['call Vitec', 'load PartyRoles', 'query']),
    ]);
    for (const spans of traces) {
      const parents = new Map(spans.map(({ spanId, name }) => [spanId, name]));
      for (const span of spans)
        expect(parents.get(span.parentSpanId ?? '')).toBe({ 'call Vitec': 'load PartyRoles', 'load PartyRoles': 'query' }[span.name]);
    }
  });

  it('separate pipelined requests of one connection', async () => {
    await using receiver = await startOtlpReceiver();
    await using office = await startOffice([]);
    const gateway = await startGateway(office, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    const body = JSON.stringify({ query: '{ contact(customerId: "M1", contactId: "a") { id } }' });
    const request = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n`;
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    socket.end(`${request}\r\n${body}${request}connection: close\r\n\r\n${body}`);
    expect((await text(socket)).match(/200 OK/g)).toHaveLength(2);
    await gateway[Symbol.asyncDispose]();
    expect(receiver.spans.map(({ parentSpanId }) => parentSpanId)).toEqual([undefined, undefined]);
  });

  it('omit operations that the caller or the sampler omits, and ignore an invalid traceparent', async () => {
    await using receiver = await startOtlpReceiver();
    await using office = await startOffice([]);
    const query = '{ contact(customerId: "M1", contactId: "a") { id } }';
    const none = await startGateway(office, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_TRACES_SAMPLER_ARG: '0' });
    await none.query(query);
    await none.query(query, {}, { traceparent: `00-${TRACE}-${CALLERS_SPAN}-00` });
    await none[Symbol.asyncDispose]();
    expect(receiver.spans).toEqual([]);
    const all = await startGateway(office, { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    await all.query(query, {}, { traceparent: `00-${'0'.repeat(32)}-${CALLERS_SPAN}-01` });
    await all.query(query, {}, { traceparent: '191212121212' });
    await all[Symbol.asyncDispose]();
    expect(receiver.spans.map(({ parentSpanId, traceId }) => [parentSpanId, /^0+$|1912/.test(traceId)])).toEqual([
      [undefined, false],
      [undefined, false],
    ]);
  });

  it.each([503, 0])('alone are lost when the collector answers %s', async (status) => {
    await using receiver = status === 0 ? null : await startOtlpReceiver({ status });
    await using office = await startOffice([contact('a').sells('home-1')]);
    const signer = await createSigner();
    await using program = new Program('src/main.ts', {
      ...programSettings(office, signer),
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver?.url ?? `http://127.0.0.1:${await freePort()}`,
    });
    const url = await program.address();
    const query = '{ contact(customerId: "M1", contactId: "a") { partyRoles { role } } }';
    const headers = { authorization: `Bearer ${await signer.token()}` };
    expect((await postOperation(url, { query }, headers)).data.contact.partyRoles).toEqual([{ role: 'SELLER' }]);
    expect(await program.stop('SIGINT')).toBe(0);
    expect(program.errors).toBe('');
    expect(program.output).toContain(`"kind":"${status === 0 ? 'ECONNREFUSED' : 'HTTP 503'}","msg":"traces cannot be sent: some are lost"`);
  });

  it('load no OpenTelemetry module when they are off', async () => {
    await using office = await startOffice([]);
    const signer = await createSigner();
    const watched = [
      '--import',
      'data:text/javascript,import{registerHooks}from"node:module";registerHooks({load(u,c,n){if(/sdk-trace/.test(u))process.stderr.write(u+"\\n");return n(u,c)}})',
    ];
    const loads = async (settings: Record<string, string>) => {
      await using program = new Program('src/main.ts', { ...programSettings(office, signer), ...settings }, [
        process.execPath,
        ...watched,
        'src/main.ts',
      ]);
      await program.address();
      await program.stop('SIGINT');
      return program.errors !== '';
    };
    expect([await loads({}), await loads({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' })]).toEqual([false, true]);
  });
});
