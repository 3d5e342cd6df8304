import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OFFICES } from '../../src/sandbox/offices.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { vitecDate } from '../../src/sandbox/vitec-date.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox(OFFICES);
});
afterAll(() => sandbox.stop());

const ask = (path: string, { pair = 'sandbox:sandbox-M30011' as string | null, endpoint = 'PartyRoles', method = 'GET' } = {}) =>
  fetch(`${sandbox.url}/CRM/Contact/${path}/${endpoint}`, {
    method,
    headers: pair === null ? {} : { authorization: `Basic ${Buffer.from(pair).toString('base64')}` },
  });

describe.each(['PartyRoles', 'ContactRelations'])('%s', (endpoint) => {
  it.each<[string, string, string | null, number]>([
    ['a valid request', 'M30011/anna-andersson', 'sandbox:sandbox-M30011', 200],
    ['a request without a password', 'M30011/anna-andersson', null, 401],
    ['a wrong password', 'M30011/anna-andersson', 'sandbox:wrong', 401],
    ["another customer's password", 'M30011/anna-andersson', 'sandbox:sandbox-M30012', 403],
    ['an unknown customer', 'M99999/anna-andersson', 'sandbox:sandbox-M30011', 403],
    ['a malformed id', 'M30011/a%20b', 'sandbox:sandbox-M30011', 400],
    ['an id of 41 characters', `M30011/${'x'.repeat(41)}`, 'sandbox:sandbox-M30011', 400],
    ['an unknown contact', 'M30011/nobody', 'sandbox:sandbox-M30011', 404],
  ])('answers %s with the documented status, in JSON', async (_what, path, pair, status) => {
    const response = await ask(path, { pair, endpoint });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/json');
    if (status !== 200) expect(await response.json()).toMatchObject({ message: expect.any(String) });
    if (status === 401) expect(response.headers.get('www-authenticate')).toContain('Basic');
  });

  it('answers 405 to another method', async () => {
    expect((await ask('M30011/anna-andersson', { endpoint, method: 'POST' })).status).toBe(405);
  });
});

describe('ContactRelations', () => {
  type Relation = { readonly relation: string; readonly contactId: string };
  type Relations = { readonly relations: readonly Relation[]; readonly reverseRelations: readonly Relation[] };
  const relationsOf = async (path: string, pair?: string): Promise<Relations> => {
    const response = await ask(path, { endpoint: 'ContactRelations', ...(pair && { pair }) });
    expect(response.status).toBe(200);
    return (await response.json()) as Relations;
  };

  it('lists the contacts that act for a contact, and those that it acts for', async () => {
    expect(await relationsOf('M30011/dodsbo-gustavsson')).toEqual({
      relations: [
        { relation: 'EstateParty', contactId: 'karin-gustavsson' },
        { relation: 'EstateParty', contactId: 'lars-gustavsson' },
        { relation: 'EstateParty', contactId: 'nils-gustavsson' },
        { relation: 'EstateAdministrator', contactId: 'advokat-berg' },
        { relation: 'ExecutorUnderTheWill', contactId: 'maria-ek' },
        { relation: 'Deceased', contactId: 'gosta-gustavsson' },
      ],
      reverseRelations: [],
    });
    expect(await relationsOf('M30011/advokat-berg')).toEqual({
      relations: [],
      reverseRelations: [
        { relation: 'EstateAdministrator', contactId: 'dodsbo-gustavsson' },
        { relation: 'EstateAdministrator', contactId: 'dodsbo-olsson' },
      ],
    });
  });

  it('has a relation that the schema lacks', async () => {
    expect((await relationsOf('M30011/anna-andersson')).relations).toContainEqual({ relation: 'FutureTrustee', contactId: 'ny-relation' });
  });

  it.each([
    ['without relations', 'M30011/utan-roller', 'sandbox:sandbox-M30011'],
    ['whose only extra role is ExtraPartyContactPerson', 'M30011/granne-persson', 'sandbox:sandbox-M30011'],
    ['of another office with an id that has relations here', 'M30012/anna-andersson', 'sandbox:sandbox-M30012'],
  ])('answers two empty lists for a contact %s', async (_what, path, pair) => {
    expect(await relationsOf(path, pair)).toEqual({ relations: [], reverseRelations: [] });
  });

  it('has each relation in both directions, and no ExtraPartyContactPerson', async () => {
    const contactIds = OFFICES[0]?.contacts.flatMap(({ contactId, fault, delayMs }) => (fault || delayMs ? [] : [contactId])) ?? [];
    const answers = await Promise.all(contactIds.map(async (contactId) => [contactId, await relationsOf(`M30011/${contactId}`)] as const));
    const actsFor = answers.flatMap(([contactId, { relations }]) =>
      relations.map((other) => `${other.contactId} ${other.relation} ${contactId}`),
    );
    const isActingFor = answers.flatMap(([contactId, { reverseRelations }]) =>
      reverseRelations.map((other) => `${contactId} ${other.relation} ${other.contactId}`),
    );
    expect(actsFor.length).toBeGreaterThan(300);
    expect(new Set(actsFor).size).toBe(actsFor.length);
    expect(isActingFor.sort()).toEqual(actsFor.sort());
    expect(actsFor.join()).not.toContain('ExtraPartyContactPerson');
  });
});

describe('sandbox', () => {
  it('counts calls, as JSON and on its page', async () => {
    await fetch(`${sandbox.url}/calls`, { method: 'DELETE' });
    const relations = { endpoint: 'ContactRelations' };
    await Promise.all([ask('M30011/elsa-lind'), ask('M30011/elsa-lind'), ask('M30011/elsa-lind', relations), ask('M30011/sven-holm')]);
    expect(await (await fetch(`${sandbox.url}/calls`)).json()).toEqual({
      total: 4,
      openNow: expect.any(Number),
      mostOpen: expect.any(Number),
      largestBatch: 1,
      callsOf: expect.objectContaining({ PartyRoles: 3, ContactRelations: 1, Search: 0 }),
      byContact: { 'M30011/elsa-lind': 3, 'M30011/sven-holm': 1 },
      byEndpoint: expect.objectContaining({
        PartyRoles: { 'M30011/elsa-lind': 2, 'M30011/sven-holm': 1 },
        ContactRelations: { 'M30011/elsa-lind': 1 },
        Contact: {},
      }),
    });
    const page = await (await fetch(sandbox.url)).text();
    expect(page).toContain('<th>PartyRoles</th><th>ContactRelations</th>');
    expect(page).toContain('<td>M30011/elsa-lind</td><td>2</td><td>1</td>');
  });

  it('answers 404 to a malformed path', async () => {
    expect((await fetch(`${sandbox.url}//`)).status).toBe(404);
  });

  it('has the same contacts at each start, over 300', async () => {
    const [office] = OFFICES;
    expect(office?.contacts.length).toBeGreaterThan(300);
    expect(new Set(office?.contacts.map(({ contactId }) => contactId)).size).toBe(office?.contacts.length);
    expect(await (await ask('M30011/C1002')).json()).toMatchSnapshot();
    expect(
      ((await (await ask('M30011/bostadsutveckling-ab')).json()) as { seller: unknown[]; extraSeller: unknown[] }).seller,
    ).toHaveLength(8_000);
  });

  it.each([
    [Date.UTC(2026, 9, 4, 11, 51, 40), 3_548_718, '2026-10-04T13:51:40.3548718+02:00'],
    [Date.UTC(2025, 9, 28, 5, 14, 36), 5_024_450, '2025-10-28T06:14:36.502445+01:00'],
    [Date.UTC(2026, 0, 1), 0, '2026-01-01T01:00:00+01:00'],
  ])('writes a date as .NET does: %s, %s', (instantMs, ticks, text) => expect(vitecDate(instantMs, ticks)).toBe(text));
});
