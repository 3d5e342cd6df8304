import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createYoga } from 'graphql-yoga';
import { resolvers } from '../../docs/federation/notes.ts';
import { readSubgraph } from './compose.ts';

type EstateKey = { readonly customerId: string; readonly estateId: string };
type ContactKey = { readonly customerId: string; readonly contactId: string };

/** Knows of each estate what it is worth, and who sells it: `seller-0` to `seller-9`, by its number. */
const VALUATIONS = {
  Query: {
    estate: (_root: unknown, key: EstateKey) => key,
    estates: (_root: unknown, { customerId, estateIds }: { customerId: string; estateIds: string[] }) =>
      estateIds.map((estateId) => ({ customerId, estateId })),
  },
  Estate: {
    __resolveReference: (key: EstateKey) => key,
    valuationInKronor: ({ estateId }: EstateKey) => 1_000_000 * (1 + numberIn(estateId)),
    seller: ({ customerId, estateId }: EstateKey) => ({
      __typename: 'Contact',
      customerId,
      contactId: SELLERS[estateId] ?? `seller-${numberIn(estateId) % 10}`,
    }),
  },
};
/** Estates whose seller this team has wrong, or who belongs to another office. */
const SELLERS: Readonly<Record<string, string>> = { 'home-gone': 'gone', 'home-odd': '../x' };
const numberIn = (estateId: string): number => Number(/\d+/.exec(estateId)?.[0] ?? 0);

/** Adds notes to contacts. */
const NOTES = {
  Query: { contactsWithNotes: (_root: unknown, { customerId }: { customerId: string }) => [{ customerId, contactId: 'seller-1' }] },
  Contact: {
    __resolveReference: (key: ContactKey) => key,
    notes: ({ contactId }: ContactKey) => [`Ring ${contactId}`],
  },
};

const favourites = (_root: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id }));
const FAVOURITE = { __resolveReference: (key: { readonly id: string }) => key, isFavourite: () => true };
/** Knows the opaque ids that a client has saved. */
const BY_ID = { Query: { favouriteContacts: favourites, favouriteEstates: favourites }, Contact: FAVOURITE, Estate: FAVOURITE };

export type RunningSubgraph = { readonly url: string; readonly [Symbol.asyncDispose]: () => Promise<void> };

export const startValuations = (): Promise<RunningSubgraph> => start('valuations', VALUATIONS);
export const startNotes = (): Promise<RunningSubgraph> => start('notes', NOTES);
export const startById = (): Promise<RunningSubgraph> => start('by-id', BY_ID);
/** The subgraph of the page, with its own resolvers. */
export const startNotesOfPage = (): Promise<RunningSubgraph> => start('notes', resolvers);

type Module = Extract<Parameters<typeof buildSubgraphSchema>[0], readonly unknown[]>[number];
type Resolvers = NonNullable<Extract<Module, { resolvers?: unknown }>['resolvers']>;

async function start(name: string, resolvers: Resolvers): Promise<RunningSubgraph> {
  const { typeDefs } = readSubgraph(name);
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  const server = createServer(createYoga({ schema, logging: false }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
