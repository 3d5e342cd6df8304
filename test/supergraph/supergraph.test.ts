import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contact } from '../support/office.ts';
import { GATEWAYS, startRedactingGateway } from './gateways.ts';
import { type Answer, SECRET, type Supergraph, startSupergraph } from './start-supergraph.ts';

const SELLERS = Array.from({ length: 10 }, (_, index) => `seller-${index}`);
const ESTATES = Array.from({ length: 50 }, (_, index) => `home-${index}`);
const CONTACTS = [
  ...SELLERS.map((contactId, index) => contact(contactId).sells(`home-${index}`, '2026-01-02T03:04:05+01:00').buys('home-7')),
  contact('guardian').actsFor('seller-3', { estateId: 'home-3' }),
  contact('down').fails('unavailable'),
  contact('denied').fails('forbidden'),
  contact('broken').fails('html'),
  contact('lonely').buys('home-1'),
];

describe.each(Object.entries(GATEWAYS))('behind %s', (_name, startGateway) => {
  let world: Supergraph;
  const ask: Supergraph['ask'] = (...parts) => world.ask(...parts);
  const callsOf: Supergraph['callsOf'] = (work) => world.callsOf(work);

  beforeAll(async () => {
    world = await startSupergraph(startGateway, CONTACTS);
  }, 60_000);
  afterAll(() => world[Symbol.asyncDispose]());

  it('a selection of ids alone makes no call, not even one that nobody waits for', async () => {
    const [{ data, errors }, calls] = await callsOf(() =>
      ask(
        `{ contacts(customerId: "M1", contactIds: ["seller-1", "seller-2"]) { id contactId notes } estates(customerId: "M1", estateIds: ["home-1"]) { id seller { id contactId } } }`,
      ),
    );
    expect(errors).toBeUndefined();
    expect(data.contacts[0]).toMatchObject({ contactId: 'seller-1', notes: ['Ring seller-1'] });
    expect(data.estates[0].seller.id).toBe(data.contacts[0].id);
    await new Promise((resolve) => setTimeout(resolve, 200)); // a call that nobody waits for would come in it
    expect([calls, world.office.totalCalls]).toEqual([0, 0]);
  });

  it('50 representations of 10 contacts, beside the same contacts at the root, are 10 calls', async () => {
    const [{ data, errors }, calls] = await callsOf(() =>
      ask(
        `{ estates(customerId: "M1", estateIds: ${JSON.stringify(ESTATES)}) { estateId seller { contactId primaryRoles { role estate { estateId valuationInKronor } } } }
           contacts(customerId: "M1", contactIds: ${JSON.stringify(SELLERS)}) { contactId partyRoles { role } } }`,
      ),
    );
    expect(errors).toBeUndefined();
    expect(data.estates).toHaveLength(50);
    expect(data.estates[41].seller).toEqual({
      contactId: 'seller-1',
      primaryRoles: [
        { role: 'SELLER', estate: { estateId: 'home-1', valuationInKronor: 2_000_000 } },
        { role: 'BUYER', estate: { estateId: 'home-7', valuationInKronor: 8_000_000 } },
      ],
    });
    expect(data.contacts).toHaveLength(10);
    expect(calls).toBe(10);
  });

  it('contacts come with their roles, and each estate with its valuation from the other subgraph', async () => {
    const { data, errors } = await ask(
      '{ contact(customerId: "M1", contactId: "lonely") { partyRoles { role createdAtPrecision estate { valuationInKronor } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.contact.partyRoles).toEqual([{ role: 'BUYER', createdAtPrecision: 'UNKNOWN', estate: { valuationInKronor: 2_000_000 } }]);
  });

  it('ids are the same as asked directly', async () => {
    const query =
      '{ contact(customerId: "M1", contactId: "guardian") { id extraRoles { id estate { id } actsFor { id contactId } } representations { principal { id } estates { id } } } }';
    const [through, directly] = [await ask(query), await world.askDirectly(query)];
    expect(through.errors).toBeUndefined();
    expect(through.data).toEqual(directly.data);
    expect(through.data.contact.extraRoles).toHaveLength(1);
  });

  it('three failing contacts spoil three, with codes, and their status as data', async () => {
    const { data, errors } = await ask(
      '{ contacts(customerId: "M1", contactIds: ["down", "seller-1", "denied", "seller-2", "broken"]) { contactId partyRoles { role } partyRolesStatus { state code retryable } } }',
    );
    expect(data.contacts.map(({ partyRoles }: { partyRoles: unknown[] | null }) => partyRoles?.length ?? null)).toEqual([
      null,
      2,
      null,
      2,
      null,
    ]);
    expect(data.contacts.map(({ partyRolesStatus }: { partyRolesStatus: object }) => partyRolesStatus)).toMatchObject([
      { state: 'UNAVAILABLE', code: 'UPSTREAM_UNAVAILABLE', retryable: true },
      { code: null },
      { state: 'FORBIDDEN', code: 'FORBIDDEN', retryable: false },
      { code: null },
      { state: 'UNAVAILABLE', code: 'UPSTREAM_BAD_RESPONSE', retryable: false },
    ]);
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code]).sort()).toEqual([
      ['contacts.0.partyRoles', 'UPSTREAM_UNAVAILABLE'],
      ['contacts.2.partyRoles', 'FORBIDDEN'],
      ['contacts.4.partyRoles', 'UPSTREAM_BAD_RESPONSE'],
    ]);
  });

  it('the status tells why as data, where a router redacts every error', async () => {
    await using redacting = await startRedactingGateway(world.supergraph, SECRET);
    const { data, errors } = await world.post(
      redacting.url,
      '{ contacts(customerId: "M1", contactIds: ["down", "seller-1"]) { partyRoles { role } partyRolesStatus { code retryable } } }',
    );
    expect(errors).toMatchObject([{ message: 'Subgraph errors redacted' }]);
    expect(JSON.stringify(errors)).not.toContain('UPSTREAM');
    expect(data.contacts[0]).toEqual({ partyRoles: null, partyRolesStatus: { code: 'UPSTREAM_UNAVAILABLE', retryable: true } });
    expect(data.contacts[1].partyRoles).toHaveLength(2);
  });

  it('a reference that cannot be asked for fails at its own place', async () => {
    const { data, errors } = await ask(
      '{ estates(customerId: "M1", estateIds: ["home-1", "home-odd", "home-gone", "home-2"]) { seller { contactId partyRolesStatus { code } partyRoles { role } } } }',
    );
    const sellers = data.estates.map(({ seller }: { seller: { partyRoles: unknown[] } | null }) => seller?.partyRoles?.length ?? null);
    expect(sellers).toEqual([2, null, null, 2]);
    expect(errors?.map(({ extensions }) => extensions?.code).sort()).toEqual(['BAD_USER_INPUT', 'NOT_FOUND']);
  });

  it("the caller's token is forwarded: another customer's contact stays closed by every way", async () => {
    const [{ data, errors }, calls] = await callsOf(() =>
      ask(
        '{ contact(customerId: "M1", contactId: "seller-9") { partyRoles { id } } estates(customerId: "M1", estateIds: ["home-9"]) { valuationInKronor seller { partyRoles { id } } } }',
        { customerIds: ['M2'] },
      ),
    );
    expect([data.contact, data.estates[0].seller?.partyRoles ?? null, calls]).toEqual([null, null, 0]);
    expect(new Set(errors?.map(({ extensions }) => extensions?.code))).toEqual(new Set(['FORBIDDEN']));
  });

  it('without a token, and without the secret of the router, nothing opens', async () => {
    const query = '{ contact(customerId: "M1", contactId: "seller-9") { id partyRoles { id } } }';
    await using stranger = await startGateway(world.supergraph, 'guessed');
    const anonymous = (url: string) =>
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
    const [answer, calls] = await callsOf(() => world.post(stranger.url, query));
    const nameless = (await (await anonymous(world.gateway.url)).json()) as Answer;
    for (const { data, errors } of [answer, nameless]) {
      expect(data?.contact ?? null).toBeNull();
      expect(JSON.stringify(errors)).not.toContain(SECRET);
      expect(errors?.length).toBeGreaterThan(0);
    }
    expect(calls).toBe(0);
  });
});
