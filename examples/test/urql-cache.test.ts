import { Client, fetchExchange, gql } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContactCardDocument, ContactListDocument, IsSellerDocument } from '../generated/parsed/graphql.ts';
import { type Demo, startDemo } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo[Symbol.asyncDispose]());

const anna = { customerId: 'M30011', contactId: 'anna-andersson' };
const otherAnna = { customerId: 'M30012', contactId: 'anna-andersson' };

/** What has no id belongs to the contact that it came with. */
const KEYS = {
  VitecStatus: () => null,
  PartyRoleGroup: () => null,
  ContactRepresentation: () => null,
  ContactRelation: () => null,
  ContactAddress: () => null,
  ContactPhoneNumber: () => null,
  EstateListingAddress: () => null,
  ContactSearch: () => null,
  ContactMatch: () => null,
};

/** A client with the normalising cache, and every `entity.field` that the cache has written. */
function createClient() {
  const written = new Set<string>();
  const storage = {
    readData: async () => ({}),
    writeData: async (delta: Record<string, string | undefined>) => {
      for (const field of Object.keys(delta)) written.add(field);
    },
  };
  const client = new Client({ url: demo.url, preferGetMethod: false, exchanges: [cacheExchange({ keys: KEYS, storage }), fetchExchange] });
  const contacts = () => new Set([...written].map((field) => /^Contact:[\w-]+/.exec(field)?.[0]).filter((key) => key !== undefined));
  return { client, written, contacts };
}

describe('the normalising cache of urql', () => {
  it('writes what two operations tell of one contact into one entity', async () => {
    const { client, written, contacts } = createClient();
    await client.query(ContactCardDocument, anna);
    await client.query(IsSellerDocument, { ...anna, estateId: 'OBJ30011_0002' });
    await client.query(ContactListDocument, { customerId: 'M30011', contactIds: ['anna-andersson'] });
    await expect.poll(() => [...written].join()).toContain('estateTies');
    const [key] = [...contacts()].filter((contact) => written.has(`${contact}.hasRole({"estateId":"OBJ30011_0002","roles":["SELLER"]})`));
    expect(contacts().size).toBe(3); // she, and two who act for her
    expect([...written]).toEqual(
      expect.arrayContaining([
        `${key}.primaryRoles({"filter":{"roles":["BUYER"]}})`,
        `${key}.hasRole({"estateId":"OBJ30011_0002","roles":["SELLER"]})`,
        `${key}.estateTies({"side":"BUYER"})`,
        `${key}.profile`,
        `${key}.contactId`,
      ]),
    );
  });

  it('answers what it has been told by another operation without asking', async () => {
    const { client } = createClient();
    await client.query(ContactCardDocument, anna);
    const bought = gql`
      query Bought($customerId: ID!, $contactId: ID!) {
        contact(customerId: $customerId, contactId: $contactId) {
          id
          primaryRoles(filter: { roles: [BUYER] }) {
            id
            estate {
              id
              estateId
            }
          }
        }
      }
    `;
    const { data } = await client.query(bought, anna, { requestPolicy: 'cache-only' });
    expect(data).toMatchObject({ contact: { primaryRoles: [{}, {}, { estate: { estateId: 'OBJ30011_0001' } }] } });
  });

  it('keeps one contactId of two offices apart', async () => {
    const { client, contacts } = createClient();
    const homesOf = async (variables: typeof anna) => {
      const { data } = await client.query(ContactCardDocument, variables);
      return data?.contact?.bought?.map(({ estate }) => estate.estateId);
    };
    expect(await homesOf(otherAnna)).toEqual(['OBJ30012_0001']);
    expect(await homesOf(anna)).toEqual(['OBJ30011_0003', 'OBJ30011_0002', 'OBJ30011_0001']);
    expect(await homesOf(otherAnna)).toEqual(['OBJ30012_0001']); // from the cache, after the namesake was written
    await expect.poll(() => contacts().size).toBe(4); // both, and two who act for one of them
  });
});
