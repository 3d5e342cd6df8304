import { describe, expect, it } from 'vitest';
import { listing } from '../../src/sandbox/listing.ts';
import { company, deceasedEstate } from '../../src/sandbox/profile.ts';
import { startGateway } from '../support/gateway.ts';
import { METRICS_TOKEN, readMetrics } from '../support/metrics.ts';
import { contact, startOffice } from '../support/office.ts';

const ids = (count: number, prefix = 'c') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const people = (count: number, prefix?: string) => ids(count, prefix).map((id) => contact(id).named(`Name-${id}`));
const CACHED = { CACHE_TTL_MS: '60000' };

const NAMES = `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId profile { displayName } } }`;
type Named = { contactId: string; profile: { displayName: string } | null };
const namesOf = (contacts: readonly Named[]) =>
  Object.fromEntries(contacts.map(({ contactId, profile }) => [contactId, profile?.displayName]));
const namesOfIds = (wanted: readonly string[]) => Object.fromEntries(wanted.map((id) => [id, `Name-${id} Testsson`]));
const BADGES = `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) {
  contactId bought: estateTies(side: BUYER) { estate { estateId } } sold: estateTies(side: SELLER) { estate { estateId } } } }`;

describe('calls that several contacts share', () => {
  it.each([true, false])(
    'names of 100 persons are 5 calls, before and after a search tells their types (generic names: %s)',
    async (genericNames) => {
      await using office = await startOffice([...people(100), ...people(100, 'd')], { genericNames });
      await using gateway = await startGateway(office, CACHED);
      const { data, errors } = await gateway.query<{ contacts: Named[] }>(NAMES, { ids: ids(100) });
      expect(errors).toBeUndefined();
      expect(namesOf(data.contacts)).toEqual(namesOfIds(ids(100)));
      expect(office.callsByEndpoint).toEqual({ Contact: 5 });

      await gateway.query('{ searchContacts(customerId: "M1", term: "Name-d", first: 100) { matches { score } } }');
      const later = await gateway.query<{ contacts: Named[] }>(NAMES, { ids: ids(100, 'd') });
      expect(namesOf(later.data.contacts)).toEqual(namesOfIds(ids(100, 'd')));
      expect(office.callsByEndpoint).toEqual({ Contact: 10, Search: 1 });
      expect(office.sandbox.calls.report().largestBatch).toBe(20);
    },
  );

  it('names of 5 persons or fewer are 2 calls, the first of them for contacts of any type', async () => {
    await using office = await startOffice(people(5));
    await using gateway = await startGateway(office);
    const { data } = await gateway.query<{ contacts: Named[] }>(NAMES, { ids: ids(5) });
    expect(namesOf(data.contacts)).toEqual(namesOfIds(ids(5)));
    expect(office.callsByEndpoint).toEqual({ Contact: 2 });
  });

  const MIXED = ids(50).map((id, index) =>
    index % 10 === 3
      ? contact(id).is(company({ name: `Name-${id} AB` }))
      : index % 25 === 9
        ? contact(id).is(deceasedEstate({ name: `Name-${id} dödsbo` }))
        : contact(id).named(`Name-${id}`),
  );
  it('names of 50 contacts, 43 of them persons, are 3 calls for those, 2 for the types of the others and 2 for their names', async () => {
    await using office = await startOffice(MIXED);
    await using gateway = await startGateway(office);
    const { data, errors } = await gateway.query<{ contacts: Named[] }>(NAMES, { ids: ids(50) });
    expect(errors).toBeUndefined();
    for (const [index, { contactId, profile }] of data.contacts.entries())
      expect(profile?.displayName).toBe(`Name-${contactId} ${index % 10 === 3 ? 'AB' : index % 25 === 9 ? 'dödsbo' : 'Testsson'}`);
    expect(office.callsByEndpoint).toEqual({ Contact: 3 + 2 + 2 });
  });

  it('a profile that has expired is asked for by its type', async () => {
    await using office = await startOffice(people(5));
    await using gateway = await startGateway(office, { CACHE_TTL_MS: '0' });
    await gateway.query(NAMES, { ids: ids(5) });
    expect(office.callsByEndpoint).toEqual({ Contact: 1 + 1 });
    await gateway.query(NAMES, { ids: ids(5) });
    expect(office.callsByEndpoint).toEqual({ Contact: 1 + 1 + 1 });
  });

  it('buyers and sellers of 50 contacts are 6 calls', async () => {
    const contacts = ids(50).map((id) => contact(id).buys(`b-${id}`).sells(`s-${id}`));
    await using office = await startOffice(contacts);
    await using gateway = await startGateway(office);
    const { data, errors, extensions } = await gateway.query(BADGES, { ids: ids(50) });
    expect(errors).toBeUndefined();
    expect(data.contacts).toEqual(
      ids(50).map((id) => ({
        contactId: id,
        bought: [{ estate: { estateId: `b-${id}` } }],
        sold: [{ estate: { estateId: `s-${id}` } }],
      })),
    );
    expect(office.callsByEndpoint).toEqual({ Buyer: 3, Seller: 3 });
    expect(extensions?.upstream.calls).toBe(6);
  });

  const CARD = `{ contact(customerId: "M1", contactId: "a") {
    profile { displayName } profileStatus { state }
    bought: primaryRoles(filter: { roles: [BUYER] }) { estate { listing { objectNumber } listingStatus { state } } }
    sold: primaryRoles(filter: { roles: [SELLER] }) { estate { listing { objectNumber } listingStatus { state } } }
    representedBy { contact { contactId profile { displayName } } relation }
  } }`;
  it.each([true, false])('a card with 3 homes and 2 representatives is at most 8 calls (generic names: %s)', async (genericNames) => {
    const homes = ['h1', 'h2', 'h3'];
    const card = contact('a').named('Anna').buys('h1').buys('h2').sells('h3').representedBy('b').representedBy('d', 'PowerOfAttorney');
    await using office = await startOffice([card, contact('b').named('Bo'), contact('d').named('Dan')], {
      genericNames,
      listings: homes.map((id) => listing(id, '', { objectNumber: `nr-${id}` })),
    });
    await using gateway = await startGateway(office, CACHED);
    const { data, errors } = await gateway.query(CARD);
    expect(errors).toBeUndefined();
    expect(data.contact).toMatchObject({
      profile: { displayName: 'Anna Testsson' },
      bought: [{ estate: { listing: { objectNumber: 'nr-h1' } } }, { estate: { listing: { objectNumber: 'nr-h2' } } }],
      sold: [{ estate: { listing: { objectNumber: 'nr-h3' }, listingStatus: { state: 'FRESH' } } }],
      representedBy: [{ contact: { profile: { displayName: 'Bo Testsson' } } }, { contact: { profile: { displayName: 'Dan Testsson' } } }],
    });
    expect(office.callsByEndpoint).toMatchObject({ PartyRoles: 1, ContactRelations: 1, Estate: 3 });
    expect(office.totalCalls).toBeLessThanOrEqual(1 + 2 + 1 + 3 + 1);

    const again = await gateway.query(CARD);
    expect(again.data.contact).toMatchObject({
      profileStatus: { state: 'CACHED' },
      bought: [{ estate: { listingStatus: { state: 'CACHED' } } }, {}],
    });
    expect(again.extensions?.upstream.calls).toBe(0);
  });

  it.each(['bad-request', 'not-found'] as const)(
    'one of 40 contacts that is refused (%s) leaves the others whole, with at most 10 calls more',
    async (fault) => {
      const contacts = ids(40).map((id) => (id === 'c7' ? contact(id).fails(fault) : contact(id).buys(`b-${id}`)));
      await using office = await startOffice(contacts);
      await using gateway = await startGateway(office);
      const query = `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId estateTies(side: BUYER) { estate { estateId } } } }`;
      const { data, errors } = await gateway.query(query, { ids: ids(40) });
      expect(data.contacts).toEqual(
        ids(40).map((id) => ({ contactId: id, estateTies: id === 'c7' ? null : [{ estate: { estateId: `b-${id}` } }] })),
      );
      expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
        [['contacts', 7, 'estateTies'], fault === 'not-found' ? 'NOT_FOUND' : 'UPSTREAM_BAD_REQUEST'],
      ]);
      expect(office.totalCalls).toBeLessThanOrEqual(2 + 10);
      expect(office.totalCalls).toBeGreaterThan(2);
    },
  );

  it('contacts that are all refused are each asked alone after the halves, and no more', async () => {
    await using office = await startOffice(ids(20).map((id) => contact(id).fails('bad-request')));
    await using gateway = await startGateway(office);
    const { errors } = await gateway.query(
      `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { estateTies(side: BUYER) { id } } }`,
      {
        ids: ids(20),
      },
    );
    expect(errors).toHaveLength(20);
    expect(office.totalCalls).toBeLessThanOrEqual(1 + 10 + 20);
  });

  it('operations at the same time ask for each contact once', async () => {
    const contacts = ids(30).map((id) => contact(id).buys(`b-${id}`).takes(50));
    await using office = await startOffice(contacts);
    await using gateway = await startGateway(office, CACHED);
    const answers = await Promise.all([
      gateway.query(BADGES, { ids: ids(20) }),
      gateway.query(BADGES, { ids: ids(30).slice(10) }),
      gateway.query(BADGES, { ids: ids(30) }),
    ]);
    for (const { errors } of answers) expect(errors).toBeUndefined();
    for (const endpoint of ['Buyer', 'Seller'] as const)
      expect(Object.values(office.callsOf(endpoint))).toEqual(Array.from({ length: 30 }, () => 1));
  });

  it('a batch is not cancelled while anybody waits for one of its contacts, and is when nobody does', async () => {
    const contacts = ids(6).map((id) => contact(id).takes(400));
    await using office = await startOffice(contacts);
    await using gateway = await startGateway(office, { ...CACHED, METRICS_TOKEN });
    const ask = (wanted: readonly string[], signal?: AbortSignal) =>
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { estateTies(side: BUYER) { id } } }`,
          variables: { ids: wanted },
        }),
        ...(signal ? { signal } : {}),
      }).then((response) => response.json());
    const openCalls = () => office.sandbox.calls.report().openNow;

    const first = new AbortController();
    const left = ask(ids(6).slice(0, 4), first.signal).catch(() => 'left');
    await expect.poll(openCalls).toBe(1);
    const stays = ask(['c3']);
    await expect.poll(async () => (await readMetrics(gateway)).gateway_upstream_shared_total).toBe(1);
    first.abort();
    expect(await left).toBe('left');
    expect(await stays).toMatchObject({ data: { contacts: [{ estateTies: [] }] } });
    expect(office.totalCalls).toBe(1);

    const all = new AbortController();
    const gone = [ask(['c4'], all.signal), ask(['c4', 'c5'], all.signal)].map((asked) => asked.catch(() => 'left'));
    await expect.poll(openCalls).toBeGreaterThan(0);
    all.abort();
    expect(await Promise.all(gone)).toEqual(['left', 'left']);
    await expect.poll(openCalls).toBe(0);
    const log = () => gateway.logged('upstream_failed').map(({ code }) => code);
    await expect.poll(log).toContain('CANCELLED');
  });
});

describe('the calls of one operation are limited', () => {
  const LISTS = `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { contactId partyRoles { role } partyRolesStatus { state code retryable } } }`;

  it('beyond the limit fields are null with CALL_LIMIT_EXCEEDED, and their status says so', async () => {
    await using office = await startOffice(people(10));
    await using gateway = await startGateway(office, { ...CACHED, MAX_CALLS_PER_OPERATION: '4' });
    const { data, errors } = await gateway.query(LISTS, { ids: ids(10) });
    const beyond = { partyRoles: null, partyRolesStatus: { state: 'UNAVAILABLE', code: 'CALL_LIMIT_EXCEEDED', retryable: false } };
    expect(data.contacts.slice(4)).toEqual(
      ids(10)
        .slice(4)
        .map((contactId) => ({ contactId, ...beyond })),
    );
    expect(data.contacts.slice(0, 4)).toEqual(
      ids(4).map((contactId) => ({ contactId, partyRoles: [], partyRolesStatus: { state: 'FRESH', code: null, retryable: false } })),
    );
    expect(errors).toHaveLength(6);
    expect(office.totalCalls).toBe(4);

    const next = await gateway.query(LISTS, { ids: ids(10) }); // what is cached is free
    expect(next.errors).toHaveLength(2);
    expect(office.totalCalls).toBe(8);
  });

  it('at most 1,000 homes are looked up, cached or not', async () => {
    const homes = ids(1_001, 'h').reduce((owner, id) => owner.sells(id), contact('a'));
    await using office = await startOffice([homes]);
    await using gateway = await startGateway(office, { MAX_CALLS_PER_OPERATION: '10000' });
    const { data, errors } = await gateway.query(
      '{ contact(customerId: "M1", contactId: "a") { partyRoles { estate { listing { id } listingStatus { state } } } } }',
    );
    expect(errors?.map(({ extensions: { code } }) => code)).toEqual(['CALL_LIMIT_EXCEEDED']);
    const states = Map.groupBy(
      data.contact.partyRoles as { estate: { listingStatus: { state: string } } }[],
      (row) => row.estate.listingStatus.state,
    );
    expect([states.get('NOT_FOUND')?.length, states.get('UNAVAILABLE')?.length]).toEqual([1_000, 1]);
    expect(office.callsByEndpoint).toEqual({ PartyRoles: 1, Estate: 1_000 });
  });

  it('a batch counts as one call, and an operation without any left spoils nothing for another', async () => {
    await using office = await startOffice(people(40).map((each) => each.buys('home-1')));
    await using gateway = await startGateway(office, { ...CACHED, MAX_CALLS_PER_OPERATION: '2' });
    const { errors, extensions } = await gateway.query(
      `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { estateTies(side: BUYER) { id } } }`,
      { ids: ids(40) },
    );
    expect(errors).toBeUndefined();
    expect(extensions?.upstream.calls).toBe(2);
    const roles = `query ($ids: [ID!]!) { contacts(customerId: "M1", contactIds: $ids) { partyRoles { role } } }`;
    const [one, other] = await Promise.all([gateway.query(roles, { ids: ['c0', 'c1', 'c2'] }), gateway.query(roles, { ids: ['c2'] })]);
    expect(one.errors?.map(({ extensions: { code } }) => code)).toEqual(['CALL_LIMIT_EXCEEDED']);
    expect(other.errors).toBeUndefined();
  });
});
