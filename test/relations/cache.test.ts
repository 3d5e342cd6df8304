import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { open, parseCacheKeys } from '../../src/cache/encryption.ts';
import { notify } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';
import { entriesIn, hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { byEndpoint, startVitecWithRelations } from '../support/relations-vitec.ts';
import { buyerOf, json, startVitec, status } from '../support/vitec.ts';

const KEY = randomBytes(32).toString('base64');
const CACHED = { CACHE_TTL_MS: '60000', WEBHOOK_SECRET: 'hemlig-webhook' };
const settingsOf = (redis: RedisServer) => ({ ...CACHED, REDIS_URL: redis.url, CACHE_ENCRYPTION_KEY: KEY });

const ROLES = 'partyRoles { estate { estateId } } partyRolesStatus { state }';
const RELATIONS = 'representedBy { contact { contactId } } represents { contact { contactId } } contactRelationsStatus { state code }';
const ask = (gateway: TestGateway, contactId = 'kontakt-1', selection = `${ROLES} ${RELATIONS}`, headers: Record<string, string> = {}) =>
  gateway.query(`{ contact(customerId: "M1", contactId: "${contactId}") { ${selection} } }`, {}, headers);
const shown = async (...asked: Parameters<typeof ask>) => {
  const { partyRoles, partyRolesStatus, representedBy, contactRelationsStatus } = (await ask(...asked)).data.contact;
  return {
    homes: partyRoles?.map((row: { estate: { estateId: string } }) => row.estate.estateId),
    roles: partyRolesStatus?.state,
    acting: representedBy?.map((row: { contact: { contactId: string } }) => row.contact.contactId),
    relations: contactRelationsStatus?.state,
  };
};
const people = () => [
  contact('kontakt-1').buys('home-1').representedBy('kontakt-2'),
  contact('kontakt-2').sells('home-2').representedBy('kontakt-3', 'Deceased'),
  contact('kontakt-3'),
];
const whole = (roles: string, relations = roles) => ({ homes: ['home-1'], roles, acting: ['kontakt-2'], relations });

describe('the cache of a replica', () => {
  it('has an entry for each endpoint: one is not shown for the other', async () => {
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, CACHED);
    expect(await shown(gateway, 'kontakt-1', ROLES)).toMatchObject({ homes: ['home-1'], roles: 'FRESH' });
    expect(await shown(gateway)).toEqual(whole('CACHED', 'FRESH'));
    expect(await shown(gateway)).toEqual(whole('CACHED'));
    expect(office.totalCalls).toBe(2);
  });

  it('is passed over by a no-cache request, at both endpoints', async () => {
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, CACHED);
    await ask(gateway);
    expect(await shown(gateway, 'kontakt-1', undefined, { 'cache-control': 'no-cache' })).toEqual(whole('FRESH'));
    expect(await shown(gateway)).toEqual(whole('CACHED'));
    expect([office.callsOf('PartyRoles'), office.callsOf('ContactRelations')]).toEqual([{ 'kontakt-1': 2 }, { 'kontakt-1': 2 }]);
  });

  it('shows a stale entry of ContactRelations where that fails, and says so', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    await using vitec = await startVitecWithRelations('{"relations":[{"relation":"Guardian","contactId":"kontakt-2"}]}');
    const fails = (code: number) => {
      vitec.answer = byEndpoint({ PartyRoles: buyerOf('home-1'), ContactRelations: status(code) });
    };
    await using gateway = await startGateway(vitec, CACHED);
    expect(await shown(gateway)).toEqual(whole('FRESH'));
    vi.advanceTimersByTime(61_000);
    fails(500);
    expect(await shown(gateway)).toEqual(whole('FRESH', 'STALE'));
    fails(403); // a right that was taken back must not be passed over
    const { data, errors } = await ask(gateway, 'kontakt-1', RELATIONS);
    expect(data.contact).toEqual({
      representedBy: null,
      represents: null,
      contactRelationsStatus: { state: 'FORBIDDEN', code: 'FORBIDDEN' },
    });
    expect(errors).toHaveLength(2);
    fails(500);
    expect((await ask(gateway, 'kontakt-1', RELATIONS)).data.contact.contactRelationsStatus.state).toBe('UNAVAILABLE'); // the entry went with the right
  });

  it('knows for each endpoint that a contact is unknown', async () => {
    await using office = await startOffice([contact('kontakt-1').fails({ ContactRelations: 'not-found' }).buys('home-1')]);
    await using gateway = await startGateway(office, CACHED);
    for (const state of ['FRESH', 'CACHED'])
      expect(await shown(gateway)).toEqual({ homes: ['home-1'], roles: state, acting: undefined, relations: 'NOT_FOUND' });
    expect(office.totalCalls).toBe(2);
  });

  it.each([
    ['of a contact', { type: 'Contact', subtype: 'Person', id: 'kontakt-1' }],
    ['of a buyer', { type: 'EstateContact', subtype: 'Buyer', relId1: 'home-1', relId2: 'kontakt-1' }],
  ])('drops both entries of the contact, and no other, on a notification %s', async (_what, body) => {
    await using office = await startOffice(people());
    await using gateway = await startGateway(office, CACHED);
    for (const id of ['kontakt-1', 'kontakt-2']) await ask(gateway, id);
    expect((await notify(gateway.url, { ...body, event: 'Update', customerId: 'M2' })).status).toBe(204);
    expect(await shown(gateway)).toEqual(whole('CACHED'));
    expect((await notify(gateway.url, { ...body, event: 'Update', customerId: 'M1' })).status).toBe(204);
    expect(await shown(gateway)).toEqual(whole('FRESH'));
    expect(await shown(gateway, 'kontakt-2')).toMatchObject({ roles: 'CACHED', relations: 'CACHED' });
  });
});

describe.skipIf(!hasRedis)('the cache in Redis', () => {
  it('gives another replica each endpoint by its own entry', async () => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using one = await startGateway(office, settingsOf(redis));
    await using two = await startGateway(office, settingsOf(redis));
    await ask(one, 'kontakt-1', RELATIONS);
    await expect.poll(() => entriesIn(redis)).toHaveLength(1);
    expect(await shown(two)).toEqual(whole('FRESH', 'CACHED'));
    await expect.poll(() => entriesIn(redis)).toHaveLength(2);
    expect(await shown(one)).toEqual(whole('CACHED'));
    expect(office.totalCalls).toBe(2);
  });

  it.each([
    ['of the contact', { type: 'Contact', id: 'kontakt-1' }],
    ['of a buyer', { type: 'EstateContact', subtype: 'Buyer', relId1: 'home-1', relId2: 'kontakt-1' }],
  ])('drops both endpoints for all replicas on a notification %s', async (_what, body) => {
    await using redis = await startRedis();
    await using office = await startOffice(people());
    await using one = await startGateway(office, settingsOf(redis));
    await using two = await startGateway(office, settingsOf(redis));
    await ask(one);
    await expect.poll(() => entriesIn(redis)).toHaveLength(2);
    expect(await shown(two)).toEqual(whole('CACHED'));
    expect((await notify(one.url, { ...body, event: 'Update', customerId: 'M1' })).status).toBe(204);
    await expect.poll(async () => (await shown(two, 'kontakt-1', ROLES)).roles).toBe('FRESH');
    expect(await shown(two, 'kontakt-1', RELATIONS)).toMatchObject({ relations: 'FRESH', acting: ['kontakt-2'] });
  });

  it('holds of an answer what the schema can show, and nothing else', async () => {
    await using redis = await startRedis();
    const person = '"name":"Anna Andersson","socialSecurityNumber":"19121212-1212"';
    const relations = `{${person},"relations":[{"relation":"Guardian","contactId":"kontakt-2",${person},"contact":{${person}}}],"reverseRelations":[{${person},"relation":100,"contactId":4711}]}`;
    const roles = `{${person},"buyer":[{"estateId":"home-1",${person}}]}`;
    await using vitec = await startVitec(byEndpoint({ PartyRoles: json(roles), ContactRelations: json(relations) }));
    await using gateway = await startGateway(vitec, settingsOf(redis));
    expect(await shown(gateway)).toEqual(whole('FRESH'));
    await expect.poll(() => entriesIn(redis)).toHaveLength(2);
    const texts = await Promise.all(
      (await entriesIn(redis)).map(async (key) => {
        const { text } = JSON.parse(open((await redis.client.get(key)) ?? '', parseCacheKeys(KEY)) ?? '{}') as { text: string };
        return text;
      }),
    );
    expect(texts.join()).not.toMatch(/Anna|1912|name|social/i);
    expect(texts).toContain(
      '{"relations":[{"relation":"Guardian","contactId":"kontakt-2"}],"reverseRelations":[{"relation":"100","contactId":"4711"}]}',
    );
    expect(texts.filter((text) => text.includes('home-1'))).toHaveLength(1);
  });

  it('is of one system of Vitec: gateways of two share neither entries, nor notifications, nor a rate', async () => {
    await using redis = await startRedis();
    await using live = await startOffice(people());
    await using test = await startOffice([
      contact('kontakt-1').buys('home-9').representedBy('kontakt-9', 'Deceased'),
      contact('kontakt-9'),
    ]);
    const settings = { ...settingsOf(redis), VITEC_MAX_PER_SECOND: '20' };
    await using one = await startGateway(live, settings);
    await using two = await startGateway(test, settings);
    expect(await shown(one)).toEqual(whole('FRESH'));
    await expect.poll(() => entriesIn(redis)).toHaveLength(2);
    const other = { homes: ['home-9'], acting: ['kontakt-9'] };
    expect(await shown(two)).toEqual({ ...other, roles: 'FRESH', relations: 'FRESH' });
    await expect.poll(() => entriesIn(redis)).toHaveLength(4);
    await notify(two.url, {
      type: 'EstateContact',
      subtype: 'Buyer',
      relId1: 'home-1',
      relId2: 'kontakt-1',
      event: 'Update',
      customerId: 'M1',
    });
    await expect.poll(async () => (await shown(two, 'kontakt-1', ROLES)).roles).toBe('FRESH');
    expect(await shown(one)).toEqual(whole('CACHED'));
    expect(live.totalCalls).toBe(2);
    const anew = { 'cache-control': 'no-cache' };
    await Promise.all([ask(one, 'kontakt-1', ROLES, anew), ask(two, 'kontakt-1', ROLES, anew)]);
    const rates = await redis.client.keys('vitec:rate:*'); // they are gone 2 s after the last call
    expect(rates.sort()).toEqual([`vitec:rate:${live.url}`, `vitec:rate:${test.url}`].sort());
  });
});
