import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { notify, WEBHOOK_SECRET } from '../support/cache-key.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type NamesVitec, startNamesVitec } from '../support/names-vitec.ts';
import { entriesIn, hasRedis, startRedis } from '../support/redis-server.ts';
import { createEncryptionKey } from '../support/replicas.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

const TIES = 'estate { estateId }';
const QUERY = `query ($id: ID!) { contact(customerId: "M1", contactId: $id) {
  partyRoles { estate { estateId listing { objectNumber } } } representedBy { contact { contactId } } profile { displayName }
  buyer: estateTies(side: BUYER) { ${TIES} } seller: estateTies(side: SELLER) { ${TIES} } speculator: estateTies(side: SPECULATOR) { ${TIES} }
} }`;
const CONTACTS = ['anna', 'bo', 'carin'];
const ENDPOINTS = ['Buyer', 'Contact', 'ContactRelations', 'PartyRoles', 'Seller', 'Speculator'];
const allOf = (...contactIds: string[]) => contactIds.flatMap((id) => ENDPOINTS.map((endpoint) => `${endpoint} ${id}`)).sort();
const NOTHING: string[] = [];
const JSON_TYPE = { 'content-type': 'application/json' };

let vitec: NamesVitec;
let gateway: TestGateway;
let sandbox: Sandbox;

/** Reads all of each contact, and each home. Resolves with what Vitec was asked for. */
async function refetched(): Promise<readonly string[]> {
  vitec.asked.length = 0;
  for (const id of CONTACTS) expect((await gateway.query(QUERY, { id })).errors).toBeUndefined();
  const asked = vitec.asked.flatMap(({ form, ids }) => ids.map((id) => `${['AnyType', 'Person'].includes(form) ? 'Contact' : form} ${id}`));
  return [...new Set(asked)].sort();
}

beforeAll(async () => {
  vitec = await startNamesVitec();
  gateway = await startGateway(vitec, { CACHE_TTL_MS: '60000', WEBHOOK_SECRET });
  sandbox = await startSandbox([]);
});
afterAll(async () => {
  await sandbox.stop();
  await gateway[Symbol.asyncDispose]();
  await vitec[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await refetched();
  expect(await refetched()).toEqual(NOTHING);
});

type Parameters = Readonly<Record<string, string>>;
const HOME = { relId1: 'home-anna', relType1: 'House' };
const BO = { relId2: 'bo', relType2: 'Person' };
const FORMS: readonly (readonly [string, Parameters, readonly string[]])[] = [
  ['a person', { type: 'Contact', subtype: 'Person', id: 'anna' }, allOf('anna')],
  ['a removed company', { type: 'Contact', subtype: 'Company', id: 'anna', event: 'Remove' }, allOf('anna')],
  ['a deceased estate', { type: 'Contact', subtype: 'Estate', id: 'anna' }, allOf('anna')],
  ['a contact in the older spelling', { type: 'Contact', subType: 'Association', id: 'anna' }, allOf('anna')],
  ...['Buyer', 'Seller', 'Speculator', 'ExtraBuyer', 'ExtraSeller'].flatMap((subtype) => [
    [`a ${subtype}`, { type: 'EstateContact', subtype, ...HOME, ...BO }, allOf('bo')] as const,
    [
      `a ${subtype} in the older spelling`,
      { type: 'EstateContact', subType: `EstateContact${subtype}`, ...HOME, ...BO },
      allOf('bo'),
    ] as const,
  ]),
  ['a removed tie', { type: 'EstateContact', subtype: 'Buyer', event: 'Remove', ...HOME, ...BO }, allOf('bo')],
  [
    'a participant of a viewing',
    { type: 'EstateContact', subtype: 'ViewingParticipant', id: 'anna', ...HOME, ...BO, relId3: 'carin', relType3: 'Viewing' },
    NOTHING,
  ],
  ['a home', { type: 'Estate', subtype: 'HousingCooperative', id: 'home-bo', status: 'Sold' }, ['Estate home-bo']],
  ['an unpublished home', { type: 'Estate', subtype: 'House', id: 'home-bo', event: 'Remove' }, ['Estate home-bo']],
  ['merged contacts', { type: 'Merge', destinationId: 'anna', sourceIds: 'carin,bo' }, allOf('anna', 'bo', 'carin')],
  ['two merged contacts', { type: 'Merge', destinationId: 'anna', sourceIds: 'carin' }, allOf('anna', 'carin')],
  ...['User', 'Office', 'OfficeEstateAgent', 'Affiliation', 'Project', 'Area', 'Meeting', 'Note', 'IncomingLead'].map(
    (type) => [`a change of ${type}`, { type, id: 'anna', ...HOME, ...BO }, NOTHING] as const,
  ),
];

describe('a notification as Vitec sends it', () => {
  it.each(FORMS)('of %s drops what it names', async (_what, parameters, expected) => {
    const to = `${gateway.url}/webhooks/vitec/${WEBHOOK_SECRET}`;
    const response = await fetch(`${sandbox.url}/notify?${new URLSearchParams({ to, customerId: 'M1', ...parameters })}`, {
      method: 'POST',
    });
    expect(await response.json()).toEqual({ answered: 204 });
    expect(await refetched()).toEqual(expected);
  });

  it.each(FORMS)('of %s in another customer drops nothing', async (_what, parameters) => {
    const { sourceIds, ...members } = { customerId: 'M2', ...parameters } as Parameters;
    expect((await notify(gateway.url, { ...members, ...(sourceIds && { sourceIds: sourceIds.split(',') }) })).status).toBe(204);
    expect(await refetched()).toEqual(NOTHING);
  });

  const UNSET = { tenantId: null, chainId: null, data: null, relId3: null, relType3: null };
  it.each<[string, object, readonly string[]]>([
    [
      'a contact, with null for what is unset',
      { ...UNSET, type: 'Contact', subtype: 'Person', id: 'anna', relId2: null, sourceIds: null },
      allOf('anna'),
    ],
    ['a tie, with null for what is unset', { ...UNSET, id: null, type: 'EstateContact', subtype: 'Buyer', ...HOME, ...BO }, allOf('bo')],
    ['a tie, without a subtype', { ...UNSET, type: 'EstateContact', subtype: null, ...HOME, ...BO }, allOf('bo')],
    ['a tie, with names in capitals', { TYPE: 'ESTATECONTACT', SubType: 'BUYER', RelId1: 'home-anna', RelId2: 'bo' }, allOf('bo')],
    ['a merge, with an id alone', { type: 'Merge', id: 'anna', destinationId: null, sourceIds: ['bo'] }, allOf('anna', 'bo')],
    ['a merge, with a text of ids', { type: 'Merge', destinationId: 'anna', sourceIds: 'bo, carin' }, allOf('anna', 'bo', 'carin')],
    ['a merge, without the merged', { type: 'Merge', id: 'anna', destinationId: 'anna', sourceIds: [] }, allOf('anna')],
    ['a merge, without the kept', { type: 'Merge', destinationId: null, sourceIds: ['bo', null, 'bo'] }, allOf('bo')],
    [
      'a list of three forms',
      [
        { type: 'Estate', id: 'home-anna', customerId: 'M1' },
        { type: 'EstateContact', subtype: 'Seller', ...HOME, ...BO, customerId: 'M1' },
        { type: 'Viewing', id: 'carin', customerId: 'M1' },
      ],
      [...allOf('bo'), 'Estate home-anna'].sort(),
    ],
  ])('in JSON alone, of %s, drops what it names', async (_what, body, expected) => {
    expect((await notify(gateway.url, Array.isArray(body) ? body : { customerId: 'M1', ...body })).status).toBe(204);
    expect(await refetched()).toEqual(expected);
  });

  const postQuery = (parameters: string, body?: string) =>
    fetch(`${gateway.url}/webhooks/vitec/${WEBHOOK_SECRET}?customerId=M1&${parameters}`, {
      method: 'POST',
      ...(body && { headers: JSON_TYPE, body }),
    });

  it.each<[string, string, readonly string[]]>([
    ['a contact', 'type=Contact&subtype=Person&id=anna&event=Update', allOf('anna')],
    ['a tie', 'type=EstateContact&subType=EstateContactBuyer&relId1=home-anna&relId2=bo', allOf('bo')],
    ['a home', 'type=Estate&subtype=House&id=home-bo', ['Estate home-bo']],
    ['a merge', 'type=Merge&subtype=Person&id=anna&event=Merge', allOf('anna')],
    ['a merge with its ids', 'type=Merge&destinationId=anna&sourceIds=bo&sourceIds=carin', allOf('anna', 'bo', 'carin')],
  ])('in the query alone, of %s, drops what it names', async (_what, query, expected) => {
    expect((await postQuery(query)).status).toBe(204);
    expect(await refetched()).toEqual(expected);
  });

  it('of a merge with a body that cannot be read is rejected, since the merged contacts are in the body alone', async () => {
    expect((await postQuery('type=Merge&id=anna', '{')).status).toBe(400);
    expect((await postQuery('type=Note&id=anna', '{')).status).toBe(204);
    expect(await refetched()).toEqual(NOTHING);
  });
});

describe('the log line of a notification', () => {
  const send = async (body: object, query: Parameters = {}, secret = WEBHOOK_SECRET) => {
    const before = gateway.logged('notification').length;
    const url = `${gateway.url}/webhooks/vitec/${secret}?${new URLSearchParams(query)}`;
    const { status } = await fetch(url, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) });
    const lines = gateway.logged('notification').slice(before);
    return { status, lines: lines.map(({ level, outcome, type, subtype }) => [level, outcome, type, subtype]) };
  };
  const OFFICE = { customerId: 'M1' };
  const LONG = 'x'.repeat(41);

  it.each<[string, object, string, string | null, string | null]>([
    ['is taken', { type: 'Contact', subtype: 'Person', id: 'anna', ...OFFICE }, 'taken', 'Contact', 'Person'],
    ['concerns nothing', { type: 'Office', subtype: null, id: 'M1', ...OFFICE }, 'ignored', 'Office', null],
    ['is of an unknown type', { type: 'Viewing', subType: 'Private', id: 'anna', ...OFFICE }, 'unknown', 'Viewing', 'Private'],
    ['names no contact', { type: 'EstateContact', subtype: 'Buyer', relId1: 'home-anna', ...OFFICE }, 'unknown', 'EstateContact', 'Buyer'],
    ['names no customer', { type: 'Contact', subtype: 'Person', id: 'anna' }, 'unknown', 'Contact', 'Person'],
    ['has no type', { id: 'anna', ...OFFICE }, 'unknown', null, null],
    ['has a person for a type', { type: 'Anna Testsson', subtype: '191212121212', ...OFFICE }, 'unknown', 'NOT_A_WORD', 'NOT_A_WORD'],
    ['has an endless type', { type: LONG, subtype: LONG.slice(1), ...OFFICE }, 'unknown', 'NOT_A_WORD', LONG.slice(1)],
  ])('that %s has its type and subtype', async (_what, body, outcome, type, subtype) => {
    expect(await send(body)).toEqual({ status: 204, lines: [['info', outcome, type, subtype]] });
    expect(gateway.log()).not.toMatch(/Anna Testsson|191212121212/);
  });

  it('that is refused or unreadable has those of the query', async () => {
    const query = { type: 'Contact', subtype: 'Person', ...OFFICE };
    expect(await send({}, query, 'hemlig')).toEqual({ status: 401, lines: [['info', 'refused', 'Contact', 'Person']] });
    expect(await send([1], { ...query, subtype: 'Anna Testsson' })).toEqual({
      status: 400,
      lines: [['info', 'unreadable', 'Contact', 'NOT_A_WORD']],
    });
    expect(gateway.log()).not.toContain('Anna Testsson');
  });
});

it.skipIf(!hasRedis)('a notification is answered within 100 ms, and drops the entries here, while Redis does not answer', async () => {
  await using redis = await startRedis();
  await using proxy = await startTcpProxy(Number(new URL(redis.url).port));
  const REDIS_URL = `redis://127.0.0.1:${proxy.port}`;
  const settings = { CACHE_TTL_MS: '60000', WEBHOOK_SECRET, REDIS_URL, CACHE_ENCRYPTION_KEY: createEncryptionKey() };
  await using shared = await startGateway(vitec, settings);
  const stateOf = async () => {
    const { data } = await shared.query('{ contact(customerId: "M1", contactId: "anna") { partyRolesStatus { state } } }');
    return data.contact.partyRolesStatus.state;
  };
  await expect.poll(stateOf).toBe('CACHED');
  await expect.poll(() => entriesIn(redis)).not.toEqual([]);
  proxy.freeze();
  const beganMs = performance.now();
  expect((await notify(shared.url, { type: 'Contact', id: 'anna', customerId: 'M1' })).status).toBe(204);
  expect(performance.now() - beganMs).toBeLessThan(100);
  expect(await stateOf()).toBe('FRESH');
});
