import type { AllowedContact, ContactKey } from '../../domain/contact.ts';
import { instantMs, toDateTime } from '../../domain/date-time.ts';
import type { Endpoint } from '../../domain/endpoint.ts';
import { ESTATE_ROLES, type EstateRole, PARTY_ROLE_KINDS, type PartyRoleKind } from '../../domain/estate-role.ts';
import { toPartyRelation } from '../../domain/party-relation.ts';
import { type ExtraPartyRole, numberTwins, type PartyRole, type PrimaryPartyRole } from '../../domain/party-role.ts';
import { type PartyRoleList, PartyRoles } from '../../domain/party-roles.ts';
import { checkFields, createFieldNames, type FieldNames, isCode, isId, isIdOrNothing, isTextOrNothing, pickFields } from '../fields.ts';
import { parseJson, wrongShape } from '../json.ts';

/**
 * GET CRM/Contact/{customerId}/{contactId}/PartyRoles: all purchase, sale and extra relations of one contact. It has no form for several.
 * Rows are checked by hand, since there may be 10,000; the contract's shape says the same, and a test holds the two together.
 */
export const partyRoles: Endpoint<AllowedContact, PartyRoles> = {
  name: 'PartyRoles',
  functionGroup: 'crm',
  path: ({ customerId, contactId }, toSegment) => `/CRM/Contact/${toSegment(customerId)}/${toSegment(contactId)}/PartyRoles`,
  parse(body, contact) {
    const { lists, isDocumented } = readLists(body);
    let unknownCodes = 0;
    for (const { kind, rows } of lists) if (kind === 'EXTRA') for (const { partyRole } of rows) if (isUnknown(partyRole)) unknownCodes += 1;
    return { value: toPartyRoles(lists, contact), text: isDocumented ? body : toText(lists), unknownCodes };
  },
  read: (text, contact) => toPartyRoles(readLists(text).lists, contact),
  countRows: ({ count }) => count,
};

/** Vitec's EstateParty. */
type WireParty = { readonly estateId: string | number; readonly roleCreatedAt?: string | null };
/** Vitec's EstateExtraParty. */
type WireExtraParty = WireParty & { readonly partyRole: string | number; readonly contactId?: string | number | null };
type WireList = { readonly role: EstateRole; readonly name: string } & (
  | { readonly kind: 'PRIMARY'; readonly rows: readonly WireParty[] }
  | { readonly kind: 'EXTRA'; readonly rows: readonly WireExtraParty[] }
);

const LIST_NAMES = {
  PRIMARY: { BUYER: 'buyer', SELLER: 'seller', TENANT: 'tenant', OWNER: 'owner' },
  EXTRA: { BUYER: 'extraBuyer', SELLER: 'extraSeller', TENANT: 'extraTenant', OWNER: 'extraOwner' },
} as const;
/** In Vitec's order, which ties keep: buyer, seller, tenant, owner, then the extras of each. */
const LISTS = PARTY_ROLE_KINDS.flatMap((kind) => ESTATE_ROLES.map((role) => ({ kind, role, name: LIST_NAMES[kind][role] })));
const BODY_FIELDS = createFieldNames(LISTS.map(({ name }) => name));
const ROW_FIELDS: Readonly<Record<PartyRoleKind, FieldNames>> = {
  PRIMARY: createFieldNames(['estateId', 'roleCreatedAt']),
  EXTRA: createFieldNames(['estateId', 'roleCreatedAt', 'partyRole', 'contactId']),
};

/** Lists may be absent or null, but not all of them. Throws UPSTREAM_BAD_RESPONSE at the first bad row. */
function readLists(text: string): { readonly lists: readonly WireList[]; readonly isDocumented: boolean } {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null) throw wrongShape();
  const check = checkFields(body, BODY_FIELDS);
  if (check === 'MISSPELT') throw wrongShape();
  let isDocumented = check === 'DOCUMENTED';
  let isAnswer = false;
  const lists: WireList[] = [];
  for (const { kind, role, name } of LISTS) {
    const rows: unknown = Reflect.get(body, name);
    if (rows === undefined) continue;
    isAnswer = true;
    if (rows === null) continue;
    if (!Array.isArray(rows)) throw wrongShape();
    for (const row of rows) if (!isDocumentedRow(row, kind)) isDocumented = false;
    if (rows.length > 0) lists.push({ kind, role, name, rows });
  }
  if (!isAnswer) throw wrongShape();
  return { lists, isDocumented };
}

/** Whether a row has documented fields alone. Throws for one that cannot be read. */
function isDocumentedRow(row: unknown, kind: PartyRoleKind): boolean {
  if (typeof row !== 'object' || row === null) throw wrongShape();
  const { estateId, roleCreatedAt, partyRole, contactId } = row as WireExtraParty;
  if (!isId(estateId) || !isTextOrNothing(roleCreatedAt)) throw wrongShape();
  if (kind === 'EXTRA' && !(isCode(partyRole) && isIdOrNothing(contactId))) throw wrongShape();
  const check = checkFields(row, ROW_FIELDS[kind]);
  if (check === 'MISSPELT') throw wrongShape();
  return check === 'DOCUMENTED';
}

const toText = (lists: readonly WireList[]): string =>
  JSON.stringify({
    buyer: [], // an answer has one list at least
    ...Object.fromEntries(lists.map(({ kind, name, rows }) => [name, rows.map((row) => pickFields(row, ROW_FIELDS[kind]))])),
  });

const isUnknown = (partyRole: WireExtraParty['partyRole']): boolean => toPartyRelation(String(partyRole)) === 'OTHER';

function toPartyRoles(lists: readonly WireList[], { customerId, contactId }: ContactKey): PartyRoles {
  const contact = { customerId, contactId };
  return new PartyRoles(
    lists.map((list): PartyRoleList => {
      const { kind, role, rows } = list;
      const toRows = (): readonly PartyRole[] =>
        list.kind === 'PRIMARY'
          ? list.rows.map((row) => toPrimaryPartyRole(row, role, contact))
          : list.rows.map((row) => toExtraPartyRole(row, role, contact));
      return { kind, role, length: rows.length, rows: () => numberTwins(toRows()) };
    }),
  );
}

function toPrimaryPartyRole({ estateId, roleCreatedAt }: WireParty, role: EstateRole, contact: ContactKey): PrimaryPartyRole {
  const createdAt = createdAtOf(roleCreatedAt);
  const estate = { customerId: contact.customerId, estateId: String(estateId) };
  return { kind: 'PRIMARY', contact, role, estate, createdAt, createdMs: instantOf(createdAt), twin: 0 };
}

/** An extra party is a party with a relation; written out, since a spread costs more than the rest. */
function toExtraPartyRole(
  { estateId, roleCreatedAt, partyRole, contactId }: WireExtraParty,
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

const createdAtOf = (sent: WireParty['roleCreatedAt']): string | null => (sent ? toDateTime(sent) : null);
const instantOf = (createdAt: string | null): number | null => (createdAt === null ? null : instantMs(createdAt));

/** .NET writes no party as nothing, blanks, 0, or the GUID of zeros in any of its forms. */
const NO_PARTY = /^[{(]?[0-]*[)}]?$/;

/** The id of the party acted for; null where there is none. */
function principalOf(contactId: WireExtraParty['contactId']): string | null {
  if (contactId === undefined || contactId === null) return null;
  const id = String(contactId);
  return NO_PARTY.test(id.trim()) ? null : id;
}
