import { isId } from '../../vitec/fields.ts';
import { isFields, listOf, textOrNull } from '../../vitec/tolerant.ts';
import { endpointOf, FORM_NAMES, type FormName, maxIdsOf } from '../endpoints.ts';
import type { Asking, Known } from './asking.ts';
import { compareStrictly } from './compare.ts';
import { type BatchFormName, compareBatch, compareWhole, contactOf, type NumberedContact, rowsOf } from './compare-rows.ts';
import { FormResult } from './form-result.ts';
import { seeAgents, seeDates, seeListing, seeMatches, seeNames, seeOneId, seeTies } from './observe.ts';
import { CONTACT_TYPE_WORDS } from './recorded-fields.ts';

/** Estates from PartyRoles that are asked about. Those of --estate come on top. */
export const MOST_FOUND_ESTATES = 5;

/** Asks every form of the endpoints chosen, and compares the answers. */
export async function askAll(asking: Asking): Promise<readonly FormResult[]> {
  const { toAsk, known, facts } = asking;
  const results: FormResult[] = [];
  for (const form of FORM_NAMES.filter((each) => toAsk.endpoints.includes(endpointOf(each)))) results.push(await askOneForm(form, asking));
  seeNames(facts, known);
  seeAgents(facts, known);
  seeDates(facts, results);
  return results;
}

function askOneForm(form: FormName, asking: Asking): Promise<FormResult> {
  switch (form) {
    case 'PartyRoles':
    case 'ContactRelations':
      return askStrictly(form, asking);
    case 'Estate':
      return askEstates(asking);
    case 'Search':
      return askSearch(asking);
    case 'Person':
    case 'Company':
    case 'DeceasedEstate':
      return askBatches(
        form,
        asking.known.contacts.filter((contact) => asking.known.types.get(contact) === form),
        asking,
      );
    default:
      return askBatches(form, asking.known.contacts, asking);
  }
}

async function askStrictly(form: 'PartyRoles' | 'ContactRelations', { caller, known }: Asking): Promise<FormResult> {
  const result = new FormResult(form, 'contact', numbersOf(known.contacts), skippedWithout(known.contacts, 'it needs --contact'));
  for (const contact of known.contacts) {
    const answer = await caller.ask(form, [contact.contactId]);
    result.add([contact.number], answer, (body) => {
      if (form === 'PartyRoles') learnRoles(contact, body, known);
      return compareStrictly(form, body, result.seen).map((difference) => ({ numbers: [contact.number], difference }));
    });
  }
  return result;
}

function learnRoles(contact: NumberedContact, body: unknown, { rolesOf, estateIds }: Known): void {
  if (!isFields(body)) return;
  rolesOf.set(contact, { buyer: listOf(body.buyer).length, seller: listOf(body.seller).length });
  for (const row of Object.values(body).flatMap(listOf)) if (isFields(row) && isId(row.estateId)) estateIds.add(String(row.estateId));
}

async function askBatches(
  form: BatchFormName,
  contacts: readonly NumberedContact[],
  { caller, toAsk, known, facts }: Asking,
): Promise<FormResult> {
  const isTyped = CONTACT_TYPE_WORDS.some((word) => word === form);
  const skipped = skippedWithout(contacts, isTyped ? 'Contact has answered no contact of that type' : 'it needs --contact');
  const result = new FormResult(form, 'contact', numbersOf(contacts), skipped);
  for (let at = 0; at < contacts.length; at += maxIdsOf(form)) {
    const batch = contacts.slice(at, at + maxIdsOf(form));
    const answer = await caller.ask(
      form,
      batch.map(({ contactId }) => contactId),
    );
    result.add(numbersOf(batch), answer, (body) => {
      learnRows(form, batch, body, known);
      return compareBatch(form, body, toAsk.customerId, batch, result.seen);
    });
    if (!answer) continue;
    if (batch.length === 1) seeOneId(facts, form, answer);
    if (form === 'Buyer' || form === 'Seller' || form === 'Speculator') seeTies(facts, form, answer, batch, known);
  }
  return result;
}

function learnRows(form: BatchFormName, batch: readonly NumberedContact[], body: unknown, known: Known): void {
  for (const row of rowsOf(body)) {
    const contact = isFields(row) && isId(row.id) ? contactOf(String(row.id), batch) : undefined;
    if (!contact || !isFields(row)) continue;
    const hasName = [row.firstName, row.lastName, row.name].some((name) => textOrNull(name) !== null);
    switch (form) {
      case 'Contact': {
        const type = CONTACT_TYPE_WORDS.find((word, value) => [word, String(value)].includes(textOrNull(row.type) ?? ''));
        if (type) known.types.set(contact, type);
        if (hasName) known.namedInGeneric.add(contact);
        known.answered.set(form, new Set([...(known.answered.get(form) ?? []), contact]));
        break;
      }
      case 'Buyer':
      case 'Seller':
      case 'Speculator':
        known.answered.set(form, new Set([...(known.answered.get(form) ?? []), contact]));
        break;
      default:
        if (hasName) known.namedInTyped.add(contact);
    }
  }
}

async function askEstates({ caller, toAsk, known, facts }: Asking): Promise<FormResult> {
  const found = [...known.estateIds].filter((id) => !toAsk.estateIds.includes(id)).slice(0, MOST_FOUND_ESTATES);
  const estateIds = [...toAsk.estateIds, ...found];
  const result = new FormResult(
    'Estate',
    'estate',
    estateIds.map((_, index) => index + 1),
    skippedWithout(estateIds, 'no estate is known: give --estate, or contacts with roles'),
  );
  for (const [index, estateId] of estateIds.entries()) {
    const answer = await caller.ask('Estate', [estateId]);
    const numbers = [index + 1];
    result.add(numbers, answer, (body) =>
      compareWhole('Estate', body, { customerId: toAsk.customerId, estateId }, result.seen).map((difference) => ({ numbers, difference })),
    );
    if (!answer || answer.kind === 'NONE') continue;
    known.hasListing = true;
    seeListing(facts, answer, estateId, known);
  }
  return result;
}

async function askSearch({ caller, toAsk, facts }: Asking): Promise<FormResult> {
  const { customerId, term } = toAsk;
  if (term === null) return new FormResult('Search', 'search', [], 'it needs --term');
  const result = new FormResult('Search', 'search', [1]);
  const answer = await caller.ask('Search', [term]);
  result.add([1], answer, (body) => {
    seeMatches(facts, body, customerId);
    return compareWhole('Search', body, { customerId, estateId: null }, result.seen).map((difference) => ({ numbers: [1], difference }));
  });
  return result;
}

const numbersOf = (contacts: readonly NumberedContact[]): readonly number[] => contacts.map(({ number }) => number);

const skippedWithout = (all: readonly unknown[], reason: string): string | null => (all.length === 0 ? reason : null);
