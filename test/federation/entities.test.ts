import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listing } from '../../src/sandbox/listing.ts';
import { startGateway } from '../support/gateway.ts';
import { contact, startOffice } from '../support/office.ts';

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Contact { id contactId partyRoles { role } }
    ... on Estate { id customerId estateId }
  }
}`;

describe('_entities', () => {
  it('gives contacts and estates by either key, in order, and each contact for one call', async () => {
    await using office = await startOffice([contact('a').buys('home-1'), contact('b').sells('home-1')]);
    await using gateway = await startGateway(office);
    const { data: direct } = await gateway.query('{ contact(customerId: "M1", contactId: "a") { id partyRoles { estate { id } } } }');
    const { data, errors } = await gateway.query(ENTITIES, {
      representations: [
        { __typename: 'Contact', customerId: 'M1', contactId: 'b' },
        { __typename: 'Contact', id: direct.contact.id },
        { __typename: 'Estate', customerId: 'M1', estateId: 'home-1' },
        { __typename: 'Estate', id: direct.contact.partyRoles[0].estate.id },
        { __typename: 'Contact', id: direct.contact.id, customerId: 'M1', contactId: 'a' },
      ],
    });
    expect(errors).toBeUndefined();
    const a = { __typename: 'Contact', id: direct.contact.id, contactId: 'a', partyRoles: [{ role: 'BUYER' }] };
    const home = { __typename: 'Estate', id: direct.contact.partyRoles[0].estate.id, customerId: 'M1', estateId: 'home-1' };
    expect(data._entities).toEqual([expect.objectContaining({ contactId: 'b' }), a, home, home, a]);
    expect(office.calls).toEqual({ a: 2, b: 1 }); // one of the two was asked directly, before
  });

  it.each([
    ['an unknown type', { __typename: 'Dog', id: 'x' }],
    ['no type', { customerId: 'M1', contactId: 'a' }],
    ['half a key', { __typename: 'Contact', customerId: 'M1' }],
    ['no key', { __typename: 'Contact' }],
    ['a number for a string', { __typename: 'Contact', customerId: 'M1', contactId: 7 }],
    ['an object for a string', { __typename: 'Contact', customerId: 'M1', contactId: { $ne: null } }],
    ['an id that was not made here', { __typename: 'Contact', id: 'TTE6YQ==' }],
    ['the id of an estate', { __typename: 'Contact', id: Buffer.from('["Estate","M1","a"]').toString('base64url') }],
    [
      'keys that contradict each other',
      { __typename: 'Contact', id: Buffer.from('["Contact","M1","a"]').toString('base64url'), customerId: 'M1', contactId: 'b' },
    ],
    ['an id that cannot be asked for', { __typename: 'Contact', customerId: 'M1', contactId: '../b' }],
    ['a text', 'Contact'],
    ['a number', 4],
    ['a list', [{ __typename: 'Contact' }]],
    ['an inherited type', { __proto__: null, toString: 'Contact' }],
  ])('answers null and BAD_USER_INPUT for %s, at its place alone and without a call', async (_what, lie) => {
    await using office = await startOffice([contact('a').buys('home-1')]);
    await using gateway = await startGateway(office);
    const { data, errors } = await gateway.query(ENTITIES, {
      representations: [lie, { __typename: 'Contact', customerId: 'M1', contactId: 'a' }],
    });
    expect(data._entities).toEqual([null, expect.objectContaining({ contactId: 'a', partyRoles: [{ role: 'BUYER' }] })]);
    expect(errors).toMatchObject([{ path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(office.calls).toEqual({ a: 1 });
  });

  it('are batched with the root fields of the same request: 50 of 10 contacts, and the 10 themselves, are 10 calls', async () => {
    const ids = Array.from({ length: 10 }, (_, index) => `c${index}`);
    await using office = await startOffice(ids.map((id) => contact(id).sells('home-1')));
    await using gateway = await startGateway(office);
    const { data, errors } = await gateway.query(
      `query ($ids: [ID!]!, $representations: [_Any!]!) {
        contacts(customerId: "M1", contactIds: $ids) { partyRoles { role } }
        _entities(representations: $representations) { ... on Contact { primaryRoles { role } } }
      }`,
      {
        ids,
        representations: Array.from({ length: 50 }, (_, index) => ({
          __typename: 'Contact',
          customerId: 'M1',
          contactId: `c${index % 10}`,
        })),
      },
    );
    expect(errors).toBeUndefined();
    expect([data.contacts.length, data._entities.length, office.totalCalls]).toEqual([10, 50, 10]);
  });

  it('give names, ties and homes by either key: one call for each batch and each home', async () => {
    const listings = ['home-1', 'home-2'].map((estateId) => listing(estateId, '', { streetAddress: `Storgatan vid ${estateId}` }));
    await using office = await startOffice([contact('a').buys('home-1').named('Anna'), contact('b').sells('home-2').named('Bo')], {
      listings,
    });
    await using gateway = await startGateway(office);
    const { data: ids } = await gateway.query(
      '{ contacts(customerId: "M1", contactIds: ["a", "b"]) { id estateTies(side: BUYER) { estate { id } } } }',
    );
    const { data, errors } = await gateway.query(
      `query ($representations: [_Any!]!) {
        _entities(representations: $representations) {
          ... on Contact { profile { displayName } estateTies(side: SELLER) { estate { estateId } } }
          ... on Estate { listing { address { streetAddress } } listingStatus { code } }
        }
      }`,
      {
        representations: [
          { __typename: 'Contact', customerId: 'M1', contactId: 'b' },
          { __typename: 'Contact', id: ids.contacts[0].id },
          { __typename: 'Contact', id: ids.contacts[1].id },
          { __typename: 'Estate', customerId: 'M1', estateId: 'home-2' },
          { __typename: 'Estate', id: ids.contacts[0].estateTies[0].estate.id },
          { __typename: 'Estate', customerId: 'M1', estateId: 'home-1' },
          { __typename: 'Estate', customerId: 'M1', estateId: 'home-away' },
        ],
      },
    );
    expect(errors).toBeUndefined();
    const anna = { profile: { displayName: 'Anna Testsson' }, estateTies: [] };
    const bo = { profile: { displayName: 'Bo Testsson' }, estateTies: [{ estate: { estateId: 'home-2' } }] };
    const [first, second] = ['home-1', 'home-2'].map((estateId) => ({
      listing: { address: { streetAddress: `Storgatan vid ${estateId}` } },
      listingStatus: { code: null },
    }));
    const away = { listing: null, listingStatus: { code: 'NOT_FOUND' } };
    expect(data._entities).toEqual([bo, anna, bo, second, first, first, away]);
    expect(office.callsByEndpoint).toEqual({ Buyer: 1, Contact: 2, Seller: 1, Estate: 3 });
  });

  it('refuses 1,000 representations whole, before any call', async () => {
    await using office = await startOffice([]);
    await using gateway = await startGateway(office);
    const representations = Array.from({ length: 1_000 }, (_, index) => ({
      __typename: 'Contact',
      customerId: 'M1',
      contactId: `c${index}`,
    }));
    const { status, data, errors } = await gateway.query(ENTITIES, { representations });
    expect([status, data]).toEqual([400, undefined]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(office.totalCalls).toBe(0);
  });
});

describe('_service', () => {
  it('says what the published subgraph says', async () => {
    await using office = await startOffice([]);
    await using gateway = await startGateway(office);
    const published = readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8');
    const { data } = await gateway.query('{ _service { sdl } }');
    expect(published.endsWith(data._service.sdl)).toBe(true);
    expect(data._service.sdl).toContain('@key(fields: "customerId contactId")');
  });
});
