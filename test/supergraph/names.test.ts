import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listing, STATUS } from '../../src/sandbox/listing.ts';
import { contact } from '../support/office.ts';
import { GATEWAYS } from './gateways.ts';
import { SECRET, type Supergraph, startSupergraph } from './start-supergraph.ts';

const CONTACTS = [
  ...Array.from({ length: 10 }, (_, index) => contact(`seller-${index}`).sells(`home-${index}`).named(`Namn${index}`)),
  contact('ward').buys('home-1').named('Elsa').representedBy('guardian', 'LimitedGuardian'),
  contact('guardian').named('Sven'),
  contact('nameless').fails({ Contact: 'unavailable' }).buys('home-1'),
];
const LISTINGS = Array.from({ length: 10 }, (_, index) =>
  listing(`home-${index}`, '', { streetAddress: `Storgatan ${index}`, status: STATUS.Sold }),
);
const ESTATE = `estateId valuationInKronor listing { status address { streetAddress } } listingStatus { code }`;
const CONTACT = `contactId profile { displayName } profileStatus { code }`;

describe.each(Object.entries(GATEWAYS))('names and homes behind %s', (_name, startGateway) => {
  let world: Supergraph;
  const home = (index: number) => ({
    estateId: `home-${index}`,
    valuationInKronor: 1_000_000 * (index + 1),
    listing: { status: 'SOLD', address: { streetAddress: `Storgatan ${index}` } },
    listingStatus: { code: null },
  });
  const named = (contactId: string, displayName: string) => ({ contactId, profile: { displayName }, profileStatus: { code: null } });

  beforeAll(async () => {
    world = await startSupergraph(startGateway, CONTACTS, { listings: LISTINGS });
  }, 60_000);
  afterAll(() => world[Symbol.asyncDispose]());

  it('a card: name, relations, ties and homes, with the fields of other subgraphs', async () => {
    const { data, errors } = await world.ask(
      `{ contact(customerId: "M1", contactId: "ward") {
          ${CONTACT}
          notes
          estateTies(side: BUYER) { side estate { ${ESTATE} seller { ${CONTACT} } } }
          representedBy { relation contact { ${CONTACT} } }
        } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.contact).toEqual({
      ...named('ward', 'Elsa Testsson'),
      notes: ['Ring ward'],
      estateTies: [{ side: 'BUYER', estate: { ...home(1), seller: named('seller-1', 'Namn1 Testsson') } }],
      representedBy: [{ relation: 'LIMITED_GUARDIAN', contact: named('guardian', 'Sven Testsson') }],
    });
  });

  it('entities of other subgraphs, by the ids of Vitec and by the opaque id', async () => {
    const { data: known } = await world.ask(
      '{ contact(customerId: "M1", contactId: "ward") { id } estates(customerId: "M1", estateIds: ["home-3", "home-away"]) { id } }',
    );
    const { data, errors } = await world.ask(
      `query ($contacts: [ID!]!, $estates: [ID!]!) {
        byIdsOfVitec: estates(customerId: "M1", estateIds: ["home-3", "home-away"]) { ${ESTATE} seller { ${CONTACT} } }
        contactsWithNotes(customerId: "M1") { notes ${CONTACT} }
        favouriteContacts(ids: $contacts) { isFavourite ${CONTACT} }
        favouriteEstates(ids: $estates) { isFavourite ${ESTATE} }
      }`,
      { variables: { contacts: [known.contact.id], estates: known.estates.map(({ id }: { id: string }) => id) } },
    );
    const away = { estateId: 'home-away', valuationInKronor: 1_000_000, listing: null, listingStatus: { code: 'NOT_FOUND' } };
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      byIdsOfVitec: [
        { ...home(3), seller: named('seller-3', 'Namn3 Testsson') },
        { ...away, seller: named('seller-0', 'Namn0 Testsson') },
      ],
      contactsWithNotes: [{ notes: ['Ring seller-1'], ...named('seller-1', 'Namn1 Testsson') }],
      favouriteContacts: [{ isFavourite: true, ...named('ward', 'Elsa Testsson') }],
      favouriteEstates: [
        { isFavourite: true, ...home(3) },
        { isFavourite: true, ...away },
      ],
    });
  });

  it('a name that cannot be read is null with its code, and the ties beside it stand', async () => {
    const { data, errors } = await world.ask(
      `{ contact(customerId: "M1", contactId: "nameless") { ${CONTACT} estateTies(side: BUYER) { estate { estateId } } } }`,
    );
    expect(data.contact).toEqual({
      contactId: 'nameless',
      profile: null,
      profileStatus: { code: 'UPSTREAM_UNAVAILABLE' },
      estateTies: [{ estate: { estateId: 'home-1' } }],
    });
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code])).toEqual([
      ['contact.profile', 'UPSTREAM_UNAVAILABLE'],
    ]);
  });

  it('a search: its matches with names, and the term in the variables of the request to the gateway alone', async () => {
    const before = world.requests.length;
    const { data, errors } = await world.ask(
      `query ($term: String!) { searchContacts(customerId: "M1", term: $term) { isCut matches { contact { notes ${CONTACT} } } } }`,
      { variables: { term: 'Elsa Testsson' } },
    );
    expect(errors).toBeUndefined();
    expect(data.searchContacts).toEqual({
      isCut: false,
      matches: [{ contact: { notes: ['Ring ward'], ...named('ward', 'Elsa Testsson') } }],
    });
    const sent = world.requests.slice(before);
    expect(sent.map(({ query }) => query).join()).not.toContain('Elsa');
    expect(sent.flatMap(({ variables }) => Object.values(variables))).toContain('Elsa Testsson');
  });

  it('the router forwards the token, cache-control and the request id, and adds its secret', async () => {
    const query = `{ contact(customerId: "M1", contactId: "seller-9") { ${CONTACT} } }`;
    const headers = { 'cache-control': 'no-cache', 'x-request-id': '4bf92f3577b34da6a3ce929d0e0e4736' };
    const [, first] = await world.callsOf(() => world.ask(query));
    const [, cached] = await world.callsOf(() => world.ask(query));
    const [{ data }, fresh] = await world.callsOf(() => world.ask(query, { headers }));
    expect(data.contact).toEqual(named('seller-9', 'Namn9 Testsson'));
    expect([first > 0, cached, fresh > 0]).toEqual([true, 0, true]);
    expect(world.requests.at(-1)?.headers).toMatchObject({
      ...headers,
      authorization: expect.stringMatching(/^Bearer /),
      'x-router-secret': SECRET,
    });
  });
});
