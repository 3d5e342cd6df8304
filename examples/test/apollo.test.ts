import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { filter, firstValueFrom, NEVER } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../apollo/client.ts';
import { ContactCardDocument, ContactListDocument, WhomIActForDocument } from '../generated/parsed/graphql.ts';
import { type Demo, FAILING, startDemo } from './demo.ts';
import { createHastyClient } from './hasty-client.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo[Symbol.asyncDispose]());

const customerId = 'M30011';

describe('the client of Apollo', () => {
  it('shows what a contact has bought and sold and for whom it acts, for one call to Vitec', async () => {
    const client = createClient(demo.url);
    const variables = { customerId, contactId: 'advokat-berg' };
    const [card, acting] = await Promise.all([
      client.query({ query: ContactCardDocument, variables }),
      client.query({ query: WhomIActForDocument, variables }),
    ]);
    expect(card.data?.contact).toMatchObject({ bought: [], sold: [], partyRolesStatus: { state: 'FRESH' } });
    const principals = acting.data?.contact?.representations?.map(({ principal }) => principal?.contactId);
    expect(principals).toEqual(['dodsbo-gustavsson', 'dodsbo-olsson']);
    expect(await demo.callsFor('advokat-berg')).toBe(1);
  });

  it.each(FAILING)('gives the status of %s beside its errors, and throws nothing', async (contactId, state, code) => {
    const { client } = createHastyClient(demo.url);
    const { data, error } = await client.query({ query: ContactCardDocument, variables: { customerId, contactId } });
    expect(data?.contact).toMatchObject({ bought: null, sold: null, partyRolesStatus: { state, code } });
    expect(CombinedGraphQLErrors.is(error) && error.errors.map(({ path, extensions }) => [path?.join('.'), extensions?.code])).toEqual([
      ['contact.bought', code],
      ['contact.sold', code],
    ]);
  });

  it('keeps a list whole where some of its contacts fail', async () => {
    const { client } = createHastyClient(demo.url);
    const contactIds = ['anna-andersson', ...FAILING.map(([contactId]) => contactId), 'utan-roller'];
    const { data } = await client.query({ query: ContactListDocument, variables: { customerId, contactIds } });
    // CACHED: the list was asked for twice, for the sake of the one that may mend, and the gateway had kept the good ones
    expect(data?.contacts.map((contact) => [contact?.partyRolesStatus.state, contact?.partyRoleGroups?.length])).toEqual([
      ['CACHED', 2],
      ['UNAVAILABLE', undefined],
      ['FORBIDDEN', undefined],
      ['NOT_FOUND', undefined],
      ['CACHED', 0],
    ]);
    expect(await demo.callsFor('anna-andersson')).toBe(1);
  });

  it('shows what is known while it waits to ask once more', async () => {
    const client = createClient(demo.url, { pause: () => NEVER });
    const variables = { customerId, contactIds: ['anna-andersson', 'underhall'] };
    const results = client.watchQuery({ query: ContactListDocument, variables });
    const { data } = await firstValueFrom(results.pipe(filter(({ loading }) => !loading)));
    expect(data?.contacts?.map((contact) => contact?.partyRolesStatus?.code)).toEqual([null, 'UPSTREAM_UNAVAILABLE']);
    client.stop();
  });
});
