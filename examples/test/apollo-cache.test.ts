import { gql } from '@apollo/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../apollo/client.ts';
import { ContactCardDocument, ContactListDocument, IsSellerDocument, RoleCountsDocument } from '../generated/parsed/graphql.ts';
import { type Demo, startDemo } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo[Symbol.asyncDispose]());

const anna = { customerId: 'M30011', contactId: 'anna-andersson' };
const otherAnna = { customerId: 'M30012', contactId: 'anna-andersson' };

const keysOf = (extracted: unknown, typename: string) => Object.keys(extracted as object).filter((key) => key.startsWith(`${typename}:`));

describe('the cache of Apollo', () => {
  it('writes what two operations tell of one contact into one entity', async () => {
    const client = createClient(demo.url);
    await client.query({ query: ContactCardDocument, variables: anna });
    await client.query({ query: IsSellerDocument, variables: { ...anna, estateId: 'OBJ30011_0002' } });
    await client.query({ query: ContactListDocument, variables: { customerId: 'M30011', contactIds: ['anna-andersson'] } });
    await client.query({ query: RoleCountsDocument, variables: { customerId: 'M30011', contactIds: ['anna-andersson'] } });
    const extracted = client.cache.extract() as Record<string, Record<string, unknown>>;
    const [key = ''] = Object.keys(extracted).filter((name) => extracted[name]?.contactId === 'anna-andersson');
    expect(keysOf(extracted, 'Contact')).toHaveLength(3); // she, and two who act for her
    expect(keysOf(extracted, 'PersonProfile')).toHaveLength(3);
    expect(Object.keys(extracted[key] ?? {})).toEqual(
      expect.arrayContaining([
        'primaryRoles({"filter":{"roles":["BUYER"]}})',
        'primaryRoles({"filter":{"roles":["SELLER"]}})',
        'hasRole({"estateId":"OBJ30011_0002","roles":["SELLER"]})',
        'partyRoleGroups({"filter":{}})',
        'estateTies({"side":"BUYER"})',
        'profile',
        'contactId',
      ]),
    );
    expect(keysOf(extracted, 'Estate')).toHaveLength(3); // five rows, of which two are of homes bought and sold again
  });

  it('answers what it has been told by another operation without asking', async () => {
    const client = createClient(demo.url);
    await client.query({ query: ContactCardDocument, variables: anna });
    const { data } = await client.query({
      query: gql`
        query Bought($customerId: ID!, $contactId: ID!) {
          contact(customerId: $customerId, contactId: $contactId) {
            id
            primaryRoles(filter: { roles: [BUYER] }) {
              estate {
                estateId
              }
            }
          }
        }
      `,
      variables: anna,
      fetchPolicy: 'cache-only',
    });
    expect(data).toMatchObject({ contact: { primaryRoles: [{}, {}, { estate: { estateId: 'OBJ30011_0001' } }] } });
  });

  it('keeps one contactId of two offices apart', async () => {
    const client = createClient(demo.url);
    const homesOf = async (variables: typeof anna) => {
      const { data } = await client.query({ query: ContactCardDocument, variables });
      return data?.contact?.bought?.map(({ estate }) => estate.estateId);
    };
    expect(await homesOf(otherAnna)).toEqual(['OBJ30012_0001']);
    expect(await homesOf(anna)).toEqual(['OBJ30011_0003', 'OBJ30011_0002', 'OBJ30011_0001']);
    expect(await homesOf(otherAnna)).toEqual(['OBJ30012_0001']); // from the cache, after the namesake was written
    expect(keysOf(client.cache.extract(), 'Contact')).toHaveLength(4); // both, and two who act for one of them
  });

  it('knows why a list is null when it comes from the cache, where no errors are kept', async () => {
    const client = createClient(demo.url);
    const variables = { customerId: 'M30011', contactId: 'nekad' };
    await client.query({ query: ContactCardDocument, variables });
    const { data, error } = await client.query({ query: ContactCardDocument, variables, fetchPolicy: 'cache-only' });
    expect(error).toBeUndefined();
    expect(data?.contact).toMatchObject({ bought: null, partyRolesStatus: { state: 'FORBIDDEN', code: 'FORBIDDEN' } });
  });

  it('reads a fragment on an interface, since it is told the possible types', async () => {
    const client = createClient(demo.url);
    const { data } = await client.query({
      query: gql`
        query Rows {
          contact(customerId: "M30011", contactId: "advokat-berg") {
            id
            profile {
              ... on ContactProfile {
                displayName
              }
            }
            partyRoles {
              ... on PartyRole {
                role
              }
            }
          }
        }
      `,
    });
    expect(data).toMatchObject({
      contact: { profile: { displayName: 'Birgitta Berg' }, partyRoles: [{ role: 'SELLER' }, { role: 'SELLER' }, { role: 'SELLER' }] },
    });
  });
});
