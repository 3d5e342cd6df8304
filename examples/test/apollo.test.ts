import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { filter, firstValueFrom, NEVER } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../apollo/client.ts';
import { ContactCardDocument, ContactListDocument, FindContactDocument, RoleCountsDocument } from '../generated/parsed/graphql.ts';
import { type Demo, FAILING, startDemo } from './demo.ts';
import { createHastyClient } from './hasty-client.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo[Symbol.asyncDispose]());

const customerId = 'M30011';

describe('the client of Apollo', () => {
  it('shows who a contact is, its homes and who acts for it, and asks Vitec once for the roles', async () => {
    const client = createClient(demo.url);
    const variables = { customerId, contactId: 'anna-andersson' };
    const { data } = await client.query({ query: ContactCardDocument, variables });
    expect(data?.contact).toMatchObject({
      profile: { __typename: 'PersonProfile', displayName: 'Anna Andersson', address: { city: 'Malmö' } },
      bought: [{ estate: { listing: { statusLabel: 'Såld', address: { streetAddress: 'Storgatan 4' } } } }, {}, {}],
      representedBy: [{ relationLabel: 'Fullmakt', contact: { profile: { displayName: 'Omar Haddad' } } }, { relation: 'OTHER' }],
      profileStatus: { state: 'FRESH' },
      partyRolesStatus: { state: 'FRESH' },
      contactRelationsStatus: { state: 'FRESH' },
    });
    expect(await demo.callsFor('anna-andersson')).toBe(1);
  });

  it.each(FAILING)('gives the status of each part of %s beside its errors, and throws nothing', async (contactId, state, code) => {
    await using own = await startDemo(); // so many calls fail that the breaker of a shared one would open
    const { client } = createHastyClient(own.url);
    const { data, error } = await client.query({ query: ContactCardDocument, variables: { customerId, contactId } });
    const status = { state, code };
    expect(data?.contact).toMatchObject({
      profile: null,
      profileStatus: status,
      bought: null,
      sold: null,
      partyRolesStatus: status,
      representedBy: null,
      represents: null,
      contactRelationsStatus: status,
    });
    const fields = ['profile', 'bought', 'sold', 'representedBy', 'represents'];
    expect(CombinedGraphQLErrors.is(error) && error.errors.map(({ path, extensions }) => [path?.join('.'), extensions?.code])).toEqual(
      fields.map((field) => [`contact.${field}`, code]),
    );
  });

  it('keeps a list whole where some of its contacts fail', async () => {
    const { client } = createHastyClient(demo.url);
    const contactIds = ['anna-andersson', 'finns-inte', 'utan-roller'];
    const { data } = await client.query({ query: ContactListDocument, variables: { customerId, contactIds } });
    expect(data?.contacts.map((contact) => [contact?.profile?.displayName, contact?.bought?.length, contact?.boughtStatus.code])).toEqual([
      ['Anna Andersson', 3, null],
      [undefined, undefined, 'NOT_FOUND'],
      ['Ulla Tom', 0, null],
    ]);
    expect(await demo.callsFor('anna-andersson', 'Buyer')).toBe(1);
  });

  it('finds a contact, and keeps nothing of the search', async () => {
    const client = createClient(demo.url);
    const variables = { customerId, term: 'Karin Gustavsson' };
    const { data } = await client.query({ query: FindContactDocument, variables, fetchPolicy: 'no-cache' });
    expect(data?.searchContacts?.matches[0]?.contact).toMatchObject({
      contactId: 'karin-gustavsson',
      profile: { address: { city: 'Lund' } },
    });
    expect(JSON.stringify(client.cache.extract())).not.toContain('Karin');
  });

  it('shows what is known while it waits to ask once more', async () => {
    const client = createClient(demo.url, { pause: () => NEVER });
    const variables = { customerId, contactIds: ['anna-andersson', 'underhall'] };
    const results = client.watchQuery({ query: RoleCountsDocument, variables });
    const { data } = await firstValueFrom(results.pipe(filter(({ loading }) => !loading)));
    expect(data?.contacts?.map((contact) => contact?.partyRolesStatus?.code)).toEqual([null, 'UPSTREAM_UNAVAILABLE']);
    client.stop();
  });
});
