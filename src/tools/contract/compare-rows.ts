import type { BatchForm } from '../../domain/endpoint.ts';
import { Failure } from '../../domain/failure.ts';
import { createMatch } from '../../vitec/batch-rows.ts';
import { contactOfAnyType, contactOfType } from '../../vitec/endpoints/contact-profile.ts';
import { buyer, seller, speculator } from '../../vitec/endpoints/estate-ties.ts';
import { isId } from '../../vitec/fields.ts';
import { isFields, listOf } from '../../vitec/tolerant.ts';
import { compareField } from './compare-fields.ts';
import type { Difference, Effect, NumberedDifference } from './difference.ts';
import { type Asked, rowId } from './fields.ts';
import { typeForm } from './forms.ts';
import { RECORDED_FIELDS, type TolerantForm } from './recorded-fields.ts';
import { Seen } from './seen.ts';

export type BatchFormName = Exclude<TolerantForm, 'Estate' | 'Search'>;

const BATCHES: Readonly<Record<BatchFormName, BatchForm<unknown>>> = {
  Contact: contactOfAnyType,
  Person: contactOfType.PERSON,
  Company: contactOfType.COMPANY,
  DeceasedEstate: contactOfType.DECEASED_ESTATE,
  Buyer: buyer,
  Seller: seller,
  Speculator: speculator,
};

/** A contact of a batch, with its number in the report. */
export type NumberedContact = { readonly number: number; readonly contactId: string };

/** Compares the parsed body of a 200 of Estate or Search. */
export function compareWhole(form: 'Estate' | 'Search', body: unknown, asked: Asked, seen = new Seen()): readonly Difference[] {
  const { answer, dateForms } = RECORDED_FIELDS[form];
  if (!isFields(body)) return [wrongType('', 'an object', body, 'REFUSES')];
  seen.answers += form === 'Search' ? listOf(body.matches).length : 1;
  return compareField('', body, answer, { asked, dateForms, seen });
}

/**
 * Compares the parsed body of a 200 of a batch. Each row is told by its id, and never by its place. One contact may be answered by an object
 * instead of a list of one.
 */
export function compareBatch(
  form: BatchFormName,
  body: unknown,
  customerId: string,
  contacts: readonly NumberedContact[],
  seen = new Seen(),
): readonly NumberedDifference[] {
  const everyone = contacts.map(({ number }) => number);
  if (!Array.isArray(body) && !isFields(body)) return [{ numbers: everyone, difference: wrongType('', 'a list', body, 'REFUSES') }];
  const rows = rowsOf(body);
  seen.answers += rows.length;
  const { answer, dateForms } = RECORDED_FIELDS[form];
  const comparing = { asked: { customerId, estateId: null }, dateForms, seen };
  const sentIds = new Set(rows.flatMap((row) => (isFields(row) && isId(row.id) ? [String(row.id)] : [])));
  const rowsBefore = new Map<NumberedContact, unknown[]>();
  const differences: NumberedDifference[] = [];
  const nameless: Difference[] = [];
  for (const row of rows) {
    if (!isFields(row) || !isId(row.id)) {
      nameless.push(...(isFields(row) ? compareField('id', row.id, rowId(), comparing) : [wrongType('', 'an object', row, 'REFUSES')]));
      continue;
    }
    const id = String(row.id);
    const contact = contactOf(id, contacts, sentIds);
    if (!contact) {
      differences.push({ numbers: everyone, difference: ofRows('UNASKED_ROW', 'a row for each id asked for', 'another row', 'READS') });
      continue;
    }
    const earlier = rowsBefore.get(contact);
    rowsBefore.set(contact, [...(earlier ?? []), row]);
    for (const difference of compareField('', row, answer, comparing)) differences.push({ numbers: [contact.number], difference });
    if (earlier) {
      const effect = isRefused(form, [...earlier, row], customerId, contact.contactId) ? 'REFUSES' : 'READS';
      differences.push({ numbers: [contact.number], difference: ofRows('REPEATED_ROW', 'one row for an id', 'more', effect) });
    }
  }
  const without = contacts.filter((contact) => !rowsBefore.has(contact)).map(({ number }) => number);
  const isObject = !Array.isArray(body) && contacts.length > 1;
  if (isObject) nameless.push(wrongType('', 'a list', body, 'REFUSES'));
  for (const difference of nameless) differences.push(toNumbered(difference, without, everyone));
  if (nameless.length === 0)
    for (const number of without)
      differences.push({ numbers: [number], difference: ofRows('MISSING_ROW', 'a row for each id asked for', 'none', 'REFUSES') });
  return differences;
}

/** The rows of a batch: those of a list, or one object. */
export const rowsOf = (body: unknown): readonly unknown[] => (Array.isArray(body) ? body : [body]);

/** The contact that a row with this id is about, as the gateway finds it. */
export function contactOf<Contact extends { readonly contactId: string }>(
  id: string,
  contacts: readonly Contact[],
  sentIds: ReadonlySet<string> = new Set(),
): Contact | undefined {
  const idOf = createMatch(
    contacts.map(({ contactId }) => contactId),
    sentIds,
  );
  return contacts.find(({ contactId }) => contactId === idOf(id));
}

/** A row that tells nobody's id: the gateway cannot know that a contact without a row is unknown, so that contact is refused. */
const toNumbered = (difference: Difference, without: readonly number[], everyone: readonly number[]): NumberedDifference =>
  without.length > 0 ? { numbers: without, difference } : { numbers: everyone, difference: { ...difference, gateway: 'READS' } };

/** Whether the gateway refuses these rows of one contact. */
function isRefused(form: BatchFormName, rows: readonly unknown[], customerId: string, contactId: string): boolean {
  return BATCHES[form].split(JSON.stringify(rows), customerId, [contactId]).ofContact.get(contactId) instanceof Failure;
}

const wrongType = (place: string, recorded: string, sent: unknown, gateway: Effect): Difference => ({
  kind: 'WRONG_TYPE',
  place,
  recorded,
  found: typeForm(sent),
  gateway,
});

const ofRows = (kind: Difference['kind'], recorded: string, found: string, gateway: Effect): Difference => ({
  kind,
  place: '',
  recorded,
  found,
  gateway,
});
