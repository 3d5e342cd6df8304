import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { matchOf, type NamesVitec, startNamesVitec } from '../support/names-vitec.ts';
import { hasRedis, startRedis } from '../support/redis-server.ts';
import { createSigner } from '../support/tokens.ts';

const LIST =
  'query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId partyRoles { role } partyRolesStatus { code } } }';
const ids = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name}-${index}`);

let signer: Awaited<ReturnType<typeof createSigner>>;
let vitec: NamesVitec;
beforeAll(async () => {
  signer = await createSigner();
  vitec = await startNamesVitec({
    Search: () => ({ matches: ['x', 'y', 'z'].map((id) => matchOf(id)) }),
    PartyRoles: ({ ids: [id = ''] }) => ({ buyer: ['1', '2', '3'].map((home) => ({ estateId: `${id}-home-${home}` })) }),
    ContactRelations: ({ ids: [id = ''] }) => ({
      relations: id.startsWith('ward') ? ['g1', 'g2', 'g3'].map((contactId) => ({ relation: 'Guardian', contactId })) : [],
      reverseRelations: [],
    }),
  });
});
afterAll(() => vitec[Symbol.asyncDispose]());

const start = (perMinute: number | null, settings: Record<string, string> = {}) =>
  startGateway(
    vitec,
    {
      ...signer.settings,
      ...(perMinute === null ? {} : { CALLER_MAX_CONTACTS_PER_MINUTE: String(perMinute) }),
      UPSTREAM_REPORT: 'true',
      ...settings,
    },
    { sandbox: false },
  );
const caller = async (sub: string | undefined, claims: Record<string, unknown> = {}) => {
  const headers = { authorization: `Bearer ${await signer.token({ sub, ...claims })}` };
  return {
    list: (gateway: TestGateway, list: readonly string[], more: Record<string, string> = {}) =>
      gateway.query(LIST, { ids: list }, { ...headers, ...more }),
    ask: (gateway: TestGateway, document: string) => gateway.query(document, {}, headers),
  };
};
const codesOf = (errors: readonly { path?: (string | number)[]; extensions: { code: string } }[] | undefined) =>
  (errors ?? []).map(({ path, extensions: { code } }) => [path?.join('.'), code]);
const isRefused = ({ status }: { status: number }) => status === 429;

describe('CALLER_MAX_CONTACTS_PER_MINUTE', () => {
  it('refuses what is beyond it with 429, Retry-After and no call', async () => {
    await using gateway = await start(10);
    const anna = await caller('anna');
    expect((await anna.list(gateway, ids('a', 6))).errors).toBeUndefined();
    const callsBefore = vitec.calls;
    const refused = await anna.list(gateway, ids('b', 5));
    const seconds = Number(refused.headers.get('retry-after'));
    expect(refused).toMatchObject({
      status: 429,
      errors: [{ extensions: { code: 'CALLER_LIMIT_EXCEEDED', retryable: true, retryAfterSeconds: seconds } }],
    });
    expect([refused.data, refused.errors?.length]).toEqual([undefined, 1]);
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(vitec.calls).toBe(callsBefore);
  });

  it('leaves what is refused uncounted, so that a smaller list may follow', async () => {
    await using gateway = await start(10);
    const anna = await caller('anna');
    await anna.list(gateway, ids('a', 6));
    expect(isRefused(await anna.list(gateway, ids('b', 5)))).toBe(true);
    expect((await anna.list(gateway, ids('b', 4))).errors).toBeUndefined();
    expect(isRefused(await anna.list(gateway, ids('c', 1)))).toBe(true);
  });

  it('counts each caller by itself, by its sub and not by its token', async () => {
    await using gateway = await start(5);
    expect((await (await caller('anna')).list(gateway, ids('a', 5))).errors).toBeUndefined();
    expect(isRefused(await (await caller('anna', { customerIds: ['M1', 'M2'] })).list(gateway, ['b']))).toBe(true);
    expect((await (await caller('bo')).list(gateway, ids('a', 5))).errors).toBeUndefined();
  });

  it('counts callers without a sub as one', async () => {
    await using gateway = await start(5);
    await (await caller(undefined, { jti: '1' })).list(gateway, ids('a', 5));
    expect(isRefused(await (await caller(undefined, { jti: '2' })).list(gateway, ['b']))).toBe(true);
    expect((await (await caller('anna')).list(gateway, ['b'])).errors).toBeUndefined();
  });

  it('counts a contact once in an operation, whatever is asked about it, and again in the next, cached or not', async () => {
    await using gateway = await start(5, { CACHE_TTL_MS: '60000' });
    const anna = await caller('anna');
    const everything = `{ a: contact(customerId: "M1", contactId: "everything") { partyRoles { role } profile { displayName } estateTies(side: BUYER) { id } }
      b: contacts(customerId: "M1", contactIds: ["everything", "everything"]) { representedBy { relation } profile { displayName } } }`;
    for (let asked = 0; asked < 5; asked += 1) expect((await anna.ask(gateway, everything)).errors).toBeUndefined();
    expect(isRefused(await anna.ask(gateway, everything))).toBe(true);
  });

  it('counts no-cache requests like others', async () => {
    await using gateway = await start(3, { CACHE_TTL_MS: '60000' });
    const anna = await caller('anna');
    const callsBefore = vitec.calls;
    const statuses: number[] = [];
    for (let asked = 0; asked < 6; asked += 1) statuses.push((await anna.list(gateway, ['flood'], { 'cache-control': 'no-cache' })).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429]);
    expect(vitec.calls - callsBefore).toBe(3);
  });

  it('counts neither what is refused before it is loaded nor what needs no data of Vitec', async () => {
    await using gateway = await start(1);
    const anna = await caller('anna');
    await anna.ask(gateway, '{ contacts(customerId: "M2", contactIds: ["a", "b"]) { partyRoles { role } } }');
    await anna.ask(gateway, '{ contact(customerId: "M1", contactId: "a") { id contactId } __typename }');
    await anna.ask(gateway, '{ nothing }');
    expect((await anna.list(gateway, ['a'])).errors).toBeUndefined();
    expect((await anna.ask(gateway, '{ contact(customerId: "M1", contactId: "a") { id contactId } __typename }')).errors).toBeUndefined();
  });

  it('counts a search as one, and the matches whose profiles are asked for', async () => {
    await using gateway = await start(4);
    const anna = await caller('anna');
    const search = (selection: string) =>
      `{ searchContacts(customerId: "M1", term: "Lindqvist") { matches { contact { contactId ${selection} } } } }`;
    expect((await anna.ask(gateway, search('profile { displayName }'))).errors).toBeUndefined(); // 1 + 3
    expect(isRefused(await anna.ask(gateway, search('')))).toBe(true);
  });

  it('counts homes whose listings are asked for, and refuses them alone', async () => {
    await using gateway = await start(3);
    const anna = await caller('anna');
    const { status, data, errors } = await anna.ask(
      gateway,
      '{ contact(customerId: "M1", contactId: "a") { partyRoles { estate { estateId listing { objectNumber } listingStatus { code } } } } }',
    );
    expect(status).toBe(200);
    expect(data.contact.partyRoles.map(({ estate }: { estate: { listingStatus: { code: string } } }) => estate.listingStatus.code)).toEqual(
      ['CALLER_LIMIT_EXCEEDED', 'CALLER_LIMIT_EXCEEDED', 'CALLER_LIMIT_EXCEEDED'],
    );
    expect(codesOf(errors)).toEqual([0, 1, 2].map((index) => [`contact.partyRoles.${index}.estate.listing`, 'CALLER_LIMIT_EXCEEDED']));
    expect((await anna.list(gateway, ['b', 'c'])).errors).toBeUndefined(); // the homes were not counted
  });

  it('counts contacts that are reached through others, and refuses them alone', async () => {
    await using gateway = await start(3);
    const anna = await caller('anna');
    const { status, data, errors } = await anna.ask(
      gateway,
      '{ contact(customerId: "M1", contactId: "ward") { representedBy { contact { contactId profile { displayName } } } } }',
    );
    expect(status).toBe(200);
    expect(data.contact.representedBy).toHaveLength(3);
    expect(codesOf(errors)).toEqual([0, 1, 2].map((index) => [`contact.representedBy.${index}.contact.profile`, 'CALLER_LIMIT_EXCEEDED']));
  });

  it('says that a list is longer than it', async () => {
    await using gateway = await start(5);
    const anna = await caller('anna');
    const { status, errors } = await anna.list(gateway, ids('a', 6));
    expect([status, errors?.[0]?.message]).toEqual([429, expect.stringContaining('Split it')]);
    expect((await anna.list(gateway, ids('a', 5))).errors).toBeUndefined();
  });

  it('holds for operations that come at once', async () => {
    await using gateway = await start(10);
    const anna = await caller('anna');
    const callsBefore = vitec.calls;
    const answers = await Promise.all(ids('a', 30).map((id) => anna.list(gateway, [id, `${id}-too`])));
    expect(answers.filter(isRefused)).toHaveLength(25);
    expect(vitec.calls - callsBefore).toBe(10);
  });

  it('leaves the rate of the office to the other callers of it', async () => {
    await using gateway = await start(20, { VITEC_MAX_PER_SECOND: '20' });
    const [greedy, ordinary] = [await caller('greedy'), await caller('ordinary')];
    const flood = Promise.all(Array.from({ length: 40 }, (_, index) => greedy.list(gateway, ids(`greedy-${index}`, 10))));
    const answers = [];
    for (const id of ids('ordinary', 10)) answers.push(await ordinary.list(gateway, [id]));
    expect(answers.map(({ errors }) => errors)).toEqual(Array(10).fill(undefined));
    expect((await flood).filter(isRefused)).toHaveLength(38);
    expect(vitec.asked.filter(({ ids: [id = ''] }) => id.startsWith('greedy-'))).toHaveLength(20);
  });

  it('is shown in the log and the metrics', async () => {
    await using gateway = await start(1, { METRICS_TOKEN });
    const anna = await caller('anna');
    await anna.list(gateway, ['a', 'b']);
    expect(gateway.logged('operation')).toEqual([
      expect.objectContaining({ codes: { CALLER_LIMIT_EXCEEDED: 1 }, calls: 0, callerRef: expect.stringMatching(/^[\w-]{12}$/) }),
    ]);
    expect(await readMetrics(gateway)).toMatchObject({
      'gateway_refused_requests_total{code="CALLER_LIMIT_EXCEEDED"}': 1,
      'gateway_contacts_total{endpoint="PartyRoles",outcome="CALLER_LIMIT_EXCEEDED"}': 2,
    });
  });

  it('is off unless it is set', async () => {
    await using gateway = await start(null, { MAX_CONTACTS_PER_OPERATION: '400', MAX_CALLS_PER_OPERATION: '400' });
    expect((await (await caller('anna')).list(gateway, ids('a', 400))).errors).toBeUndefined();
  });

  it('counts a caller of AUTH_MODE=passthrough by its password', async () => {
    await using gateway = await startGateway(vitec, { AUTH_MODE: 'passthrough', CALLER_MAX_CONTACTS_PER_MINUTE: '2' });
    const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
    expect((await gateway.query(LIST, { ids: ['a', 'b'] }, basic('konto:ett'))).status).toBe(200);
    expect((await gateway.query(LIST, { ids: ['c'] }, basic('konto:ett'))).status).toBe(429);
    expect((await gateway.query(LIST, { ids: ['c'] }, basic('konto:annat'))).status).toBe(200);
  });
});

describe.skipIf(!hasRedis)('CALLER_MAX_CONTACTS_PER_MINUTE with Redis', () => {
  const withRedis = (url: string) => ({ REDIS_URL: url, CACHE_ENCRYPTION_KEY: KEY });
  const KEY = randomBytes(32).toString('base64');

  it('holds for two replicas together', async () => {
    await using redis = await startRedis();
    await using one = await start(10, withRedis(redis.url));
    await using two = await start(10, withRedis(redis.url));
    const [anna, bo] = [await caller('anna'), await caller('bo')];
    expect((await anna.list(one, ids('a', 6))).errors).toBeUndefined();
    expect(isRefused(await anna.list(two, ids('b', 5)))).toBe(true);
    expect((await anna.list(two, ids('b', 4))).errors).toBeUndefined();
    expect(isRefused(await anna.list(one, ids('c', 1)))).toBe(true);
    expect((await bo.list(one, ids('a', 10))).errors).toBeUndefined();
  });

  it('keeps nothing in Redis that names the caller, and nothing for longer than a minute', async () => {
    await using redis = await startRedis();
    await using gateway = await start(10, withRedis(redis.url));
    await (await caller('anna@byra.example')).list(gateway, ['a']);
    const keys = await redis.client.keys('vitec:caller:*');
    expect(keys).toEqual([expect.stringMatching(/^vitec:caller:[\w+/=-]+$/)]);
    expect(keys.join()).not.toMatch(/anna|byra|login/);
    expect(await redis.client.pttl(keys[0] ?? '')).toBeLessThanOrEqual(60_000);
  });

  it('does not wait for a Redis that hangs but once', async () => {
    await using redis = await startRedis();
    await using gateway = await start(1_000, withRedis(redis.url));
    const anna = await caller('anna');
    await anna.list(gateway, ['first']);
    await redis.client.call('CLIENT', 'PAUSE', '60000', 'ALL');
    const beganMs = performance.now();
    for (const id of ids('a', 20)) expect((await anna.list(gateway, [id])).errors).toBeUndefined();
    expect(performance.now() - beganMs).toBeLessThan(20 * 50); // the timeout of a command
  });

  it('is counted by each replica in memory while Redis is away, and nobody is refused or kept waiting for that', async () => {
    await using redis = await startRedis();
    await using gateway = await start(10, withRedis(redis.url));
    const anna = await caller('anna');
    await anna.list(gateway, ids('a', 10));
    await redis.stop();
    expect((await anna.list(gateway, ids('b', 10))).errors).toBeUndefined();
    expect(isRefused(await anna.list(gateway, ['c']))).toBe(true);
  });
});
