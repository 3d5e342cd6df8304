import { FUNCTION_GROUPS } from '../../domain/endpoint.ts';
import { isId } from '../../vitec/fields.ts';
import { isFields } from '../../vitec/tolerant.ts';
import type { FormName } from '../endpoints.ts';
import type { Answer } from './ask.ts';
import type { Asking, TiesForm, TypedForm } from './asking.ts';
import { contactOf, type NumberedContact, rowsOf } from './compare-rows.ts';
import type { FactLog, FactName } from './facts.ts';
import { seeOneId } from './observe.ts';
import { CONTACT_TYPE_WORDS } from './recorded-fields.ts';

/** Ids of the documented form that no contact and no estate has. */
const UNKNOWN_CONTACT = 'ADR00000000000000000000000000000000';
const UNKNOWN_ESTATE = 'OBJ0_0';
const PATH_IDS = 6;
/** The most calls of `askAboutFacts`. */
export const MOST_FACT_CALLS = 10;

const TIES_FORMS: readonly TiesForm[] = ['Buyer', 'Seller', 'Speculator'];

/** Calls for the facts that the ordinary answers do not show: one for each. */
export async function askAboutFacts(asking: Asking): Promise<void> {
  const { known, toAsk, facts } = asking;
  const contact = [...(known.answered.get('Contact') ?? [])][0];
  const [typed, type] = [...known.types][0] ?? [];
  const tiesForm = TIES_FORMS.find((form) => known.answered.has(form));
  const tied = tiesForm && [...(known.answered.get(tiesForm) ?? [])][0];

  if (toAsk.endpoints.includes('Contact') && known.contacts.length >= PATH_IDS) await askSix(asking);
  if (contact) {
    if (!facts.has('ONE_ID_CONTACT')) await askOneId(asking, 'Contact', contact);
    await askUnknown(asking, 'UNKNOWN_ID_CONTACT', 'Contact', contact);
  }
  if (typed && type) {
    if (!facts.has('ONE_ID_TYPED')) await askOneId(asking, type, typed);
    await askUnknown(asking, 'UNKNOWN_ID_TYPED', type, typed);
    await askOtherType(asking);
  }
  if (tiesForm && tied) {
    if (!facts.has('ONE_ID_TIES')) await askOneId(asking, tiesForm, tied);
    await askUnknown(asking, 'UNKNOWN_ID_TIES', tiesForm, tied);
  }
  if (known.hasListing) await askUnknownEstate(asking);
  await askWithOtherPassword(asking);
}

/** Asks, and leaves out what is no answer. */
async function ask({ caller, facts }: Asking, fact: FactName, form: FormName, ids: readonly string[]) {
  const answer = await caller.ask(form, ids);
  if (answer && answer.kind !== 'NONE') return answer;
  facts.cannotSee(fact, answer?.reason ?? 'not tried after an earlier answer');
  return null;
}

async function askOneId({ caller, facts }: Asking, form: TypedForm | TiesForm | 'Contact', { contactId }: NumberedContact): Promise<void> {
  const answer = await caller.ask(form, [contactId]);
  if (answer) seeOneId(facts, form, answer);
}

async function askSix(asking: Asking): Promise<void> {
  const six = asking.known.contacts.slice(0, PATH_IDS);
  const answer = await ask(
    asking,
    'SIX_IN_PATH',
    'Contact',
    six.map(({ contactId }) => contactId),
  );
  if (!answer) return;
  const { facts, known } = asking;
  if (answer.kind !== 'BODY') return seeRefusal(facts, 'SIX_IN_PATH', answer);
  const answered = known.answered.get('Contact');
  const isWhole = six.every((contact) => !answered?.has(contact) || idsIn(answer.body).some((id) => contactOf(id, [contact])));
  facts.see('SIX_IN_PATH', isWhole ? 'ACCEPTED' : 'CUT');
}

async function askUnknown(
  asking: Asking,
  fact: RefusalFact & `UNKNOWN_ID_${string}`,
  form: TypedForm | TiesForm | 'Contact',
  contact: NumberedContact,
): Promise<void> {
  const answer = await ask(asking, fact, form, [contact.contactId, UNKNOWN_CONTACT]);
  if (!answer) return;
  if (answer.kind !== 'BODY') return seeRefusal(asking.facts, fact, answer);
  const ids = idsIn(answer.body);
  if (ids.some((id) => id.toUpperCase() === UNKNOWN_CONTACT)) asking.facts.see(fact, 'A_ROW');
  else if (ids.length < rowsOf(answer.body).length) asking.facts.see(fact, 'ROW_WITHOUT_ID');
  else asking.facts.see(fact, ids.some((id) => contactOf(id, [contact])) ? 'LEFT_OUT' : 'NO_ROWS');
}

/** Beside a contact of the form's own type, if there is one: then a 404 is about the other. */
async function askOtherType(asking: Asking): Promise<void> {
  const { known, facts } = asking;
  const [odd, type] = [...known.types].at(-1) ?? [];
  if (!odd) return;
  const [own, ofForm] = [...known.types].find(([, each]) => each !== type) ?? [null, null];
  const form = ofForm ?? CONTACT_TYPE_WORDS.find((each) => each !== type) ?? 'Company';
  const answer = await ask(asking, 'OTHER_TYPE', form, [...(own ? [own.contactId] : []), odd.contactId]);
  if (!answer) return;
  if (answer.kind !== 'BODY') return seeRefusal(facts, 'OTHER_TYPE', answer);
  const ids = idsIn(answer.body);
  if (ids.some((id) => contactOf(id, [odd]))) facts.see('OTHER_TYPE', 'ANSWERED');
  else facts.see('OTHER_TYPE', ids.length < rowsOf(answer.body).length ? 'ROW_WITHOUT_ID' : 'LEFT_OUT');
}

async function askUnknownEstate(asking: Asking): Promise<void> {
  const answer = await ask(asking, 'UNKNOWN_ESTATE', 'Estate', [UNKNOWN_ESTATE]);
  if (!answer) return;
  if (answer.kind === 'BODY') asking.facts.see('UNKNOWN_ESTATE', 'ANSWERED');
  else seeRefusal(asking.facts, 'UNKNOWN_ESTATE', answer);
}

/** The advertising password at Contact, or else the CRM password at Estate; about something unknown, and only once. */
async function askWithOtherPassword({ caller, toAsk, facts }: Asking): Promise<void> {
  const [crm, advertising] = [caller.credentialOf('crm'), caller.credentialOf('advertising')];
  if (!crm || !advertising || crm.password === advertising.password) return;
  // after a refusal of a password, another wrong one could have the account locked
  if (!FUNCTION_GROUPS.every((group) => caller.mayAsk(group)))
    return facts.cannotSee('OTHER_PASSWORD', 'not tried after an earlier answer');
  const answer = toAsk.endpoints.some((each) => each !== 'Estate')
    ? await caller.askWith(advertising, 'Contact', [UNKNOWN_CONTACT])
    : await caller.askWith(crm, 'Estate', [UNKNOWN_ESTATE]);
  const { status } = answer;
  if (status === 401) facts.see('OTHER_PASSWORD', 'REFUSED_401');
  else if (status === 403) facts.see('OTHER_PASSWORD', 'REFUSED_403');
  else if (status === 200 || status === 404 || status === 400) facts.see('OTHER_PASSWORD', 'ACCEPTED');
  else if (answer.kind === 'NONE') facts.cannotSee('OTHER_PASSWORD', answer.reason);
  else facts.see('OTHER_PASSWORD', 'OTHER_STATUS', { status });
}

type RefusalFact = 'SIX_IN_PATH' | 'OTHER_TYPE' | 'UNKNOWN_ESTATE' | `UNKNOWN_ID_${'CONTACT' | 'TYPED' | 'TIES'}`;

/** No JSON of a 200 came. */
function seeRefusal(facts: FactLog, fact: RefusalFact, { status }: Answer): void {
  if (status === 400) facts.see(fact, 'BAD_REQUEST');
  else if (status === 404) facts.see(fact, 'NOT_FOUND');
  else facts.see(fact, 'OTHER_STATUS', { status });
}

/** The ids of the rows that have one. */
const idsIn = (body: unknown): readonly string[] => rowsOf(body).flatMap((row) => (isFields(row) && isId(row.id) ? [String(row.id)] : []));
