import { z } from 'zod';
import type { ContactKey } from '../domain/contact.ts';
import { toDateTime } from '../domain/date-time.ts';
import { ESTATE_ROLES, type EstateRole } from '../domain/estate-role.ts';
import { Failure } from '../domain/failure.ts';
import { numberTwins, type PartyRole } from '../domain/party-role.ts';
import type { FetchPartyRoles } from '../domain/party-roles-answer.ts';
import type { VitecClient } from './client.ts';

/** Vitec's EstateParty and EstateExtraParty (help page of GET CRM/Contact/{customerId}/{contactId}/PartyRoles). */
type Party = { readonly estateId: string; readonly roleCreatedAt?: string | null };
type ExtraParty = Party & { readonly partyRole: string; readonly contactId?: string | null };
/** Rows are checked one by one, up to the first bad one, and by hand: there may be 10,000. */
const rows = z.array(z.unknown()).nullish();

/** ContactPartyRoles. Lists may be absent or null, fields that are not named here are ignored. */
const contactPartyRoles = z
  .object({
    buyer: rows,
    seller: rows,
    tenant: rows,
    owner: rows,
    extraBuyer: rows,
    extraSeller: rows,
    extraTenant: rows,
    extraOwner: rows,
  })
  .refine((lists) => Object.keys(lists).length > 0, 'an answer with none of the eight lists is no answer');

const LISTS = {
  BUYER: { primary: 'buyer', extra: 'extraBuyer' },
  SELLER: { primary: 'seller', extra: 'extraSeller' },
  TENANT: { primary: 'tenant', extra: 'extraTenant' },
  OWNER: { primary: 'owner', extra: 'extraOwner' },
} as const satisfies Record<EstateRole, unknown>;

/**
 * The body of Vitec's answer -> the rows, in Vitec's order: buyer, seller, tenant, owner, then the extras of each.
 * Anything that is not of the documented form throws UPSTREAM_BAD_RESPONSE: dropping a row silently would lose data.
 */
export function parsePartyRoles(body: unknown, { customerId, contactId }: ContactKey): readonly PartyRole[] {
  const { success, data } = contactPartyRoles.safeParse(body);
  if (!success) throw new Failure('UPSTREAM_BAD_RESPONSE');
  const contact = { customerId, contactId };
  const read: PartyRole[] = [];
  for (const role of ESTATE_ROLES) for (const row of data[LISTS[role].primary] ?? []) read.push(toPrimaryPartyRole(row, role, contact));
  for (const role of ESTATE_ROLES) for (const row of data[LISTS[role].extra] ?? []) read.push(toExtraPartyRole(row, role, contact));
  return numberTwins(read);
}

function toPrimaryPartyRole(row: unknown, role: EstateRole, contact: ContactKey): PartyRole {
  if (!isParty(row)) throw new Failure('UPSTREAM_BAD_RESPONSE');
  const estate = { customerId: contact.customerId, estateId: row.estateId };
  return { kind: 'PRIMARY', contact, role, estate, createdAt: createdAtOf(row), twin: 0 };
}

function toExtraPartyRole(row: unknown, role: EstateRole, contact: ContactKey): PartyRole {
  if (!isExtraParty(row)) throw new Failure('UPSTREAM_BAD_RESPONSE');
  const estate = { customerId: contact.customerId, estateId: row.estateId };
  const tie = { contact, role, estate, createdAt: createdAtOf(row), twin: 0 };
  return { kind: 'EXTRA', ...tie, relationCode: row.partyRole, actsForContactId: row.contactId || null };
}

const isTextOrNothing = (value: unknown): boolean => value === undefined || value === null || typeof value === 'string';

const isParty = (row: unknown): row is Party =>
  typeof row === 'object' &&
  row !== null &&
  'estateId' in row &&
  typeof row.estateId === 'string' &&
  row.estateId !== '' &&
  isTextOrNothing((row as Party).roleCreatedAt);

const isExtraParty = (row: unknown): row is ExtraParty =>
  isParty(row) && typeof (row as ExtraParty).partyRole === 'string' && isTextOrNothing((row as ExtraParty).contactId);

const createdAtOf = ({ roleCreatedAt }: Party): string | null => (roleCreatedAt ? toDateTime(roleCreatedAt) : null);

/** Asks Vitec for all purchase, sale and extra relations of one contact. There is no form of it for several. */
export const createFetchPartyRoles =
  (client: VitecClient, now: () => Date): FetchPartyRoles =>
  async (contact, operation) => {
    const path = ['CRM', 'Contact', { id: contact.customerId }, { id: contact.contactId }, 'PartyRoles'];
    const body = await client.getJson(contact, path, operation);
    return { roles: parsePartyRoles(body, contact), state: 'FRESH', fetchedAt: now().toISOString() };
  };
