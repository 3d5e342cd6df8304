import type { ContactKey } from '../../domain/contact.ts';
import { instantMs, toDateTime } from '../../domain/date-time.ts';
import type { Endpoint } from '../../domain/endpoint.ts';
import { ESTATE_ROLES, type EstateRole, PARTY_ROLE_KINDS, type PartyRoleKind } from '../../domain/estate-role.ts';
import { toPartyRelation } from '../../domain/party-relation.ts';
import { type ExtraPartyRole, numberDuplicates, type PartyRole, type PrimaryPartyRole } from '../../domain/party-role.ts';
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
    return { value: toPartyRoles(lists, contact), text: JSON.stringify(lists), unknownCodes: countUnknownRelations(lists) };
  },
  read: (text, contact) => toPartyRoles(readText(text), contact),
  countRows: ({ count }) => count,
};

type Cell = string | number | null;
/** The values of the rows of a list one after the other, two a primary row and four an extra row. */
type Cells = readonly Cell[];

const LIST_NAMES = {
  PRIMARY: { BUYER: 'buyer', SELLER: 'seller', TENANT: 'tenant', OWNER: 'owner' },
  EXTRA: { BUYER: 'extraBuyer', SELLER: 'extraSeller', TENANT: 'extraTenant', OWNER: 'extraOwner' },
} as const;
type ListName = (typeof LIST_NAMES)[PartyRoleKind][EstateRole];
/** What Vitec's name of a list says of its rows. */
type ListForm = { readonly name: ListName; readonly kind: PartyRoleKind; readonly role: EstateRole };
/** In Vitec's order, which ties keep: buyer, seller, tenant, owner, then the extras of each. */
const LISTS: readonly ListForm[] = PARTY_ROLE_KINDS.flatMap((kind) =>
  ESTATE_ROLES.map((role) => ({ name: LIST_NAMES[kind][role], kind, role })),
);
/** The lists that Vitec sent, in its order. The cached text is their JSON. */
type Lists = { readonly [Name in ListName]?: Cells };

const BODY_FIELDS = spellingsOf(LISTS.map(({ name }) => name));
const ROW_FIELDS = {
  PRIMARY: spellingsOf(['estateId', 'roleCreatedAt']),
  EXTRA: spellingsOf(['estateId', 'roleCreatedAt', 'partyRole', 'contactId']),
};
const CELLS_A_ROW = { PRIMARY: 2, EXTRA: 4 } as const;

/** At least one list must be present; it may be null. Throws UPSTREAM_BAD_RESPONSE at the first bad row. */
function readLists(text: string): Lists {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null || hasMisspeltField(body, BODY_FIELDS)) throw wrongShape();
  const sent = body as { readonly [Name in ListName]?: unknown };
  if (!LISTS.some(({ name }) => sent[name] !== undefined)) throw wrongShape();
  const lists: { [Name in ListName]?: Cells } = {};
  for (const { name, kind } of LISTS) if (sent[name] !== undefined) lists[name] = readCells(sent[name], kind);
  return lists;
}

function readCells(rows: unknown, kind: PartyRoleKind): Cells {
  if (rows === null) return [];
  if (!Array.isArray(rows)) throw wrongShape();
  const cells = new Array<Cell>(rows.length * CELLS_A_ROW[kind]); // no growth: most lists are short, and push reserves 17 places
  let at = 0;
  for (const row of rows as readonly unknown[]) {
    if (typeof row !== 'object' || row === null || hasMisspeltField(row, ROW_FIELDS[kind])) throw wrongShape();
    const { estateId, roleCreatedAt, partyRole, contactId } = row as Readonly<Record<string, Cell>>;
    if (!isId(estateId) || !isTextOrNothing(roleCreatedAt)) throw wrongShape();
    cells[at++] = estateId as Cell;
    cells[at++] = isDated(roleCreatedAt) ? roleCreatedAt : null;
    if (kind === 'PRIMARY') continue;
    if (!isCode(partyRole) || !isIdOrNothing(contactId)) throw wrongShape();
    cells[at++] = partyRole as Cell;
    cells[at++] = contactId ?? null;
  }
  return cells;
}

const DATE_START = /^\d{4}-\d\d-\d\dT/;
/** Whether a text begins as a date does. The cache keeps no other text that is sent for one. */
const isDated = (sent: Cell | undefined): sent is string => typeof sent === 'string' && DATE_START.test(sent);

function readText(text: string): Lists {
  const lists = parseJson(text) as Lists;
  const present = LISTS.filter(({ name }) => lists[name] !== undefined);
  const areCells = present.every(({ name, kind }) => Array.isArray(lists[name]) && lists[name].length % CELLS_A_ROW[kind] === 0);
  if (present.length === 0 || !areCells) throw wrongShape();
  return lists;
}

function countUnknownRelations(lists: Lists): number {
  let count = 0;
  for (const { name, kind } of LISTS) {
    if (kind === 'PRIMARY') continue;
    const cells = lists[name] ?? [];
    for (let at = 2; at < cells.length; at += 4) if (toPartyRelation(String(cells[at])) === 'OTHER') count += 1;
  }
  return count;
}

function toPartyRoles(lists: Lists, { customerId, contactId }: ContactKey): PartyRoles {
  const contact = { customerId, contactId };
  const filled: PartyRoleList[] = [];
  for (const form of LISTS) {
    const cells = lists[form.name];
    if (cells && cells.length > 0) filled.push(new CellList(form, cells, contact));
  }
  return new PartyRoles(filled);
}

const NO_CELLS: Cells = [];
/** A list whose rows are created on first use. Then its cells go. */
class CellList implements PartyRoleList {
  readonly kind: PartyRoleKind;
  readonly role: EstateRole;
  readonly length: number;
  readonly #contact: ContactKey;
  #cells: Cells;
  #rows: readonly PartyRole[] | null = null;

  constructor({ kind, role }: ListForm, cells: Cells, contact: ContactKey) {
    this.kind = kind;
    this.role = role;
    this.length = cells.length / CELLS_A_ROW[kind];
    this.#contact = contact;
    this.#cells = cells;
  }

  get rows(): readonly PartyRole[] {
    if (this.#rows) return this.#rows;
    const create = this.kind === 'PRIMARY' ? toPrimaryRow : toExtraRow;
    const rows = new Array<PartyRole>(this.length);
    for (let index = 0; index < rows.length; index += 1) rows[index] = create(this.#cells, index, this.role, this.#contact);
    this.#cells = NO_CELLS;
    this.#rows = numberDuplicates(rows);
    return this.#rows;
  }
}

function toPrimaryRow(cells: Cells, index: number, role: EstateRole, contact: ContactKey): PrimaryPartyRole {
  const at = index * CELLS_A_ROW.PRIMARY;
  const createdAt = createdAtOf(cells[at + 1]);
  const estate = { customerId: contact.customerId, estateId: String(cells[at]) };
  return { kind: 'PRIMARY', contact, role, estate, createdAt, createdMs: instantOf(createdAt), duplicateIndex: 0 };
}

function toExtraRow(cells: Cells, index: number, role: EstateRole, contact: ContactKey): ExtraPartyRole {
  const at = index * CELLS_A_ROW.EXTRA;
  const createdAt = createdAtOf(cells[at + 1]);
  return {
    kind: 'EXTRA',
    contact,
    role,
    estate: { customerId: contact.customerId, estateId: String(cells[at]) },
    createdAt,
    createdMs: instantOf(createdAt),
    duplicateIndex: 0,
    relationCode: String(cells[at + 2]),
    actsForContactId: principalOf(cells[at + 3]),
  };
}

const createdAtOf = (sent: Cell | undefined): string | null => (sent ? toDateTime(String(sent)) : null);
const instantOf = (createdAt: string | null): number | null => (createdAt === null ? null : instantMs(createdAt));

/** The id of the party acted for; null where there is none. */
const principalOf = (contactId: Cell | undefined): string | null =>
  contactId === null || contactId === undefined || namesNothing(contactId) ? null : String(contactId);
