import type { AskVitec } from '../../domain/answer.ts';
import type { ContactKey } from '../../domain/contact.ts';
import { instantMs, toDateTime } from '../../domain/date-time.ts';
import { ESTATE_ROLES, type EstateRole, PARTY_ROLE_KINDS } from '../../domain/estate-role.ts';
import { Failure, type FailureCode } from '../../domain/failure.ts';
import { type ExtraPartyRole, numberTwins, type PartyRole, type PrimaryPartyRole } from '../../domain/party-role.ts';
import { NO_FILTER, type PartyRoleFilter } from '../../domain/party-role-filter.ts';
import { type PartyRoleList, PartyRoles } from '../../domain/party-roles.ts';
import type { VitecClient } from '../client.ts';
import { partyRolesPath } from '../get.ts';
import { parseJson } from '../read-body.ts';
import { type ExtraParty, hasOtherSpelling, isExtraParty, isParty, otherSpellingsOf, type Party, principalOf } from './party-row.ts';

const LIST_NAMES = {
  PRIMARY: { BUYER: 'buyer', SELLER: 'seller', TENANT: 'tenant', OWNER: 'owner' },
  EXTRA: { BUYER: 'extraBuyer', SELLER: 'extraSeller', TENANT: 'extraTenant', OWNER: 'extraOwner' },
} as const;
/** In Vitec's order, which ties keep: buyer, seller, tenant, owner, then the extras of each. */
const LISTS = PARTY_ROLE_KINDS.flatMap((kind) => ESTATE_ROLES.map((role) => ({ kind, role, name: LIST_NAMES[kind][role] })));
const OTHER_LIST_NAMES = otherSpellingsOf(LISTS.map(({ name }) => name));

/**
 * The text of Vitec's answer (ContactPartyRoles) -> the roles. Lists may be absent or null, fields that are not named here are passed
 * by, unless they are one of ours in another spelling. Anything that is not of the documented form throws UPSTREAM_BAD_RESPONSE: dropping
 * a row silently would lose data. Checked by hand, and up to the first bad row, since there may be 10,000; the contract's shape says the same, and a test holds the two together.
 */
export function readPartyRoles(text: string, { customerId, contactId }: ContactKey): PartyRoles {
  const body = parse(text);
  const contact = { customerId, contactId };
  const lists: PartyRoleList[] = [];
  let isAnswer = false;
  for (const { kind, role, name } of LISTS) {
    const rows = body[name];
    if (rows === undefined) continue;
    isAnswer = true;
    if (rows === null) continue;
    if (!Array.isArray(rows)) throw new Failure('UPSTREAM_BAD_RESPONSE');
    if (rows.length === 0) continue;
    lists.push(
      kind === 'PRIMARY'
        ? toList(rows, { role, kind }, isParty, (row) => toPrimaryPartyRole(row, role, contact))
        : toList(rows, { role, kind }, isExtraParty, (row) => toExtraPartyRole(row, role, contact)),
    );
  }
  if (!isAnswer) throw new Failure('UPSTREAM_BAD_RESPONSE'); // with none of the eight lists it is no answer
  return new PartyRoles(lists);
}

function parse(text: string): Readonly<Record<string, unknown>> {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null || hasOtherSpelling(body, OTHER_LIST_NAMES)) throw new Failure('UPSTREAM_BAD_RESPONSE');
  return body as Readonly<Record<string, unknown>>;
}

function toList<Row>(
  rows: readonly unknown[],
  { role, kind }: Pick<PartyRole, 'role' | 'kind'>,
  isRow: (row: unknown) => row is Row,
  toPartyRole: (row: Row) => PartyRole,
): PartyRoleList {
  if (!rows.every(isRow)) throw new Failure('UPSTREAM_BAD_RESPONSE');
  return { role, kind, length: rows.length, rows: () => numberTwins(rows.map((row) => toPartyRole(row))) };
}

function toPrimaryPartyRole({ estateId, roleCreatedAt }: Party, role: EstateRole, contact: ContactKey): PrimaryPartyRole {
  const createdAt = createdAtOf(roleCreatedAt);
  const estate = { customerId: contact.customerId, estateId: String(estateId) };
  return { kind: 'PRIMARY', contact, role, estate, createdAt, createdMs: instantOf(createdAt), twin: 0 };
}

/** An extra party is a party with a relation; written out, since to spread one costs more than to make it. */
function toExtraPartyRole(
  { estateId, roleCreatedAt, partyRole, contactId }: ExtraParty,
  role: EstateRole,
  contact: ContactKey,
): ExtraPartyRole {
  const createdAt = createdAtOf(roleCreatedAt);
  const estate = { customerId: contact.customerId, estateId: String(estateId) };
  const createdMs = instantOf(createdAt);
  return {
    kind: 'EXTRA',
    contact,
    role,
    estate,
    createdAt,
    createdMs,
    twin: 0,
    relationCode: String(partyRole),
    actsForContactId: principalOf(contactId),
  };
}

const createdAtOf = (sent: Party['roleCreatedAt']): string | null => (sent ? toDateTime(sent) : null);
const instantOf = (createdAt: string | null): number | null => (createdAt === null ? null : instantMs(createdAt));

type Watch = {
  /** Hears how each attempt ended, and how long it took. */
  readonly attempt: (outcome: FailureCode | 'OK', durationMs: number) => void;
  /** Hears of rows whose relation the schema has no word for. */
  readonly unknownRelations: (count: number) => void;
};
const UNKNOWN_RELATION: PartyRoleFilter = { ...NO_FILTER, relations: ['OTHER'] };

/** Asks Vitec once for all purchase, sale and extra relations of one contact. There is no form of it for several. `nowMs` is a steady clock. */
export const createAskVitec =
  (client: VitecClient, now: () => Date, nowMs: () => number, watch: Watch): AskVitec =>
  async (contact, operation) => {
    const beganMs = nowMs();
    try {
      const text = await client.getText(contact, partyRolesPath, operation);
      const roles = readPartyRoles(text, contact);
      const unknown = roles.matching(UNKNOWN_RELATION).length;
      watch.attempt('OK', nowMs() - beganMs);
      if (unknown > 0) watch.unknownRelations(unknown);
      return { roles, text, fetchedAt: now().toISOString() };
    } catch (error) {
      if (error instanceof Failure) watch.attempt(error.code, nowMs() - beganMs);
      throw error;
    }
  };
