import type { ContactKey } from '../domain/contact.ts';
import type { PartyRole } from '../domain/party-role.ts';
import type { KeptAnswer } from './kept-answer.ts';

/** An answer as it is written down: what all its rows share stands once, in its key. */
export type StoredAnswer = Omit<KeptAnswer, 'roles'> & { readonly roles: readonly StoredRole[] | null };
type StoredRole = WithoutKeys<PartyRole> & { readonly estateId: string };
type WithoutKeys<Role> = Role extends unknown ? Omit<Role, 'contact' | 'estate'> : never;

export const toStored = (answer: KeptAnswer): StoredAnswer => ({
  ...answer,
  roles: answer.roles?.map(({ contact: _, estate: { estateId }, ...role }) => ({ ...role, estateId })) ?? null,
});

/** What was written down for the contact with that key, whole again; null for anything else. */
export function fromStored(stored: StoredAnswer | null | undefined, key: string): KeptAnswer | null {
  if (stored?.version !== 1 || stored.key !== key) return null;
  const [customerId, contactId] = JSON.parse(key) as [string, string];
  const contact: ContactKey = { customerId, contactId };
  return {
    ...stored,
    roles: stored.roles?.map(({ estateId, ...role }) => ({ ...role, contact, estate: { customerId, estateId } })) ?? null,
  };
}
