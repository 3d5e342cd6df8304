import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { newContact, notify, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { CHANGED, type LiveResponse, subscribe } from '../support/live-response.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { startNamesVitec } from '../support/names-vitec.ts';
import { hasRedis } from '../support/redis-server.ts';
import { startBackends } from '../support/replicas.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { createSigner } from '../support/tokens.ts';
import { startVitec, type VitecAccess } from '../support/vitec.ts';

const SETTINGS = { WEBHOOK_SECRET, METRICS_TOKEN, UPSTREAM_REPORT: 'false' };
const start = (vitec: VitecAccess, settings: Record<string, string> = {}, options = {}) =>
  startGateway(vitec, { ...SETTINGS, ...settings }, options);
const tie = (id: string) => ({ type: 'EstateContact', subtype: 'Buyer', customerId: 'M1', relId1: 'home-1', relId2: id });
const change = async ({ url }: { readonly url: string }, id = 'anna') => expect((await notify(url, tie(id))).status).toBe(204);
const homeIn = (live: LiveResponse, index: number) => live.events[index]?.data.data.contactChanged.contact.partyRoles?.[0].estate.estateId;
const openStreams = async (gateway: TestGateway) => (await readMetrics(gateway)).gateway_open_streams;
const answer = (response: ServerResponse | undefined, home = 'home-1') =>
  response?.writeHead(200).end(`{"buyer":[{"estateId":"${home}"}]}`);

describe('500 subscribers of one contact', { timeout: 40_000 }, () => {
  it.each([
    ['the default cache', {}],
    ['no cache', { CACHE_TTL_MS: '0' }],
  ])('cause one call to Vitec for each change, with %s', async (_what, settings) => {
    const signer = await createSigner();
    await using vitec = await startVitec();
    const all = { ...signer.settings, CACHE_TTL_MS: '60000', ...settings, MAX_STREAMS: '600', MAX_CONNECTIONS: '1200' };
    await using gateway = await start(vitec, all, { sandbox: false });
    const tokens = await Promise.all(Array.from({ length: 500 }, (_, index) => signer.token({ sub: `caller-${index}` })));
    const streams = await Promise.all(tokens.map((token) => subscribe(gateway.url, { headers: { authorization: `Bearer ${token}` } })));
    for (let round = 1; round <= 3; round += 1) {
      vitec.answer = (response) => answer(response, `home-${round}`);
      await change(gateway);
      await Promise.all(streams.map((live) => live.nextEvents(round)));
      expect(new Set(streams.map((live) => homeIn(live, round - 1)))).toEqual(new Set([`home-${round}`]));
      expect(vitec.calls).toBe(round);
    }
    for (const live of streams) live.leave();
    await expect.poll(() => openStreams(gateway)).toBe(0);
  });
});

describe('a subscriber that leaves', () => {
  it('while its event is read has the call cancelled, and its watch and its place released', async () => {
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await start(vitec, { MAX_STREAMS_PER_CALLER: '1' });
    const live = await subscribe(gateway.url);
    await change(gateway);
    await expect.poll(() => held.length).toBe(1);
    const cancelled = new Promise((resolve) => held[0]?.on('close', resolve));
    live.leave();
    await cancelled;
    await expect.poll(() => openStreams(gateway)).toBe(0);
    await expect.poll(() => gateway.logged('operation')).toEqual([expect.objectContaining({ codes: { CANCELLED: 1 } })]);
    const next = await subscribe(gateway.url);
    await change(gateway);
    await expect.poll(() => held.length).toBe(2);
    answer(held[1]);
    await next.nextEvents(1);
    expect(gateway.logged('subscription ended')).toEqual([expect.objectContaining({ code: 'CLIENT_LEFT', events: 0 })]);
    expect((await readMetrics(gateway)).gateway_internal_errors_total).toBe(0);
    next.leave();
  });

  it('leaves the call of an event to another subscriber', async () => {
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await start(vitec);
    const [one, two] = [await subscribe(gateway.url), await subscribe(gateway.url)];
    await change(gateway);
    await expect.poll(async () => [held.length, (await readMetrics(gateway)).gateway_upstream_shared_total]).toEqual([1, 1]);
    one.leave();
    await expect.poll(() => openStreams(gateway)).toBe(1);
    answer(held[0]);
    await two.nextEvents(1);
    expect(homeIn(two, 0)).toBe('home-1');
    two.leave();
  });
});

describe('changes that come while an event is read', () => {
  it('are joined to one event a contact, in the order in which they changed first', async () => {
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await start(vitec);
    const live = await subscribe(gateway.url, { ids: ['a', 'b', 'c'] });
    await change(gateway, 'a');
    await expect.poll(() => held.length).toBe(1);
    for (const id of ['c', 'b', 'c', 'a', 'c']) await change(gateway, id);
    await notify(gateway.url, { type: 'Contact', subtype: 'Person', event: 'Update', customerId: 'M1', id: 'b' });
    vitec.answer = answer;
    answer(held[0]);
    await live.nextEvents(4);
    await change(gateway, 'a');
    const events = await live.nextEvents(5);
    const told = events.map(({ data: { data } }) => [data.contactChanged.contact.contactId, data.contactChanged.changes.join(' ')]);
    expect(told).toEqual([
      ['a', 'ROLES'],
      ['c', 'ROLES'],
      ['b', 'ROLES PROFILE'],
      ['a', 'ROLES'],
      ['a', 'ROLES'],
    ]);
    live.leave();
  });
});

describe('a change that comes while an older call is open', () => {
  it('is read by a new call for another subscriber, and then for the one that waits', async () => {
    await using vitec = await startVitec();
    const held = vitec.hold();
    await using gateway = await start(vitec, { CACHE_TTL_MS: '60000' });
    const waits = await subscribe(gateway.url);
    await change(gateway);
    await expect.poll(() => held.length).toBe(1);
    const idle = await subscribe(gateway.url);
    await change(gateway);
    await expect.poll(() => held.length).toBe(2);
    answer(held[1], 'home-2');
    await idle.nextEvents(1);
    answer(held[0], 'home-1');
    await waits.nextEvents(2);
    expect([homeIn(idle, 0), homeIn(waits, 1)]).toEqual(['home-2', 'home-2']);
    expect(vitec.calls).toBe(2); // the newest answer is cached, whichever came last
    for (const live of [waits, idle]) live.leave();
  });
});

describe('an event', () => {
  it('has FORBIDDEN at a profile without PROFILE_SCOPE, without a call, and the stream goes on', async () => {
    const signer = await createSigner();
    await using vitec = await startNamesVitec();
    await using gateway = await start(vitec, { ...signer.settings, PROFILE_SCOPE: 'profiles' }, { sandbox: false });
    const query = CHANGED.replace('partyRoles { estate { estateId } }', 'profile { displayName }');
    const open = async (scope: string) =>
      subscribe(gateway.url, { query, headers: { authorization: `Bearer ${await signer.token({ sub: 'anna', scope })}` } });
    const [without, with_] = [await open('other'), await open('profiles')];
    await change(gateway);
    await with_.nextEvents(1);
    await change(gateway);
    const [first] = await without.nextEvents(2);
    expect([first?.data.data.contactChanged.contact.profile, first?.data.errors[0].extensions.code]).toEqual([null, 'FORBIDDEN']);
    expect((await with_.nextEvents(2)).map(({ data: { data } }) => data.contactChanged.contact.profile.displayName)).toEqual([
      'Name-anna Testsson',
      'Name-anna Testsson',
    ]);
    for (const live of [without, with_]) live.leave();
  });

  it('has the deadline of an operation, and the stream goes on', async () => {
    await using vitec = await startVitec();
    vitec.hold();
    await using gateway = await start(vitec, { OPERATION_TIMEOUT_MS: '400', VITEC_ATTEMPT_TIMEOUT_MS: '300' });
    const live = await subscribe(gateway.url);
    await change(gateway);
    const [timedOut] = await live.nextEvents(1);
    expect([timedOut?.data.data.contactChanged.contact.partyRoles, timedOut?.data.errors[0].extensions.code]).toEqual([
      null,
      'UPSTREAM_TIMEOUT',
    ]);
    vitec.answer = answer;
    await change(gateway);
    await live.nextEvents(2);
    expect(homeIn(live, 1)).toBe('home-1');
    live.leave();
  });

  it('tells of a merge, and of the contact that remains', async () => {
    await using vitec = await startVitec();
    await using gateway = await start(vitec);
    const query = CHANGED.replace('changes', 'changes mergedInto { contactId partyRoles { estate { estateId } } }');
    const live = await subscribe(gateway.url, { query, ids: ['bo'] });
    await notify(gateway.url, { type: 'Merge', customerId: 'M1', id: 'anna', destinationId: 'anna', sourceIds: ['bo'] });
    const [event] = await live.nextEvents(1);
    expect(event?.data.data.contactChanged).toMatchObject({
      contact: { contactId: 'bo' },
      changes: ['MERGED'],
      mergedInto: { contactId: 'anna', partyRoles: [{ estate: { estateId: 'home-1' } }] },
    });
    live.leave();
  });
});

describe.skipIf(!hasRedis)('subscribers of two replicas', { timeout: 60_000 }, () => {
  it('hear of a change that either was told of, and CHANGES_MISSED after Redis was away', async () => {
    await using backends = await startBackends(SETTINGS);
    await using proxy = await startTcpProxy(Number(new URL(backends.redis.url).port));
    const one = await backends.start();
    const two = await backends.start({ REDIS_URL: `redis://127.0.0.1:${proxy.port}` });
    const ids = [newContact(), newContact()];
    const [atOne, atTwo] = [await subscribe(one.url, { ids }), await subscribe(two.url, { ids })];
    await change(one, ids[0]);
    await Promise.all([atOne, atTwo].map((live) => live.nextEvents(1)));
    await change(two, ids[1]);
    await Promise.all([atOne, atTwo].map((live) => live.nextEvents(2)));
    proxy.cut();
    await change(one, ids[0]);
    await atOne.nextEvents(3);
    proxy.mend();
    expect(await atTwo.ended()).toBe('ENDED');
    const [end, retry] = atTwo.events.slice(-2);
    expect([end?.data.errors[0].extensions, retry]).toEqual([
      { code: 'CHANGES_MISSED', retryable: true, retryAfterSeconds: expect.any(Number), requestId: atTwo.headers['x-request-id'] },
      { event: 'retry', data: end?.data.errors[0].extensions.retryAfterSeconds * 1_000 },
    ]);
    expect(atTwo.text).not.toContain('complete');
    const again = await subscribe(two.url, { ids });
    await change(one, ids[0]);
    await again.nextEvents(1);
    for (const live of [atOne, again]) live.leave();
  });
});
