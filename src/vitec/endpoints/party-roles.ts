import type { ContactKey } from '../../domain/contact.ts';
import { instantMs, toDateTime } from '../../domain/date-time.ts';
import type { Endpoint, LazyText } from '../../domain/endpoint.ts';
import { ESTATE_ROLES, type EstateRole, PARTY_ROLE_KINDS, type PartyRoleKind } from '../../domain/estate-role.ts';
import { toPartyRelation } from '../../domain/party-relation.ts';
import { type ExtraPartyRole, numberDuplicates, type PrimaryPartyRole } from '../../domain/party-role.ts';
import { type PartyRoleList, PartyRoles } from '../../domain/party-roles.ts';
import { hasMisspeltField, isCode, isId, isIdOrNothing, isTextOrNothing, namesNothing, spellingsOf } from '../fields.ts';
import { parseJson, wrongShape } from '../json.ts';

/**
 * GET CRM/Contact/{customerId}/{contactId}/PartyRoles: all purchase, sale and extra relations of one contact. It has no form for several.
 * Rows are checked by hand, since there may be 10,000; the contract's shape says the same, and a test holds the two together.
 */
export const partyRoles: Endpoint<ContactKey, PartyRoles> = {
  name: 'PartyRoles',
  functionGroup: 'crm',
  path: ({ customerId, contactId }, toSegment) => `/CRM/Contact/${toSegment(customerId)}/${toSegment(contactId)}/PartyRoles`,
  parse(body, contact) {
    const lists = readLists(body);
    return { value: toPartyRoles(lists, contact), text: toLazyText(lists), unknownCodes: countUnknownRelations(lists) };
  },
  read: (text, contact) => toPartyRoles(readText(text), contact),
  countRows: ({ count }) => count,
};

type Cell = string | number | null;
/** One of Vitec's lists: the values of its rows one after the other, two a primary row and four an extra row. The cached text holds it so. */
type List = { readonly kind: PartyRoleKind; readonly role: EstateRole; readonly name: string; readonly cells: readonly Cell[] };

const LIST_NAMES = {
  PRIMARY: { BUYER: 'buyer', SELLER: 'seller', TENANT: 'tenant', OWNER: 'owner' },
  EXTRA: { BUYER: 'extraBuyer', SELLER: 'extraSeller', TENANT: 'extraTenant', OWNER: 'extraOwner' },
} as const;
/** In Vitec's order, which ties keep: buyer, seller, tenant, owner, then the extras of each. */
const LISTS = PARTY_ROLE_KINDS.flatMap((kind) => ESTATE_ROLES.map((role) => ({ kind, role, name: LIST_NAMES[kind][role] })));
const BODY_FIELDS = spellingsOf(LISTS.map(({ name }) => name));
const ROW_FIELDS = {
  PRIMARY: spellingsOf(['estateId', 'roleCreatedAt']),
  EXTRA: spellingsOf(['estateId', 'roleCreatedAt', 'partyRole', 'contactId']),
};
const CELLS_A_ROW = { PRIMARY: 2, EXTRA: 4 } as const;

/** At least one list must be present; it may be null. Throws UPSTREAM_BAD_RESPONSE at the first bad row. */
function readLists(text: string): readonly List[] {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null || hasMisspeltField(body, BODY_FIELDS)) throw wrongShape();
  const present = LISTS.filter(({ name }) => Reflect.get(body, name) !== undefined);
  if (present.length === 0) throw wrongShape();
  return present.map((list) => ({ ...list, cells: readCells(Reflect.get(body, list.name), list.kind) }));
}

function readCells(rows: unknown, kind: PartyRoleKind): readonly Cell[] {
  if (rows === null) return [];
  if (!Array.isArray(rows)) throw wrongShape();
  const cells: Cell[] = [];
  for (const row of rows as readonly unknown[]) {
    if (typeof row !== 'object' || row === null || hasMisspeltField(row, ROW_FIELDS[kind])) throw wrongShape();
    const { estateId, roleCreatedAt, partyRole, contactId } = row as Readonly<Record<string, Cell>>;
    if (!isId(estateId) || !isTextOrNothing(roleCreatedAt)) throw wrongShape();
    cells.push(estateId as Cell, isDated(roleCreatedAt) ? roleCreatedAt : null);
    if (kind === 'PRIMARY') continue;
    if (!isCode(partyRole) || !isIdOrNothing(contactId)) throw wrongShape();
    cells.push(partyRole as Cell, contactId ?? null);
  }
  return cells;
}

/** Whether a text begins as a date does. The cache keeps no other text that is sent for one. */
const isDated = (sent: Cell | undefined): sent is string => typeof sent === 'string' && /^\d{4}-\d\d-\d\dT/.test(sent);

/** Most answers of more cells are not read again before they expire. */
const LARGE_CELLS = 2_000;
/** Measured: an id or a date, and its place in the list. */
const CELL_BYTES = 70;

function toLazyText(lists: readonly List[]): LazyText {
  const count = lists.reduce((sum, { cells }) => sum + cells.length, 0);
  if (count <= LARGE_CELLS) return writeText(lists);
  let text: string | null = null;
  const write = () => {
    text ??= writeText(lists);
    return text;
  };
  return { bytes: count * CELL_BYTES, write };
}

const writeText = (lists: readonly List[]): string => `{${lists.map(({ name, cells }) => `"${name}":${JSON.stringify(cells)}`).join()}}`;

function readText(text: string): readonly List[] {
  const cellsOf = parseJson(text) as Readonly<Record<string, readonly Cell[] | undefined>>;
  const lists = LISTS.flatMap((list) => {
    const cells = cellsOf[list.name];
    if (cells !== undefined && !(Array.isArray(cells) && cells.length % CELLS_A_ROW[list.kind] === 0)) throw wrongShape();
    return cells ? [{ ...list, cells }] : [];
  });
  if (lists.length === 0) throw wrongShape();
  return lists;
}

function countUnknownRelations(lists: readonly List[]): number {
  let count = 0;
  for (const { kind, cells } of lists)
    if (kind === 'EXTRA') for (let at = 2; at < cells.length; at += 4) if (toPartyRelation(String(cells[at])) === 'OTHER') count += 1;
  return count;
}

function toPartyRoles(lists: readonly List[], { customerId, contactId }: ContactKey): PartyRoles {
  const contact = { customerId, contactId };
  return new PartyRoles(
    lists.map(
      ({ kind, role, cells }): PartyRoleList => ({
        kind,
        role,
        length: cells.length / CELLS_A_ROW[kind],
        rows: () => numberDuplicates(kind === 'PRIMARY' ? toPrimaryRows(cells, role, contact) : toExtraRows(cells, role, contact)),
      }),
    ),
  );
}

function toPrimaryRows(cells: readonly Cell[], role: EstateRole, contact: ContactKey): readonly PrimaryPartyRole[] {
  const rows: PrimaryPartyRole[] = [];
  for (let at = 0; at < cells.length; at += 2) {
    const createdAt = createdAtOf(cells[at + 1]);
    const estate = { customerId: contact.customerId, estateId: String(cells[at]) };
    rows.push({ kind: 'PRIMARY', contact, role, estate, createdAt, createdMs: instantOf(createdAt), duplicateIndex: 0 });
  }
  return rows;
}

function toExtraRows(cells: readonly Cell[], role: EstateRole, contact: ContactKey): readonly ExtraPartyRole[] {
  const rows: ExtraPartyRole[] = [];
  for (let at = 0; at < cells.length; at += 4) {
    const createdAt = createdAtOf(cells[at + 1]);
    const estate = { customerId: contact.customerId, estateId: String(cells[at]) };
    rows.push({
      kind: 'EXTRA',
      contact,
      role,
      estate,
      createdAt,
      createdMs: instantOf(createdAt),
      duplicateIndex: 0,
      relationCode: String(cells[at + 2]),
      actsForContactId: principalOf(cells[at + 3]),
    });
  }
  return rows;
}

const createdAtOf = (sent: Cell | undefined): string | null => (sent ? toDateTime(String(sent)) : null);
const instantOf = (createdAt: string | null): number | null => (createdAt === null ? null : instantMs(createdAt));

/** The id of the party acted for; null where there is none. */
const principalOf = (contactId: Cell | undefined): string | null =>
  contactId === null || contactId === undefined || namesNothing(contactId) ? null : String(contactId);
