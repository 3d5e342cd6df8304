import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { queryObjects } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { ContactWatch } from '../../src/changes/contact-watch.ts';
import { EventStream } from '../../src/http/server/event-stream.ts';
import { WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway } from '../support/gateway.ts';
import { listen } from '../support/listen.ts';
import { CHANGED, EVENTS, PARTS_V1 } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { AUDIENCE, createSigner, ISSUER } from '../support/tokens.ts';
import { startVitec } from '../support/vitec.ts';

const SETTINGS = { WEBHOOK_SECRET, METRICS_TOKEN };
const PARTS = '{ contact(customerId: "M1", contactId: "a") { contactId ... @defer { partyRoles { role } } } }';

/** Sends an operation on a connection that the test closes. */
function send(url: string, { query, accept, authorization }: Readonly<Record<'query' | 'accept' | 'authorization', string>>) {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify({ query, variables: query === CHANGED ? { ids: ['anna'] } : {} });
  const headers = ['host: gateway', 'content-type: application/json', `accept: ${accept}`, `authorization: ${authorization}`];
  const socket = connect(Number(port), hostname, () =>
    socket.write(`POST /graphql HTTP/1.1\r\n${headers.join('\r\n')}\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
  );
  return socket;
}

describe('a client that leaves before its answer has begun', () => {
  it.each([
    ['a subscription', CHANGED, EVENTS],
    ['parts', PARTS, PARTS_V1],
  ])('while the keys of its token are fetched: %s', async (_what, query, accept) => {
    const signer = await createSigner();
    const { promise: asked, resolve: onAsked } = Promise.withResolvers<void>();
    const { promise: ready, resolve: answer } = Promise.withResolvers<void>();
    const keys = createServer(async (_request, response) => {
      onAsked();
      await ready;
      response.writeHead(200, { 'content-type': 'application/json' }).end(signer.keySet);
    });
    await using listening = await listen(keys);
    await using vitec = await startVitec();
    await using gateway = await startGateway(
      vitec,
      { ...SETTINGS, AUTH_MODE: 'jwt', JWT_JWKS_URL: `${listening.url}/jwks`, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE },
      { sandbox: false },
    );
    const socket = send(gateway.url, { query, accept, authorization: `Bearer ${await signer.token({ sub: 'anna' })}` });
    await asked;
    socket.destroy();
    await once(socket, 'close');
    await fetch(`${gateway.url}/health`); // by then the gateway knows
    answer();
    const authorization = `Bearer ${await signer.token({ sub: 'bo' })}`;
    expect((await gateway.query('{ __typename }', {}, { authorization })).status).toBe(200); // the keys have come
    const metrics = await readMetrics(gateway);
    expect([metrics.gateway_open_streams, metrics.gateway_internal_errors_total]).toEqual([0, 0]);
    expect(vitec.calls).toBe(0);
    await expect.poll(() => [queryObjects(ContactWatch), queryObjects(EventStream)]).toEqual([0, 0]);
  });

  it('while its own password is tried at Vitec', async () => {
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await startGateway(vitec, { ...SETTINGS, AUTH_MODE: 'passthrough' });
    const authorization = `Basic ${Buffer.from('partner:hemligt').toString('base64')}`;
    const socket = send(gateway.url, { query: CHANGED, accept: EVENTS, authorization });
    await expect.poll(() => held.length).toBe(1);
    socket.destroy();
    await expect.poll(() => held[0]?.destroyed).toBe(true);
    await expect.poll(async () => (await readMetrics(gateway)).gateway_open_streams).toBe(0);
    await expect.poll(() => [queryObjects(ContactWatch), queryObjects(EventStream)]).toEqual([0, 0]);
  });
});
