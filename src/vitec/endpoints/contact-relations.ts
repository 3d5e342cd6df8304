import type { AllowedContact, ContactKey } from '../../domain/contact.ts';
import type { ContactRelation, ContactRelations } from '../../domain/contact-relations.ts';
import type { Endpoint } from '../../domain/endpoint.ts';
import { toPartyRelation } from '../../domain/party-relation.ts';
import { checkFields, createFieldNames, isCode, isId } from '../fields.ts';
import { parseJson, wrongShape } from '../json.ts';

/**
 * GET CRM/Contact/{customerId}/{contactId}/ContactRelations: who acts for a contact (`relations`), and for whom it acts (`reverseRelations`).
 * It has no form for several contacts.
 */
export const contactRelations: Endpoint<AllowedContact, ContactRelations> = {
  name: 'ContactRelations',
  functionGroup: 'crm',
  path: ({ customerId, contactId }, toSegment) => `/CRM/Contact/${toSegment(customerId)}/${toSegment(contactId)}/ContactRelations`,
  parse(body, contact) {
    const lists = readLists(body);
    const unknown = [...lists.relations, ...lists.reverseRelations].filter(([relation]) => toPartyRelation(relation) === 'OTHER');
    return { value: toContactRelations(lists, contact), text: JSON.stringify(toWire(lists)), unknownCodes: unknown.length };
  },
  read: (text, contact) => toContactRelations(readLists(text), contact),
  countRows: ({ representedBy, represents }) => representedBy.length + represents.length,
};

type Row = readonly [relation: string, contactId: string];
type Lists = { readonly relations: readonly Row[]; readonly reverseRelations: readonly Row[] };

const BODY_FIELDS = createFieldNames(['relations', 'reverseRelations']);
const ROW_FIELDS = createFieldNames(['relation', 'contactId']);

/** A list may be absent or null, but not both. Throws UPSTREAM_BAD_RESPONSE at the first bad row. */
function readLists(text: string): Lists {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null || checkFields(body, BODY_FIELDS) === 'MISSPELT') throw wrongShape();
  const { relations, reverseRelations } = body as Readonly<Record<string, unknown>>;
  if (relations === undefined && reverseRelations === undefined) throw wrongShape();
  return { relations: readRows(relations), reverseRelations: readRows(reverseRelations) };
}

function readRows(rows: unknown): readonly Row[] {
  if (rows === undefined || rows === null) return [];
  if (!Array.isArray(rows)) throw wrongShape();
  return rows.map((row: unknown) => {
    if (typeof row !== 'object' || row === null || checkFields(row, ROW_FIELDS) === 'MISSPELT') throw wrongShape();
    const { relation, contactId } = row as Readonly<Record<string, unknown>>;
    if (!isCode(relation) || !isId(contactId)) throw wrongShape();
    return [String(relation), String(contactId)];
  });
}

function toContactRelations({ relations, reverseRelations }: Lists, { customerId }: ContactKey): ContactRelations {
  const toRelation = ([relationCode, contactId]: Row): ContactRelation => ({ customerId, contactId, relationCode });
  return { representedBy: relations.map(toRelation), represents: reverseRelations.map(toRelation) };
}

const toWire = ({ relations, reverseRelations }: Lists) => {
  const toObject = ([relation, contactId]: Row) => ({ relation, contactId });
  return { relations: relations.map(toObject), reverseRelations: reverseRelations.map(toObject) };
};
