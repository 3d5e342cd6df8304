import type { ContactKey } from '../../domain/contact.ts';
import type { ContactRelation, ContactRelations } from '../../domain/contact-relations.ts';
import type { Endpoint } from '../../domain/endpoint.ts';
import { toRelationOfContacts } from '../../domain/party-relation.ts';
import { hasMisspeltField, isCode, isId, spellingsOf } from '../fields.ts';
import { parseJson, wrongShape } from '../json.ts';

/**
 * GET CRM/Contact/{customerId}/{contactId}/ContactRelations: who acts for a contact (`relations`), and for whom it acts (`reverseRelations`).
 * It has no form for several contacts.
 */
export const contactRelations: Endpoint<ContactKey, ContactRelations> = {
  name: 'ContactRelations',
  functionGroup: 'crm',
  path: ({ customerId, contactId }, toSegment) => `/CRM/Contact/${toSegment(customerId)}/${toSegment(contactId)}/ContactRelations`,
  parse(body, contact) {
    const value = readBody(body, contact);
    const unknown = [...value.representedBy, ...value.represents].filter(
      ({ relationCode }) => toRelationOfContacts(relationCode) === 'OTHER',
    );
    return { value, text: toBody(value), unknownCodes: unknown.length };
  },
  read: readBody,
  countRows: ({ representedBy, represents }) => representedBy.length + represents.length,
};

const BODY_FIELDS = spellingsOf(['relations', 'reverseRelations']);
const ROW_FIELDS = spellingsOf(['relation', 'contactId']);

/** At least one list must be present; it may be null. Throws UPSTREAM_BAD_RESPONSE at the first bad row. */
function readBody(text: string, { customerId }: ContactKey): ContactRelations {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null || hasMisspeltField(body, BODY_FIELDS)) throw wrongShape();
  const { relations, reverseRelations } = body as Readonly<Record<string, unknown>>;
  if (relations === undefined && reverseRelations === undefined) throw wrongShape();
  return { representedBy: readRows(relations, customerId), represents: readRows(reverseRelations, customerId) };
}

function readRows(rows: unknown, customerId: string): readonly ContactRelation[] {
  if (rows === undefined || rows === null) return [];
  if (!Array.isArray(rows)) throw wrongShape();
  return rows.map((row: unknown) => {
    if (typeof row !== 'object' || row === null || hasMisspeltField(row, ROW_FIELDS)) throw wrongShape();
    const { relation, contactId } = row as Readonly<Record<string, string | number>>;
    if (!isCode(relation) || !isId(contactId)) throw wrongShape();
    return { customerId, contactId: String(contactId), relationCode: String(relation) };
  });
}

/** The cached text is a body with the documented fields alone. */
const toBody = ({ representedBy, represents }: ContactRelations): string => {
  const toRow = ({ relationCode, contactId }: ContactRelation) => ({ relation: relationCode, contactId });
  return JSON.stringify({ relations: representedBy.map(toRow), reverseRelations: represents.map(toRow) });
};
