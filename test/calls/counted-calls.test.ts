import { describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`);
const people = (count: number) => ids(count).map((id, index) => contact(id).sells(`home-${index}`));
const LIST =
  'query ($contactIds: [ID!]!) { contacts(customerId: "M1", contactIds: $contactIds) { contactId partyRoles { estate { estateId } } } }';
type Listed = { contactId: string; partyRoles: { estate: { estateId: string } }[] }[];

describe('N distinct contacts cost at most N calls', () => {
  it('50 ids of 50 contacts are 50 calls, answered in their order', async () => {
    await using office = await startOffice(people(50));
    await using gateway = await startGateway(office);
    const { data, extensions } = await gateway.query<{ contacts: Listed }>(LIST, { contactIds: ids(50) });
    expect(data.contacts.map(({ contactId }) => contactId)).toEqual(ids(50));
    expect(data.contacts.map(({ partyRoles }) => partyRoles[0]?.estate.estateId)).toEqual(ids(50).map((_, index) => `home-${index}`));
    expect(office.totalCalls).toBe(50);
    expect(extensions?.upstream).toMatchObject({ calls: 50, cacheHits: 0 });
  });

  it('50 ids of 5 contacts are 5 calls', async () => {
    await using office = await startOffice(people(5));
    await using gateway = await startGateway(office);
    const contactIds = Array.from({ length: 50 }, (_, index) => `c${index % 5}`);
    const { data } = await gateway.query<{ contacts: Listed }>(LIST, { contactIds });
    expect(data.contacts.map(({ contactId }) => contactId)).toEqual(contactIds);
    expect(office.calls).toEqual({ c0: 1, c1: 1, c2: 1, c3: 1, c4: 1 });
  });

  it('30 aliases of one contact with 30 filters are 1 call', async () => {
    await using office = await startOffice([ids(30).reduce((built, _, index) => built.sells(`home-${index}`), contact('a'))]);
    await using gateway = await startGateway(office);
    const aliases = ids(30).map(
      (id, index) =>
        `${id}: contact(customerId: "M1", contactId: "a") { partyRoles(filter: { estateIds: ["home-${index}"] }) { estate { estateId } } }`,
    );
    const { data } = await gateway.query(`{ ${aliases.join('\n')} }`);
    expect(Object.values<Listed[0]>(data).map(({ partyRoles }) => partyRoles.map(({ estate }) => estate.estateId))).toEqual(
      ids(30).map((_, index) => [`home-${index}`]),
    );
    expect(office.calls).toEqual({ a: 1 });
  });

  it('all fields of a contact, in fragments, lists, nodes and entities at once, are 1 call', async () => {
    await using office = await startOffice([contact('a').sells('home-1').actsFor('b')]);
    await using gateway = await startGateway(office);
    const id = (await gateway.query('{ contact(customerId: "M1", contactId: "a") { id } }')).data.contact.id;
    const { data, errors } = await gateway.query(
      `query ($id: ID!, $representations: [_Any!]!) {
        one: contact(customerId: "M1", contactId: "a") { ...Everything }
        list: contacts(customerId: "M1", contactIds: ["a", "a"]) { ...Everything }
        node(id: $id) { ... on Contact { ...Everything } }
        nodes(ids: [$id]) { ... on Contact { ...Everything } }
        _entities(representations: $representations) { ... on Contact { ...Everything } }
      }
      fragment Everything on Contact {
        partyRoles { id contact { partyRolesStatus { state } } } primaryRoles { id } extraRoles { id }
        partyRoleGroups { count } hasRole(estateId: "home-1") representations { relations } partyRolesStatus { state }
      }`,
      {
        id,
        representations: [
          { __typename: 'Contact', id },
          { __typename: 'Contact', customerId: 'M1', contactId: 'a' },
        ],
      },
    );
    expect(errors).toBeUndefined();
    expect(data.list[0]).toEqual(data.one);
    expect(data.node).toEqual(data.one);
    expect(data.nodes[0]).toEqual(data.one);
    expect(data._entities).toEqual([data.one, data.one]);
    expect(office.calls).toEqual({ a: 1 });
  });

  it('ids alone are 0 calls, in every query', async () => {
    await using office = await startOffice(people(3));
    await using gateway = await startGateway(office);
    const { data } = await gateway.query(`{
      contact(customerId: "M1", contactId: "c0") { __typename id customerId contactId }
      contacts(customerId: "M1", contactIds: ["c0", "c1", "c2"]) { id }
      _entities(representations: [{ __typename: "Contact", customerId: "M1", contactId: "c0" }]) { ... on Contact { id } }
    }`);
    expect(data._entities[0].id).toBe(data.contact.id);
    expect(data.contacts[0].id).toBe(data.contact.id);
    expect(office.totalCalls).toBe(0);
  });

  it('fields excluded by @skip and @include are 0 calls', async () => {
    await using office = await startOffice(people(1));
    await using gateway = await startGateway(office);
    await gateway.query(
      'query ($no: Boolean!) { contact(customerId: "M1", contactId: "c0") { id partyRoles @include(if: $no) { id } partyRolesStatus @skip(if: true) { state } } }',
      { no: false },
    );
    expect(office.totalCalls).toBe(0);
  });

  it('the status alone is 1 call', async () => {
    await using office = await startOffice(people(1));
    await using gateway = await startGateway(office);
    const { data } = await gateway.query('{ contact(customerId: "M1", contactId: "c0") { partyRolesStatus { state code fetchedAt } } }');
    expect(data.contact.partyRolesStatus).toEqual({
      state: 'FRESH',
      code: null,
      fetchedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    expect(office.totalCalls).toBe(1);
  });

  it('a queried principal costs one call for all rows that name it', async () => {
    await using office = await startOffice([
      contact('a').actsFor('b', { estateId: 'e1' }).actsFor('b', { estateId: 'e2' }),
      contact('b').sells('e1'),
    ]);
    await using gateway = await startGateway(office);
    await gateway.query(
      '{ contact(customerId: "M1", contactId: "a") { extraRoles { actsFor { primaryRoles { id } } } representations { principal { hasRole(estateId: "e1") } } } }',
    );
    expect(office.calls).toEqual({ a: 1, b: 1 });
  });
});

describe('concurrent calls', () => {
  it('are at most VITEC_MAX_CONCURRENCY over all operations', async () => {
    await using office = await startOffice(people(24).map((person) => person.takes(15)));
    await using gateway = await startGateway(office, { VITEC_MAX_CONCURRENCY: '4' });
    const halves = [ids(24).slice(0, 12), ids(24).slice(12)];
    const answers = await Promise.all(halves.map((contactIds) => gateway.query<{ contacts: Listed }>(LIST, { contactIds })));
    for (const { data, errors } of answers) {
      expect(errors).toBeUndefined();
      expect(data.contacts.every(({ partyRoles }) => partyRoles.length === 1)).toBe(true);
    }
    expect(office.totalCalls).toBe(24);
    expect(office.mostOpen).toBe(4);
  });

  it('return their permits when the caller disconnects, queued or in progress', async () => {
    await using office = await startOffice([contact('never').fails('silent'), contact('next').sells('home-1')]);
    await using gateway = await startGateway(office, {
      VITEC_MAX_CONCURRENCY: '1',
      VITEC_ATTEMPT_TIMEOUT_MS: '60000',
      OPERATION_TIMEOUT_MS: '61000',
    });
    const leaving = new AbortController();
    const ask = (contactId: string) =>
      fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: LIST, variables: { contactIds: [contactId] } }),
        signal: leaving.signal,
      }).catch(() => 'left');
    const gone = [ask('never'), ask('next')];
    await expect.poll(() => office.sandbox.calls.report().openNow).toBe(1);
    leaving.abort();
    expect(await Promise.all(gone)).toEqual(['left', 'left']);
    const { data } = await gateway.query<{ contacts: Listed }>(LIST, { contactIds: ['next'] });
    expect(data.contacts[0]?.partyRoles).toHaveLength(1);
    expect(office.calls).toEqual({ never: 1, next: 1 });
  });
});

describe('the upstream report', () => {
  it('holds calls and milliseconds waited, and is absent when it is off', async () => {
    await using office = await startOffice([contact('a').takes(40)]);
    await using gateway = await startGateway(office);
    const answer = await gateway.query(LIST, { contactIds: ['a'] });
    expect(answer.extensions?.upstream.calls).toBe(1);
    expect(answer.extensions?.upstream.waitedMs).toBeGreaterThanOrEqual(35);
    await using silent = await startGateway(office, { UPSTREAM_REPORT: 'false' });
    expect((await silent.query(LIST, { contactIds: ['a'] })).extensions).toBeUndefined();
  });
});
