import { randomBytes } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { fresh } from '../support/key-sets.ts';
import { listen } from '../support/listen.ts';
import { type Asked, startNamesVitec } from '../support/names-vitec.ts';
import { rawRequest, sendRaw } from '../support/raw-http.ts';
import { entriesIn, hasRedis, startRedis } from '../support/redis-server.ts';
import { createSigner } from '../support/tokens.ts';
import { type Answer, buyerOf, json, startVitec, status } from '../support/vitec.ts';

// The table "Longest waits" in docs/resilience.md, with short settings.

/** What a busy machine may add to a wait. */
const SLACK_MS = 2_000;
const ATTEMPT_MS = 200;
const OPERATION_MS = 600;
const ONE = '{ contact(customerId: "M1", contactId: "a") { partyRolesStatus { code } } }';

async function timed<Result>(run: () => Promise<Result>): Promise<{ readonly result: Result; readonly tookMs: number }> {
  const began = performance.now();
  const result = await run();
  return { result, tookMs: performance.now() - began };
}

const causesOf = (gateway: TestGateway) => gateway.logged('upstream_failed').map(({ cause }) => cause);
const silent: Answer = () => undefined;
const delayed =
  (delayMs: number, answer: Answer): Answer =>
  (response) =>
    void setTimeout(() => answer(response), delayMs);

/** Begins an answer, and sends a byte of it now and then. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

/** Who acts for a contact, who acts for that one, and so on: each is a call that begins when the one before has ended. */
const chainOf = (levels: number): string => {
  const level = (left: number): string =>
    left === 0 ? 'contactId' : `contactRelationsStatus { state code } representedBy { contact { ${level(left - 1)} } }`;
  return `{ contact(customerId: "M1", contactId: "a") { ${level(levels)} } }`;
};
type Status = { readonly state: string; readonly code: string | null };
type Level = { readonly contactRelationsStatus?: Status; readonly representedBy?: readonly { readonly contact: Level }[] | null };
const statusesIn = ({ contact }: { readonly contact: Level }): readonly Status[] => {
  const { contactRelationsStatus: first, representedBy } = contact;
  return first ? [first, ...(representedBy ?? []).flatMap((each) => statusesIn(each))] : [];
};

/** Leads to a Redis, and passes on each command after a delay. */
async function startSlowLine(redisUrl: string, delayMs: number) {
  const server = createTcpServer((inner) => {
    const outer = connect(Number(new URL(redisUrl).port), '127.0.0.1');
    inner.on('data', (bytes) => setTimeout(() => outer.write(bytes), delayMs));
    outer.pipe(inner);
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ] as const)
      socket.on('error', () => undefined).on('close', () => other.destroy());
  });
  const listening = await listen(server);
  return { ...listening, url: `redis://127.0.0.1:${listening.port}` };
}

describe('a contact', () => {
  it.for([
    { what: 'without an answer', answer: silent },
    { what: 'whose answer drips', answer: drip },
  ])('$what waits for one attempt, which is not repeated', async ({ answer }) => {
    await using vitec = await startVitec(answer);
    await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: String(ATTEMPT_MS) });
    const { result, tookMs } = await timed(() => gateway.query(ONE));
    expect(result.data.contact.partyRolesStatus.code).toBe('UPSTREAM_TIMEOUT');
    expect([vitec.calls, causesOf(gateway)]).toEqual([1, ['ANSWER_TIMEOUT']]);
    expect(tookMs).toBeLessThan(ATTEMPT_MS + SLACK_MS);
  });

  it('that fails slowly waits for three attempts and the pauses between them', async () => {
    await using vitec = await startVitec(delayed(300, status(503)));
    await using gateway = await startGateway(vitec);
    const { result, tookMs } = await timed(() => gateway.query(ONE));
    expect(result.data.contact.partyRolesStatus.code).toBe('UPSTREAM_UNAVAILABLE');
    expect([vitec.calls, causesOf(gateway)]).toEqual([3, ['5XX']]);
    expect(tookMs).toBeLessThan(3 * 300 + 300 + SLACK_MS);
  });

  it.for([
    { what: 'slow failures', answer: delayed(150, status(503)), operationMs: 250 },
    { what: 'Retry-After', answer: status(503, { 'retry-after': '1' }), operationMs: OPERATION_MS },
    { what: 'Retry-After of a 429', answer: status(429, { 'retry-after': '1' }), operationMs: OPERATION_MS },
  ])('does not wait longer than its operation, for $what', async ({ answer, operationMs }) => {
    await using vitec = await startVitec(answer);
    await using gateway = await startGateway(vitec, { OPERATION_TIMEOUT_MS: String(operationMs) });
    const { result, tookMs } = await timed(() => gateway.query(ONE));
    expect(result.data.contact.partyRolesStatus.code).toBe('UPSTREAM_TIMEOUT');
    expect(causesOf(gateway)).toEqual(['DEADLINE']);
    expect(tookMs).toBeGreaterThan(operationMs - 10);
    expect(tookMs).toBeLessThan(operationMs + SLACK_MS);
  });
});

describe('a request that arrives slowly', () => {
  const times = { HEADERS_TIMEOUT_MS: '300', REQUEST_TIMEOUT_MS: '600' };
  it.for([
    { what: 'its headers', bytes: 'POST /graphql HTTP/1.1\r\nhost: gateway\r\nx-slow: ', limitMs: 300 },
    {
      what: 'its body',
      bytes: 'POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"query":',
      limitMs: 600,
    },
  ])('ends with 408 at the limit of $what, or at the check after it', async ({ bytes, limitMs }) => {
    await using vitec = await startVitec();
    await using gateway = await startGateway(vitec, times);
    const { result, tookMs } = await timed(() => sendRaw(gateway.url, bytes));
    expect(result.status).toBe(408);
    expect(tookMs).toBeLessThan(limitMs + 250 + SLACK_MS);
  });
});

describe('an operation', () => {
  it('ends its queue in time: contacts are OVERLOADED', async () => {
    await using vitec = await startVitec(delayed(50, buyerOf('home-1')));
    await using gateway = await startGateway(vitec, { OPERATION_TIMEOUT_MS: '1000', VITEC_MAX_PER_SECOND: '5' });
    const ids = JSON.stringify(Array.from({ length: 20 }, (_, index) => `c${index}`));
    const { result, tookMs } = await timed(() =>
      gateway.query<{ contacts: { partyRolesStatus: Status }[] }>(
        `{ contacts(customerId: "M1", contactIds: ${ids}) { partyRolesStatus { state code } } }`,
      ),
    );
    const codes = result.data.contacts.map(({ partyRolesStatus }) => partyRolesStatus.code);
    expect(codes).toEqual(expect.arrayContaining([null, 'OVERLOADED']));
    expect(tookMs).toBeLessThan(1_000 + SLACK_MS);
  });

  it('ends a chain of calls, each of which has its time: what comes later is null with a code', async () => {
    await using vitec = await startNamesVitec({
      ContactRelations: ({ ids }) => delayed(600, json(JSON.stringify({ relations: [{ relation: 'Guardian', contactId: `${ids[0]}x` }] }))),
    });
    await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '1400', OPERATION_TIMEOUT_MS: '1500' });
    const { result, tookMs } = await timed(() => gateway.query(chainOf(4)));
    const codes = statusesIn(result.data).map(({ code }) => code);
    expect([codes[0], codes.at(-1), causesOf(gateway)]).toEqual([null, 'UPSTREAM_TIMEOUT', ['DEADLINE']]);
    expect(tookMs).toBeLessThan(1_500 + SLACK_MS);
  });

  it('has its time from the end of its request on', async () => {
    await using vitec = await startVitec(silent);
    await using gateway = await startGateway(vitec, { OPERATION_TIMEOUT_MS: '300' });
    const request = rawRequest(
      'POST /graphql HTTP/1.1',
      ['host: gateway', 'content-type: application/json'],
      JSON.stringify({ query: ONE }),
    );
    const { result, tookMs } = await timed(() => sendRaw(gateway.url, [request.subarray(0, -20), request.subarray(-20)], 500));
    expect([result.status, result.code]).toEqual([200, 'UPSTREAM_TIMEOUT']);
    expect(tookMs).toBeGreaterThan(790);
    expect(tookMs).toBeLessThan(800 + SLACK_MS);
  });

  it.skipIf(!hasRedis)('does not read from a slow Redis after its deadline', async () => {
    await using redis = await startRedis();
    await using slow = await startSlowLine(redis.url, 40);
    await using vitec = await startNamesVitec({
      ContactRelations: ({ ids }) => ({ relations: [{ relation: 'Guardian', contactId: `${ids[0]}x` }] }),
    });
    const settings = { CACHE_TTL_MS: '60000', CACHE_ENCRYPTION_KEY: randomBytes(32).toString('base64') };
    await using first = await startGateway(vitec, { ...settings, REDIS_URL: redis.url });
    await first.query(chainOf(4));
    await expect.poll(async () => (await entriesIn(redis)).length).toBe(4);
    vitec.replies = { ContactRelations: () => silent };
    await using second = await startGateway(vitec, { ...settings, REDIS_URL: slow.url, OPERATION_TIMEOUT_MS: '60' });
    const { data } = await second.query(chainOf(4));
    expect(statusesIn(data).at(-1)?.code).toBe('UPSTREAM_TIMEOUT');
  });

  it('waits CACHE_SLOW_MS at each step of a chain whose answers are stale', async () => {
    const relations = ({ ids }: Asked) => ({ relations: [{ relation: 'Guardian', contactId: `${ids[0]}x` }] });
    await using vitec = await startNamesVitec({ ContactRelations: relations });
    await using gateway = await startGateway(vitec, { CACHE_TTL_MS: '1', CACHE_GRACE_MS: '600000', CACHE_SLOW_MS: '100' });
    await gateway.query(chainOf(3));
    vitec.replies = { ContactRelations: () => silent };
    const { result, tookMs } = await timed(() => gateway.query(chainOf(3)));
    expect(statusesIn(result.data).map(({ state }) => state)).toEqual(['STALE', 'STALE', 'STALE']);
    expect(tookMs).toBeGreaterThan(290);
    expect(tookMs).toBeLessThan(3 * 100 + SLACK_MS);
  });
});

describe.concurrent('a call', () => {
  it('waits a second for the probes of a half-open breaker', async ({ expect }) => {
    await using vitec = await startVitec(status(500));
    await using gateway = await startGateway(vitec, { VITEC_ATTEMPT_TIMEOUT_MS: '8000' });
    let asked = 0;
    const ask = () => {
      asked += 1;
      return gateway.query(`{ contact(customerId: "M1", contactId: "c${asked}") { partyRolesStatus { code } } }`);
    };
    await Promise.all(Array.from({ length: 12 }, ask));
    const held = vitec.hold();
    const probes: Promise<unknown>[] = [];
    const probe = () => {
      probes.push(ask());
      return held.length;
    };
    await expect.poll(probe).toBe(5);
    const { result, tookMs } = await timed(ask);
    expect(result.data.contact.partyRolesStatus.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(tookMs).toBeGreaterThan(950);
    expect(tookMs).toBeLessThan(1_000 + SLACK_MS);
    held.forEach(buyerOf('home-1'));
    await Promise.all(probes);
  });
});

describe.concurrent('a token whose keys do not come', () => {
  /** A server of a key set that answers as the test says. */
  async function startIssuer(answer: Answer) {
    const world = { answer, requests: 0 };
    const server = createServer((_request, response) => {
      world.requests += 1;
      world.answer(response);
    });
    return Object.assign(world, await listen(server));
  }
  const ask = (gateway: TestGateway, token: string) =>
    timed(() => gateway.query('{ __typename }', {}, { authorization: `Bearer ${token}` }));

  it.for([
    { what: 'hangs', answer: silent },
    { what: 'drips', answer: drip },
  ])('waits 3 s for the first ones where the issuer $what', async ({ answer }, { expect }) => {
    const signer = await createSigner();
    const { JWT_JWKS_FILE: _file, ...settings } = signer.settings;
    await using vitec = await startVitec();
    await using issuer = await startIssuer(answer);
    await using gateway = await startGateway(vitec, { ...settings, JWT_JWKS_URL: issuer.url }, { sandbox: false });
    const { result, tookMs } = await ask(gateway, await fresh(signer));
    expect([result.status, result.errors?.[0]?.extensions.code]).toEqual([503, 'AUTHENTICATION_UNAVAILABLE']);
    expect(tookMs).toBeGreaterThan(2_900);
    expect(tookMs).toBeLessThan(3_000 + SLACK_MS);
  });

  it('waits a second more for new ones, just after a fetch', async ({ expect }) => {
    const [signer, other] = [await createSigner('ES256', 'one'), await createSigner('ES256', 'two')];
    const { JWT_JWKS_FILE: _file, ...settings } = signer.settings;
    await using vitec = await startVitec();
    await using issuer = await startIssuer(json(signer.keySet));
    await using gateway = await startGateway(vitec, { ...settings, JWT_JWKS_URL: issuer.url }, { sandbox: false });
    expect((await ask(gateway, await fresh(signer))).result.status).toBe(200);
    issuer.answer = silent;
    const { result, tookMs } = await ask(gateway, await fresh(other));
    expect([result.status, result.errors?.[0]?.extensions.code, issuer.requests]).toEqual([503, 'AUTHENTICATION_UNAVAILABLE', 2]);
    expect(tookMs).toBeLessThan(4_000 + SLACK_MS);
    const again = await ask(gateway, await fresh(other));
    expect([again.result.status, issuer.requests]).toEqual([503, 2]); // at once, in the pause after a failure
    expect(again.tookMs).toBeLessThan(SLACK_MS);
  });
});
