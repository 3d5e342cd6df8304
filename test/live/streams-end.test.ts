import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { notify, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { startKeys } from '../support/key-sets.ts';
import { CHANGED, type LiveResponse, openLive, PARTS_V1, subscribe } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { Program, programSettings } from '../support/program.ts';
import { AUDIENCE, createSigner, ISSUER } from '../support/tokens.ts';
import { startVitec, type VitecAccess } from '../support/vitec.ts';

const SETTINGS = { WEBHOOK_SECRET, METRICS_TOKEN, UPSTREAM_REPORT: 'false' };
const start = (vitec: VitecAccess, settings: Record<string, string> = {}) =>
  startGateway(vitec, { ...SETTINGS, ...settings }, { sandbox: false });
const tie = (id: string) => ({ type: 'EstateContact', subtype: 'Buyer', customerId: 'M1', relId1: 'home-1', relId2: id });
const change = async ({ url }: { readonly url: string }, id = 'anna') => expect((await notify(url, tie(id))).status).toBe(204);
const CHANGED_IDS = 'subscription { contactChanged(customerId: "M1", contactIds: ["anna"]) { changes } }';
const openStreams = async (gateway: TestGateway) => (await readMetrics(gateway)).gateway_open_streams;
const nowSeconds = () => Math.floor(Date.now() / 1_000);
/** The codes of the events, and the kinds of the others. */
const endOf = (live: LiveResponse) => live.events.map(({ event, data }) => data?.errors?.[0]?.extensions.code ?? event);

describe('the credentials of a subscriber', () => {
  it('end its stream with UNAUTHENTICATED when they expire, also while it is silent', async () => {
    const signer = await createSigner();
    await using vitec = await startVitec();
    await using gateway = await start(vitec, signer.settings);
    const token = await signer.token({ sub: 'anna', exp: nowSeconds() - 3 }); // 5 s are tolerated
    const began = performance.now();
    const live = await subscribe(gateway.url, { headers: { authorization: `Bearer ${token}` } });
    expect(await live.ended()).toBe('ENDED');
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(performance.now() - began).toBeGreaterThan(500);
    expect(endOf(live)).toEqual(['UNAUTHENTICATED', 'complete']);
    expect(await openStreams(gateway)).toBe(0);
    expect(gateway.logged('subscription ended')).toEqual([expect.objectContaining({ code: 'UNAUTHENTICATED', events: 0 })]);
  });

  it.each([60, 3_000, 400_000])('that are valid for %d days end nothing', async (days) => {
    const signer = await createSigner();
    await using vitec = await startVitec();
    await using gateway = await start(vitec, signer.settings);
    const authorization = `Bearer ${await signer.token({ sub: 'anna', exp: nowSeconds() + days * 86_400 })}`;
    const live = await subscribe(gateway.url, { headers: { authorization } });
    await change(gateway);
    await live.nextEvents(1);
    expect([endOf(live), live.end]).toEqual([['next'], null]);
    live.leave();
  });

  it('end its stream at the next event when their key is revoked', async () => {
    const [signer, other] = [await createSigner(), await createSigner()];
    await using vitec = await startVitec();
    await using keys = await startKeys(signer.keySet);
    await using gateway = await start(vitec, { AUTH_MODE: 'jwt', JWT_JWKS_URL: keys.url, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE });
    const live = await subscribe(gateway.url, { headers: { authorization: `Bearer ${await signer.token({ sub: 'anna' })}` } });
    await change(gateway);
    await live.nextEvents(1);
    keys.body = other.keySet;
    const { now } = performance;
    performance.now = () => now.call(performance) + 700_000; // the token and the keys were verified long ago
    try {
      await change(gateway);
      expect(await live.ended()).toBe('ENDED');
    } finally {
      performance.now = now;
    }
    expect(endOf(live)).toEqual(['next', 'UNAUTHENTICATED', 'complete']);
  });

  it('stay good while the keys cannot be fetched', async () => {
    const signer = await createSigner();
    await using vitec = await startVitec();
    await using keys = await startKeys(signer.keySet);
    await using gateway = await start(vitec, { AUTH_MODE: 'jwt', JWT_JWKS_URL: keys.url, JWT_ISSUER: ISSUER, JWT_AUDIENCE: AUDIENCE });
    const live = await subscribe(gateway.url, { headers: { authorization: `Bearer ${await signer.token({ sub: 'anna' })}` } });
    keys.status = 500;
    const { now } = performance;
    performance.now = () => now.call(performance) + 700_000;
    try {
      await change(gateway);
      await live.nextEvents(1);
    } finally {
      performance.now = now;
    }
    expect(endOf(live)).toEqual(['next']);
    live.leave();
  });

  it('of passthrough mode are those of each event, and each event is asked for with them', async () => {
    await using vitec = await startVitec();
    const sent: unknown[] = [];
    const { answer } = vitec;
    vitec.answer = (response) => {
      sent.push(response.req.headers.authorization);
      answer(response);
    };
    await using gateway = await start(vitec, { AUTH_MODE: 'passthrough' });
    const authorization = `Basic ${Buffer.from('partner:hemligt').toString('base64')}`;
    const live = await subscribe(gateway.url, { headers: { authorization } });
    await change(gateway);
    await live.nextEvents(1);
    expect([endOf(live), sent]).toEqual([['next'], [authorization, authorization]]); // once to see whether Vitec takes them
    live.leave();
    await expect.poll(() => openStreams(gateway)).toBe(0);
  });

  it.each([
    ['401', 401, 'UNAUTHENTICATED'],
    ['403', 403, 'FORBIDDEN'],
    ['500', 500, 'UPSTREAM_UNAVAILABLE'],
    ['404, which says that it knows no such contact', 404, 'next'],
  ] as const)('of passthrough mode are tried at Vitec before it is told of changes: %s', async (_what, status, end) => {
    await using vitec = await startVitec();
    vitec.answer = (response) => response.writeHead(status).end('{}');
    await using gateway = await start(vitec, { AUTH_MODE: 'passthrough' });
    const authorization = `Basic ${Buffer.from('anybody:guessed').toString('base64')}`;
    const live = await subscribe(gateway.url, { headers: { authorization }, query: CHANGED_IDS });
    await change(gateway);
    await live.nextEvents(1);
    expect(endOf(live)[0]).toBe(end);
    live.leave();
  });
});

/** The gateway as its own process, with subscribers. */
async function startProgram(vitec: VitecAccess, settings: Record<string, string> = {}) {
  const signer = await createSigner();
  const program = new Program('src/main.ts', {
    ...programSettings(vitec, signer),
    ...SETTINGS,
    MAX_STREAMS_PER_CALLER: '200',
    ...settings,
  });
  const url = await program.address();
  const authorization = `Bearer ${await signer.token({ sub: 'anna' })}`;
  return { program, url, authorization, subscribe: () => subscribe(url, { headers: { authorization } }) };
}

describe.concurrent('SIGTERM', { timeout: 30_000 }, () => {
  it('ends 100 streams with SHUTTING_DOWN and a retry, without `complete`, and the process in time', async () => {
    await using vitec = await startVitec();
    const { program, url, subscribe: open } = await startProgram(vitec);
    await using _program = program;
    const streams = await Promise.all(Array.from({ length: 100 }, open));
    await change({ url });
    await Promise.all(streams.map((live) => live.nextEvents(1)));
    const began = performance.now();
    const exited = program.stop('SIGTERM');
    await program.says(/"stopping/);
    await change({ url }); // notifications are taken while load balancers notice
    await Promise.all(streams.map((live) => live.nextEvents(2)));
    expect(await exited).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    for (const live of streams) {
      expect([endOf(live), live.end]).toEqual([['next', 'next', 'SHUTTING_DOWN', 'retry'], 'ENDED']);
      const [end, retry] = live.events.slice(-2);
      expect(retry?.data).toBe(end?.data.errors[0].extensions.retryAfterSeconds * 1_000);
      expect(live.text).not.toContain('complete');
    }
    expect(new Set(streams.map(({ events }) => events.at(-1)?.data)).size).toBeGreaterThan(1);
    expect(program.errors).toBe('');
  });

  it('lets an answer in parts come to its end', async () => {
    await using vitec = await startVitec();
    const held = vitec.hold();
    const { program, url, authorization } = await startProgram(vitec);
    await using _program = program;
    const query = '{ contact(customerId: "M1", contactId: "a") { contactId ... @defer { partyRoles { role } } } }';
    const live = await openLive(url, { query, headers: { authorization, accept: PARTS_V1 } });
    await expect.poll(() => held.length).toBe(1);
    const exited = program.stop('SIGTERM');
    await program.says(/"stopping/);
    await expect
      .poll(() =>
        fetch(`${url}/health`).then(
          () => true,
          () => false,
        ),
      )
      .toBe(false);
    held[0]?.writeHead(200).end('{"buyer":[{"estateId":"home-1"}]}');
    expect(await live.ended()).toBe('ENDED');
    expect((await live.merged()).data.contact.partyRoles).toEqual([{ role: 'BUYER' }]);
    expect(await exited).toBe(0);
  });

  it('closes the stream of a client that stands still, and the process ends in time', async () => {
    const rows = JSON.stringify({ buyer: Array.from({ length: 10_000 }, (_, index) => ({ estateId: `home-${index}` })) });
    await using vitec = await startVitec((response) => response.writeHead(200).end(rows));
    const { program, url, subscribe: open } = await startProgram(vitec);
    await using _program = program;
    const live = await open();
    live.standStill();
    let calls = -1;
    // until what is sent stays unread
    for (let sent = 0; sent < 100 && calls < vitec.calls; sent += 1) {
      calls = vitec.calls;
      await change({ url });
      await vi.waitUntil(() => vitec.calls > calls, { timeout: 1_000 }).catch(() => null);
    }
    const began = performance.now();
    expect(await program.stop('SIGTERM')).toBe(0);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(program.output).toContain('"stopped"');
    live.leave();
  });

  it('ends a stream whose request comes after the others have ended', async () => {
    await using vitec = await startVitec();
    const { program, url, authorization } = await startProgram(vitec);
    await using _program = program;
    const body = JSON.stringify({ query: CHANGED, variables: { ids: ['anna'] } });
    const head = ['POST /graphql HTTP/1.1', 'host: gateway', `authorization: ${authorization}`, 'content-type: application/json'];
    const { hostname, port } = new URL(url);
    let seen = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${[...head, 'accept: text/event-stream', `content-length: ${body.length}`].join('\r\n')}\r\n\r\n${body.slice(0, 20)}`),
    );
    socket.setEncoding('utf8').on('data', (text: string) => {
      seen += text;
    });
    const closed = new Promise((resolve) => socket.on('close', resolve).on('error', resolve));
    const other = await subscribe(url, { headers: { authorization } });
    const exited = program.stop('SIGTERM');
    await other.ended();
    const began = performance.now();
    socket.write(body.slice(20));
    await closed;
    expect(seen).toContain('SHUTTING_DOWN');
    expect(seen).toContain('retry: ');
    expect(await exited).toBe(0);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
