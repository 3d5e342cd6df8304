import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { ask, askFresh, homeOf, newContact, notify, stateOf, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { holdClock } from '../support/held-clock.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { listingOf, matchOf, type NamesVitec, startNamesVitec } from '../support/names-vitec.ts';
import { hasRedis } from '../support/redis-server.ts';
import { hearMessages, share, startReplicas } from '../support/replicas.ts';
import { type Answer, buyerOf, json, startVitec, status, type VitecAccess } from '../support/vitec.ts';

const clock = holdClock();
const CACHED = { CACHE_TTL_MS: '60000', METRICS_TOKEN, WEBHOOK_SECRET };
const NO_CACHE = { 'cache-control': 'no-cache' };
const NOTIFICATION = { type: 'Contact', id: 'kontakt-1', customerId: 'M1' };
const times = <Value>(count: number, run: () => Value): Value[] => Array.from({ length: count }, run);
const start = (vitec: VitecAccess, settings: Record<string, string> = {}) => startGateway(vitec, { ...CACHED, ...settings });

/** Sends requests, and resolves when each has joined calls in progress for all its keys. */
async function join<Value>(
  gateway: TestGateway,
  count: number,
  send: () => Promise<Value>,
  keys = 1,
): Promise<{ readonly answers: Promise<Value[]> }> {
  const joined = async () => (await readMetrics(gateway)).gateway_upstream_shared_total ?? Number.NaN;
  const before = await joined();
  const answers = Promise.all(times(count, send));
  await expect.poll(joined).toBe(before + count * keys);
  return { answers };
}
/** Sends a request, and resolves when its call has come to Vitec, which holds it. */
async function begin<Value>(held: readonly ServerResponse[], send: () => Promise<Value>): Promise<{ readonly answer: Promise<Value> }> {
  const before = held.length;
  const answer = send();
  await expect.poll(() => held.length).toBe(before + 1);
  return { answer };
}
const settle = (held: readonly ServerResponse[], index: number, answer: Answer) => held.slice(index, index + 1).forEach(answer);

describe('no-cache requests for one contact at the same time', () => {
  it('share a call, and renew the entry that others are served from', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    await ask(gateway);
    const held = vitec.hold();
    const first = await begin(held, () => askFresh(gateway));
    const flood = await join(gateway, 19, () => askFresh(gateway));
    for (const beside of await Promise.all(times(5, () => ask(gateway)))) expect(beside).toMatchObject({ state: 'CACHED', home: 'home-1' });
    held.forEach(buyerOf('home-2'));
    for (const answer of [await first.answer, ...(await flood.answers)]) expect(answer).toMatchObject({ state: 'FRESH', home: 'home-2' });
    expect(await ask(gateway)).toMatchObject({ state: 'CACHED', home: 'home-2' });
    expect(vitec.calls).toBe(2);
  });

  it('are counted as such, and marked in the log', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    await ask(gateway);
    for (const send of [askFresh, askFresh, ask]) await send(gateway);
    const metrics = await readMetrics(gateway);
    const lookups = ['bypass', 'hit', 'miss'].map(
      (outcome) => metrics[`gateway_cache_lookups_total{endpoint="PartyRoles",outcome="${outcome}"}`],
    );
    expect(lookups).toEqual([2, 1, 1]);
    expect(gateway.logged('operation').map(({ noCache }) => noCache)).toEqual([undefined, true, true, undefined]);
  });

  it('share the call of an ordinary caller, and an ordinary caller shares theirs', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    for (const [index, [first, later]] of [[ask, askFresh] as const, [askFresh, ask] as const].entries()) {
      const contactId = newContact();
      const held = vitec.hold();
      const { answer } = await begin(held, () => first(gateway, contactId));
      const { answers } = await join(gateway, 3, () => later(gateway, contactId));
      held.forEach(buyerOf('home-1'));
      for (const each of [await answer, ...(await answers)]) expect(each).toMatchObject({ state: 'FRESH', home: 'home-1' });
      expect(await stateOf(gateway, contactId)).toBe('CACHED');
      expect(vitec.calls).toBe(index + 1);
    }
  });

  it('are not cancelled when one of them leaves', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    const held = vitec.hold();
    const leaving = new AbortController();
    const body = JSON.stringify({ query: '{ contact(customerId: "M1", contactId: "kontakt-1") { partyRoles { role } } }' });
    const headers = { ...NO_CACHE, 'content-type': 'application/json' };
    const leaves = () => fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body, signal: leaving.signal }).catch(() => 'left');
    const first = await begin(held, leaves);
    const { answers } = await join(gateway, 2, () => askFresh(gateway));
    leaving.abort();
    expect(await first.answer).toBe('left');
    await expect.poll(() => gateway.logged('operation').length).toBe(1);
    held.forEach(buyerOf('home-1'));
    for (const answer of await answers) expect(answer).toMatchObject({ state: 'FRESH', home: 'home-1' });
    expect(await stateOf(gateway)).toBe('CACHED');
    expect(vitec.calls).toBe(1);
  });

  it('each have an error of their own when the call fails, and the next asks again', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    const held = vitec.hold();
    const query = () => gateway.query('{ contact(customerId: "M1", contactId: "kontakt-1") { partyRoles { role } } }', {}, NO_CACHE);
    const first = await begin(held, query);
    const { answers } = await join(gateway, 4, query);
    vitec.answer = buyerOf('home-1');
    held.forEach(status(503, { 'retry-after': '60' }));
    const errors = [await first.answer, ...(await answers)].map((answer) => answer.errors?.[0]?.extensions);
    expect(errors.map((error) => error?.code)).toEqual(Array(5).fill('UPSTREAM_UNAVAILABLE'));
    expect(new Set(errors.map((error) => error?.requestId)).size).toBe(5);
    expect(await askFresh(gateway)).toMatchObject({ state: 'FRESH', home: 'home-1' });
    expect(vitec.calls).toBe(2);
  });
});

describe('a no-cache request', () => {
  it('asks again when an earlier call has been answered, however short a time ago', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    for (let time = 0; time < 3; time += 1) expect(await stateOf(gateway)).toBe(time === 0 ? 'FRESH' : 'CACHED');
    for (let time = 0; time < 3; time += 1) expect(await askFresh(gateway)).toMatchObject({ state: 'FRESH' });
    expect(vitec.calls).toBe(4);
  });

  it('joins a call that began less than a second before it, and no older one', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    const held = vitec.hold();
    const older = await begin(held, () => askFresh(gateway));
    clock.pass(999);
    const joining = await join(gateway, 2, () => askFresh(gateway));
    clock.pass(1);
    const newer = await begin(held, () => askFresh(gateway));
    const ordinary = await join(gateway, 1, () => ask(gateway));
    settle(held, 1, buyerOf('home-2'));
    for (const answer of [await newer.answer, ...(await ordinary.answers)])
      expect(answer).toMatchObject({ state: 'FRESH', home: 'home-2' });
    settle(held, 0, buyerOf('home-1'));
    for (const answer of [await older.answer, ...(await joining.answers)]) expect(answer).toMatchObject({ state: 'FRESH', home: 'home-1' });
    expect(await ask(gateway)).toMatchObject({ state: 'CACHED', home: 'home-2' });
    expect(vitec.calls).toBe(2);
  });

  it('leaves the answer of an older call to ordinary callers until its own has come', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    const held = vitec.hold();
    const older = await begin(held, () => ask(gateway));
    clock.pass(1_000);
    const newer = await begin(held, () => askFresh(gateway));
    settle(held, 0, buyerOf('home-1'));
    expect(await older.answer).toMatchObject({ state: 'FRESH', home: 'home-1' });
    expect(await ask(gateway)).toMatchObject({ state: 'CACHED', home: 'home-1' });
    settle(held, 1, buyerOf('home-2'));
    expect(await newer.answer).toMatchObject({ state: 'FRESH', home: 'home-2' });
    expect(await ask(gateway)).toMatchObject({ state: 'CACHED', home: 'home-2' });
  });

  it('joins no call that was in progress at a notification', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    const held = vitec.hold();
    const older = await begin(held, () => askFresh(gateway));
    expect((await notify(gateway.url, NOTIFICATION)).status).toBe(204);
    const newer = await begin(held, () => askFresh(gateway));
    settle(held, 0, buyerOf('home-1'));
    expect(await older.answer).toMatchObject({ home: 'home-1' });
    const joining = await join(gateway, 1, () => ask(gateway));
    settle(held, 1, buyerOf('home-2'));
    for (const answer of [await newer.answer, ...(await joining.answers)]) expect(answer).toMatchObject({ state: 'FRESH', home: 'home-2' });
    expect(await ask(gateway)).toMatchObject({ state: 'CACHED', home: 'home-2' });
  });

  it('joins a call that began while its own operation ran, however long that takes', async () => {
    const [roles, listings]: [ServerResponse[], ServerResponse[]] = [[], []];
    const holdIn = (held: ServerResponse[]) => () => (response: ServerResponse) => held.push(response);
    await using vitec = await startNamesVitec({ PartyRoles: holdIn(roles), Estate: holdIn(listings) });
    await using gateway = await start(vitec);
    const answer = gateway.query(
      '{ contact(customerId: "M1", contactId: "a") { partyRoles { estate { listing { objectNumber } } } } }',
      {},
      NO_CACHE,
    );
    await expect.poll(() => roles.length).toBe(1);
    clock.pass(3_000);
    const other = await begin(listings, () =>
      gateway.query(
        '{ _entities(representations: [{ __typename: "Estate", customerId: "M1", estateId: "home-1" }]) { ... on Estate { listing { objectNumber } } } }',
      ),
    );
    clock.pass(1_000);
    const { answers } = await join(gateway, 1, async () => roles.forEach(buyerOf('home-1')));
    await answers;
    listings.forEach(json(JSON.stringify(listingOf('home-1'))));
    expect((await answer).data.contact.partyRoles).toEqual([{ estate: { listing: { objectNumber: 'nr-home-1' } } }]);
    expect((await other.answer).errors).toBeUndefined();
    expect(vitec.calls).toBe(2);
  });
});

const EVERYTHING = `{
  contacts(customerId: "M1", contactIds: ["a", "b"]) {
    profile { displayName } estateTies(side: BUYER) { estate { estateId } } partyRoles { role } representedBy { relation }
  }
  _entities(representations: [{ __typename: "Estate", customerId: "M1", estateId: "home" }]) { ... on Estate { listing { objectNumber } } }
  searchContacts(customerId: "M1", term: "Lindqvist") { matches { contact { contactId } } } }`;
/** What it reads: two contacts at four endpoints, a home and a search. */
const KEYS = 10;
/** The calls that come first: profiles and ties are read in batches. */
const CALLS = 8;
const ROOM = { VITEC_MAX_CONCURRENCY: '100', VITEC_MAX_PER_CUSTOMER: '100' };
const basic = (password: string) => ({ authorization: `Basic ${Buffer.from(`partner:${password}`).toString('base64')}` });

/** Sends requests for everything, and resolves when all but the first have joined its calls, which Vitec holds. */
async function joinEverything(gateway: TestGateway, vitec: NamesVitec, count: number, headers = {}) {
  const query = () => gateway.query(EVERYTHING, {}, { ...NO_CACHE, ...headers });
  const before = vitec.calls;
  const first = query();
  await expect.poll(() => vitec.calls).toBe(before + CALLS);
  const { answers } = await join(gateway, count - 1, query, KEYS);
  expect(vitec.calls).toBe(before + CALLS);
  return { answers: Promise.all([first, answers]).then((all) => all.flat()) };
}

describe('no-cache requests at every endpoint', () => {
  it.each<[string, Record<string, string>]>([
    ['where answers are cached', {}],
    ['where none is', { CACHE_TTL_MS: '0', CACHE_PROFILE_TTL_MS: '0', CACHE_LISTING_TTL_MS: '0' }],
  ])('%s share calls that began less than a second before', async (_what, settings) => {
    await using vitec = await startNamesVitec();
    await using gateway = await start(vitec, { ...ROOM, ...settings });
    const ready = Promise.withResolvers<void>();
    vitec.untilReady = ready.promise;
    const older = await joinEverything(gateway, vitec, 20);
    clock.pass(1_000);
    const newer = await joinEverything(gateway, vitec, 20);
    ready.resolve();
    for (const { data, errors } of [...(await older.answers), ...(await newer.answers)]) {
      expect(errors).toBeUndefined();
      expect(data).toMatchObject({
        contacts: [{ profile: { displayName: 'Name-a Testsson' } }, { profile: { displayName: 'Name-b Testsson' } }],
      });
    }
  });

  it('share them with callers of the same password only', async () => {
    await using vitec = await startNamesVitec({ Search: ({ password }) => ({ matches: [matchOf(`for-${password}`)] }) });
    await using gateway = await startGateway(vitec, { ...CACHED, ...ROOM, AUTH_MODE: 'passthrough' }, { sandbox: false });
    for (const password of ['one', 'two']) await gateway.query(EVERYTHING, {}, basic(password)); // few calls are open for one that has not worked yet
    const ready = Promise.withResolvers<void>();
    vitec.untilReady = ready.promise;
    const flood = async (password: string) => ({ password, ...(await joinEverything(gateway, vitec, 20, basic(password))) });
    const floods = [await flood('one'), await flood('two')];
    clock.pass(1_000);
    floods.push(await flood('one'));
    const ordinary = await join(gateway, 1, () => gateway.query(EVERYTHING, {}, basic('two')), KEYS); // still the call of before
    ready.resolve();
    floods.push({ password: 'two', answers: ordinary.answers });
    for (const { password, answers } of floods)
      for (const { data, errors } of await answers) {
        expect(errors).toBeUndefined();
        expect(data.searchContacts.matches).toEqual([{ contact: { contactId: `for-${password}` } }]);
      }
  });
});

describe.skipIf(!hasRedis)('no-cache requests to one of two replicas', { timeout: 60_000 }, () => {
  it('share a call, whose answer is stored once and renews the entry of the other', async () => {
    await using replicas = await startReplicas();
    const { one, two, vitec, redis } = replicas;
    const contactId = await share(one, two);
    await using messages = await hearMessages(redis);
    const held = vitec.hold();
    const first = await begin(held, () => askFresh(one, contactId));
    const { answers } = await join(one, 19, () => askFresh(one, contactId));
    held.forEach(buyerOf('home-2'));
    for (const answer of [await first.answer, ...(await answers)]) expect(answer).toMatchObject({ state: 'FRESH', home: 'home-2' });
    await expect.poll(() => ask(two, contactId)).toMatchObject({ state: 'CACHED', home: 'home-2' });
    expect(messages.kinds).toEqual(['replaced']);
  });

  it('renew the entry of the other also when they joined an ordinary call', async () => {
    await using replicas = await startReplicas();
    const { one, two, vitec } = replicas;
    const contactId = newContact();
    vitec.answer = tooLargeForRedis('home-1');
    expect(await homeOf(two, contactId)).toBe('home-1');
    const held = vitec.hold();
    const first = await begin(held, () => ask(one, contactId));
    const { answers } = await join(one, 1, () => askFresh(one, contactId));
    vitec.answer = tooLargeForRedis('home-2');
    held.forEach(vitec.answer);
    for (const answer of [await first.answer, ...(await answers)]) expect(answer).toMatchObject({ state: 'FRESH', home: 'home-2' });
    await expect.poll(() => homeOf(two, contactId)).toBe('home-2');
  });

  it('begin another call after a second, and the answer of the older one replaces nothing on either', async () => {
    await using replicas = await startReplicas();
    const { one, two, vitec } = replicas;
    const contactId = newContact();
    const held = vitec.hold();
    const older = await begin(held, () => ask(one, contactId));
    clock.pass(1_000);
    const newer = await begin(held, () => askFresh(one, contactId));
    settle(held, 1, buyerOf('home-2'));
    expect(await newer.answer).toMatchObject({ state: 'FRESH', home: 'home-2' });
    settle(held, 0, buyerOf('home-1'));
    expect(await older.answer).toMatchObject({ state: 'FRESH', home: 'home-1' });
    for (const each of [one, two]) expect(await ask(each, contactId)).toMatchObject({ state: 'CACHED', home: 'home-2' });
  });
});

/** An answer that each replica fetches for itself: the contact buys this home, and acts for a party whose id fills the rest. */
const tooLargeForRedis = (estateId: string) =>
  json(JSON.stringify({ buyer: [{ estateId }], extraBuyer: [{ estateId, partyRole: 'Guardian', contactId: 'x'.repeat(300_000) }] }));
