import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { Pool } from 'undici';

/** The schema that a team would write for the works, and resolvers over whatever fetches the roles of a contact. */
export const typeDefs = `
  enum EstateRole { BUYER SELLER TENANT OWNER }
  enum PartyRoleKind { PRIMARY EXTRA }
  type Estate { customerId: ID! estateId: ID! }
  type PartyRole { kind: PartyRoleKind! role: EstateRole! createdAt: String estate: Estate! }
  input PartyRoleFilter { roles: [EstateRole!] }
  type Contact { customerId: ID! contactId: ID! partyRoles(filter: PartyRoleFilter): [PartyRole!] }
  type Query { contacts(customerId: ID!, contactIds: [ID!]!): [Contact]! }
`;

type Key = { readonly customerId: string; readonly contactId: string };
type Role = { readonly kind: string; readonly role: string; readonly createdAt: string; readonly estate: Readonly<Record<string, string>> };
export type Roles = readonly Role[];
export type Context = { readonly load: (key: Key) => Promise<Roles> };

export const resolvers = {
  Query: {
    contacts: (_root: unknown, { customerId, contactIds }: { customerId: string; contactIds: string[] }) =>
      contactIds.map((contactId) => ({ customerId, contactId })),
  },
  Contact: {
    partyRoles: async (key: Key, { filter }: { filter?: { roles?: string[] } }, { load }: Context) => {
      const roles = await load(key);
      return filter?.roles ? roles.filter(({ role }) => filter.roles?.includes(role)) : roles;
    },
  },
};

const LISTS = ['buyer', 'seller', 'tenant', 'owner', 'extraBuyer', 'extraSeller', 'extraTenant', 'extraOwner'];
type Wire = Readonly<Record<string, readonly { readonly estateId: string; readonly roleCreatedAt: string }[] | undefined>>;

export const toRoles = (customerId: string, wire: Wire): Roles =>
  LISTS.flatMap((list) =>
    (wire[list] ?? []).map(({ estateId, roleCreatedAt }) => ({
      kind: list.startsWith('extra') ? 'EXTRA' : 'PRIMARY',
      role: list.replace('extra', '').toUpperCase(),
      createdAt: roleCreatedAt,
      estate: { customerId, estateId },
    })),
  );

const headers = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}`, accept: 'application/json' };

const keyOf = ({ customerId, contactId }: Key): string => `${customerId}/${contactId}`;

/** Contacts whose answers are cached, if any are. */
const MAX_CACHED = 40_000;

/** undici with a pool, and a DataLoader for each operation. `cachedMs`: how long the answer about a contact is cached; 0: not at all. */
export function createContexts(url: string, cachedMs = 0): () => Context {
  const pool = new Pool(url, { connections: 50, pipelining: 1 });
  const fetchRoles = async ({ customerId, contactId }: Key): Promise<Roles> => {
    const { body } = await pool.request({ method: 'GET', path: `/CRM/Contact/${customerId}/${contactId}/PartyRoles`, headers });
    return toRoles(customerId, (await body.json()) as Wire);
  };
  const cached = cachedMs > 0 ? new LRUCache<string, Promise<Roles>>({ max: MAX_CACHED, ttl: cachedMs }) : null;
  const fetchOrFind = (key: Key): Promise<Roles> => {
    if (!cached) return fetchRoles(key);
    const cacheKey = keyOf(key);
    const found = cached.get(cacheKey);
    if (found) return found;
    const fetched = fetchRoles(key);
    cached.set(cacheKey, fetched);
    fetched.catch(() => cached.delete(cacheKey));
    return fetched;
  };
  return () => {
    const loader = new DataLoader<Key, Roles, string>((keys) => Promise.all(keys.map(fetchOrFind)), { cacheKeyFn: keyOf });
    return { load: (key) => loader.load(key) };
  };
}
