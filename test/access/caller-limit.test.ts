import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createCallerLimit } from '../../src/access/caller-limit.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { matchOf, type NamesVitec, startNamesVitec } from '../support/names-vitec.ts';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
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
      b: contacts(customerId: "M1", contactIds: ["everything", "everything"]) { representedBy { relation } profile { displayName }
        sold: estateTies(side: SELLER) { id } watched: estateTies(side: SPECULATOR) { id } } }`;
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

  it('does not count homes: a contact may have more of them than the limit', async () => {
    await using gateway = await start(1);
    const { data, errors } = await (await caller('anna')).ask(
      gateway,
      '{ contact(customerId: "M1", contactId: "a") { partyRoles { estate { listing { objectNumber } } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.contact.partyRoles).toHaveLength(3);
  });

  it('takes all that an operation asks for at once together', async () => {
    await using gateway = await start(5);
    const anna = await caller('anna');
    const both = `{ big: contacts(customerId: "M1", contactIds: ["a", "b", "c", "d", "e"]) { partyRoles { role } }
      small: contact(customerId: "M1", contactId: "f") { profile { displayName } } }`;
    expect(await anna.ask(gateway, both)).toMatchObject({ status: 429, errors: [{ message: expect.stringContaining('Split it') }] });
    expect((await anna.list(gateway, ids('a', 5))).errors).toBeUndefined();
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

  it('ends with its minute', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
    const anna = {
      identity: { key: 'anna', issuer: null, subject: null },
      customerIds: 'EVERY',
      mayReadProfiles: true,
      rights: { kind: 'GATEWAY' },
      trustedUntilMs: null,
    } as const;
    const limit = createCallerLimit(1, null);
    const take = (contact: string) => limit.allowanceOf(anna).take(contact);
    try {
      await take('a');
      vi.advanceTimersByTime(59_000);
      await expect(take('b')).rejects.toMatchObject({ code: 'CALLER_LIMIT_EXCEEDED', retryAfterSeconds: 1 });
      vi.setSystemTime(Date.now() - 3_600_000);
      await expect(take('b')).rejects.toMatchObject({ retryAfterSeconds: 60 });
      vi.setSystemTime(Date.now() + 3_600_000);
      vi.advanceTimersByTime(1_000);
      await take('b');
    } finally {
      vi.useRealTimers();
    }
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

  it('is not needed for that: callers take turns, however many operations one of them sends at once', async () => {
    await using gateway = await start(null, { VITEC_MAX_PER_SECOND: '20', OPERATION_TIMEOUT_MS: '4000', VITEC_ATTEMPT_TIMEOUT_MS: '1000' });
    const [greedy, ordinary] = [await caller('greedy'), await caller('ordinary')];
    let isOver = false;
    const flood = Array.from({ length: 20 }, async (_, worker) => {
      for (let turn = 0; !isOver; turn += 1) await greedy.list(gateway, [`flood-${worker}-${turn}`]);
    });
    const answers = [];
    for (const id of ids('calm', 5))
      answers.push(
        await ordinary.ask(gateway, `{ contact(customerId: "M1", contactId: "${id}") { partyRoles { role } representedBy { relation } } }`),
      );
    isOver = true;
    await Promise.all(flood);
    expect(answers.map(({ errors }) => errors)).toEqual(Array(5).fill(undefined));
    const waited = answers.map(({ extensions }) => extensions?.upstream.waitedMs ?? 0);
    expect(Math.max(...waited)).toBeLessThan(1_200); // each of two calls is behind at most one of the flood; a turn of the rate takes up to 100 ms
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

  it('counts a caller of AUTH_MODE=passthrough by its user name and password, however they are written', async () => {
    await using gateway = await startGateway(vitec, { AUTH_MODE: 'passthrough', CALLER_MAX_CONTACTS_PER_MINUTE: '2' });
    const ask = async (list: readonly string[], encoded: string) =>
      (await gateway.query(LIST, { ids: list }, { authorization: `Basic ${encoded}` })).status;
    const encode = (pair: string) => Buffer.from(pair).toString('base64');
    expect(encode('konto:ett')).toBe('a29udG86ZXR0');
    expect(await ask(['a', 'b'], encode('konto:ett1'))).toBe(200);
    for (const same of ['a29udG86ZXR0MQ==', 'a29udG86ZXR0MR==', 'a29udG86ZXR0MQ', encode('KONTO:ett1'), encode('Konto:ett1')])
      expect(await ask(['c'], same)).toBe(429);
    for (const other of ['konto:annat', 'konto:ETT1']) expect(await ask(['c'], encode(other))).toBe(200);
  });
});

describe.skipIf(!hasRedis)('CALLER_MAX_CONTACTS_PER_MINUTE with Redis', () => {
  const withRedis = (url: string) => ({ REDIS_URL: url, CACHE_ENCRYPTION_KEY: KEY });
  const KEY = randomBytes(32).toString('base64');
  const countsIn = ({ client }: RedisServer) => client.keys('vitec:caller:*');

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
    const keys = await countsIn(redis);
    expect(keys).toEqual([expect.stringMatching(/^vitec:caller:[\w+/=-]+$/)]);
    expect(keys.join()).not.toMatch(/anna|byra|login/);
    expect(await redis.client.pttl(keys[0] ?? '')).toBeLessThanOrEqual(60_000);
  });

  it('counts what fits, whatever else comes at the same moment', async () => {
    await using redis = await startRedis();
    await using gateway = await start(100, withRedis(redis.url));
    for (let round = 0; round < 5; round += 1) {
      const anna = await caller(`anna-${round}`);
      await anna.list(gateway, ids('a', 50));
      const lists = [60, 60, 1, 60, 49, 60].map((count, index) => anna.list(gateway, ids(`b${index}`, count)));
      expect((await Promise.all(lists)).map(isRefused)).toEqual([true, true, false, true, false, true]);
    }
  });

  it('ends with its minute', async () => {
    await using redis = await startRedis();
    await using gateway = await start(1, withRedis(redis.url));
    const anna = await caller('anna');
    await anna.list(gateway, ['a']);
    const [key = ''] = await countsIn(redis);
    await redis.client.pexpire(key, 86_400_000);
    expect(await anna.list(gateway, ['b'])).toMatchObject({ status: 429, errors: [{ extensions: { retryAfterSeconds: 60 } }] });
    await redis.client.pexpire(key, 1);
    await vi.waitUntil(async () => (await countsIn(redis)).length === 0);
    expect((await anna.list(gateway, ['b'])).errors).toBeUndefined();
  });

  it('costs no further call to Vitec: contacts are loaded in the same batches', async () => {
    await using redis = await startRedis();
    const [a, b, c] = [ids('p', 15), ids('q', 15), ids('r', 15)];
    const document = `{ a: contacts(customerId: "M1", contactIds: ${JSON.stringify([...a, ...b])}) { profile { displayName } }
      b: contacts(customerId: "M1", contactIds: ${JSON.stringify([...b, ...c])}) { estateTies(side: BUYER) { id } profile { displayName } }
      c: contacts(customerId: "M1", contactIds: ${JSON.stringify([...c, ...a])}) { estateTies(side: SELLER) { id } } }`;
    const callsOf = async (gateway: TestGateway) => (await (await caller('anna')).ask(gateway, document)).extensions?.upstream.calls;
    await using limited = await start(1_000, withRedis(redis.url));
    await using unlimited = await start(null);
    for (let round = 0; round < 5; round += 1) expect(await callsOf(limited)).toBe(await callsOf(unlimited));
  });

  it('is counted in Redis again once Redis is back', async () => {
    await using redis = await startRedis();
    await using gateway = await start(1_000, withRedis(redis.url));
    const anna = await caller('anna');
    await redis.stop();
    await anna.list(gateway, ['a']);
    await redis.start();
    await vi.waitUntil(
      async () => {
        await anna.list(gateway, ['b']);
        return (await countsIn(redis)).length === 1;
      },
      { timeout: 10_000, interval: 50 },
    );
  });

  it('waits only once for a Redis that hangs', async () => {
    await using redis = await startRedis();
    await using gateway = await start(1_000, withRedis(redis.url));
    const anna = await caller('anna');
    await anna.list(gateway, ['first']);
    await redis.client.call('CLIENT', 'PAUSE', '60000', 'ALL');
    const beganMs = performance.now();
    for (const id of ids('a', 20)) expect((await anna.list(gateway, [id])).errors).toBeUndefined();
    expect(performance.now() - beganMs).toBeLessThan(20 * 50); // the timeout of a command
  });

  it('is counted by each replica in memory while Redis is away', async () => {
    await using redis = await startRedis();
    await using gateway = await start(10, withRedis(redis.url));
    const anna = await caller('anna');
    await anna.list(gateway, ids('a', 10));
    await redis.stop();
    expect((await anna.list(gateway, ids('b', 10))).errors).toBeUndefined();
    expect(isRefused(await anna.list(gateway, ['c']))).toBe(true);
  });
});
