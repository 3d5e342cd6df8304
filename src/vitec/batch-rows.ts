import type { ParsedAnswer, SplitAnswer } from '../domain/endpoint.ts';
import { Failure } from '../domain/failure.ts';
import { isId } from './fields.ts';
import { parseJson, wrongShape } from './json.ts';
import { type Fields, isFields, isOfCustomer, valueOrFailure } from './tolerant.ts';

/** Reads one row of a batch. Throws UPSTREAM_BAD_RESPONSE if the contact cannot be shown by it. */
export type ReadRow<Value> = (row: Fields, contact: { readonly customerId: string; readonly contactId: string }) => ParsedAnswer<Value>;

/**
 * Assigns the rows of a batch to the contacts asked for, by `id` and never by place. One contact may be answered by an object instead of a
 * list of one. A row that was not asked for is ignored. UPSTREAM_BAD_RESPONSE for a contact whose row is of another customer, cannot be
 * read, or occurs twice with different values, and for every contact without a row if a row has no id.
 */
export function splitRows<Value>(
  body: string,
  customerId: string,
  contactIds: readonly string[],
  readRow: ReadRow<Value>,
): SplitAnswer<Value> {
  const parsed = parseJson(body);
  const isList = Array.isArray(parsed);
  if (!isList && !isFields(parsed)) throw wrongShape();
  const rows: readonly unknown[] = isList ? parsed : [parsed];
  const contactOf = createMatch(contactIds, new Set(rows.map(idOf)));
  const ofContact = new Map<string, ParsedAnswer<Value> | Failure>();
  let ignoredRows = 0;
  /** Whether an answer for a contact without a row may be missing: then the contact is not known to be unknown. */
  let mayLackRows = !isList && contactIds.length > 1;
  for (const row of rows) {
    const id = idOf(row);
    if (id === null || !isFields(row)) {
      mayLackRows = true;
      continue;
    }
    const contactId = contactOf(id);
    if (contactId === null) {
      ignoredRows += 1;
      continue;
    }
    const answer = valueOrFailure(() => {
      if (!isOfCustomer(row.customerId, customerId)) throw wrongShape();
      return readRow(row, { customerId, contactId });
    });
    const earlier = ofContact.get(contactId);
    ofContact.set(contactId, earlier && !isSame(earlier, answer) ? wrongShape() : answer);
  }
  if (mayLackRows) for (const contactId of contactIds) if (!ofContact.has(contactId)) ofContact.set(contactId, wrongShape());
  return { ofContact, ignoredRows };
}

const idOf = (row: unknown): string | null => (isFields(row) && isId(row.id) ? String(row.id) : null);

/**
 * Finds the contact that a row is about: by the same id, or by one that differs in case only, if no other contact was asked for and no other
 * row was sent that could be meant.
 */
export function createMatch(contactIds: readonly string[], sentIds: ReadonlySet<string | null>): (id: string) => string | null {
  const exact = new Set(contactIds);
  const byLowerCase = new Map<string, string | null>();
  for (const contactId of exact) {
    const lowerCase = contactId.toLowerCase();
    byLowerCase.set(lowerCase, byLowerCase.has(lowerCase) || sentIds.has(contactId) ? null : contactId);
  }
  return (id) => (exact.has(id) ? id : (byLowerCase.get(id.toLowerCase()) ?? null));
}

const isSame = (one: ParsedAnswer<unknown> | Failure, other: ParsedAnswer<unknown> | Failure): boolean =>
  !(one instanceof Failure) && !(other instanceof Failure) && one.text === other.text;
