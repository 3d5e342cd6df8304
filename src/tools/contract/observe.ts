import { isFields, listOf, numberOrNull, textOrNull } from '../../vitec/tolerant.ts';
import { functionGroupOf } from '../endpoints.ts';
import type { Answer } from './ask.ts';
import type { Known, TiesForm } from './asking.ts';
import { type BatchFormName, contactOf, type NumberedContact, rowsOf } from './compare-rows.ts';
import type { FactLog, FactName } from './facts.ts';
import type { FormResult } from './form-result.ts';

/** Facts that the ordinary answers show. */

const ONE_ID_FACTS: Readonly<Record<BatchFormName, FactName & `ONE_ID_${string}`>> = {
  Contact: 'ONE_ID_CONTACT',
  Person: 'ONE_ID_TYPED',
  Company: 'ONE_ID_TYPED',
  DeceasedEstate: 'ONE_ID_TYPED',
  Buyer: 'ONE_ID_TIES',
  Seller: 'ONE_ID_TIES',
  Speculator: 'ONE_ID_TIES',
};

/** Of a request with one id. */
export function seeOneId(facts: FactLog, form: BatchFormName, answer: Answer): void {
  const fact = ONE_ID_FACTS[form];
  if (answer.kind === 'NONE') facts.cannotSee(fact, answer.reason);
  else if (answer.kind === 'NO_BODY') facts.see(fact, 'REFUSED', { status: answer.status });
  else if (Array.isArray(answer.body)) facts.see(fact, 'LIST');
  else if (isFields(answer.body)) facts.see(fact, 'OBJECT');
}

const LISTS = { Buyer: 'buyerOn', Seller: 'sellerOn', Speculator: 'speculatorOn' } as const;

/** PartyRoles tells who has bought or sold nothing. */
export function seeTies(facts: FactLog, form: TiesForm, answer: Answer, batch: readonly NumberedContact[], { rolesOf }: Known): void {
  const mayBeWithout = (contact: NumberedContact) => {
    const roles = rolesOf.get(contact);
    if (form === 'Speculator' || !roles) return true;
    return roles[form === 'Buyer' ? 'buyer' : 'seller'] === 0;
  };
  if (answer.kind === 'NO_BODY' && answer.status === 404 && batch.every(mayBeWithout)) facts.see('NO_TIES', 'NOT_FOUND');
  if (answer.kind !== 'BODY') return;
  const rows = rowsOf(answer.body).filter(isFields);
  for (const row of rows) {
    if (!contactOf(textOrNull(row.id) ?? '', batch)) continue;
    const list = row[LISTS[form]];
    if (list === undefined) facts.see('NO_TIES', 'NO_LIST');
    else if (list === null) facts.see('NO_TIES', 'NULL_LIST');
    else if (Array.isArray(list) && list.length === 0) facts.see('NO_TIES', 'EMPTY_LIST');
  }
  if (!Array.isArray(answer.body)) return;
  for (const contact of batch)
    if (mayBeWithout(contact) && !rows.some((row) => contactOf(textOrNull(row.id) ?? '', [contact]))) facts.see('NO_TIES', 'NO_ROW');
}

/** A contact may have no name at all: it lacks one in the generic form only if the form of its type has one. */
export function seeNames(facts: FactLog, { namedInGeneric, namedInTyped }: Known): void {
  facts.see('NAMES', 'PRESENT', { times: namedInGeneric.size });
  facts.see('NAMES', 'ABSENT', { times: [...namedInTyped].filter((contact) => !namedInGeneric.has(contact)).length });
}

/** An estate that PartyRoles names exists. */
export function seeListing(facts: FactLog, answer: Answer, estateId: string, known: Known): void {
  if (answer.kind === 'NO_BODY' && answer.status === 404 && known.estateIds.has(estateId)) facts.see('UNPUBLISHED_ESTATE', 'NOT_FOUND');
  if (answer.kind !== 'BODY' || !isFields(answer.body)) return;
  const { marketing, primaryAgentId, extensions } = answer.body;
  if (isFields(marketing) && marketing.isPublished === false) facts.see('UNPUBLISHED_ESTATE', 'NOT_PUBLISHED');
  if (textOrNull(primaryAgentId) !== null)
    known.agents[isFields(extensions) && isFields(extensions.primaryAgent) ? 'shown' : 'missing'] += 1;
}

/** An agent who has left is null, so one listing without its agent says nothing where another has it. */
export function seeAgents(facts: FactLog, { agents }: Known): void {
  if (agents.shown > 0) facts.see('EXTEND', 'AGENTS', { times: agents.shown });
  else facts.see('EXTEND', 'NO_AGENTS', { times: agents.missing });
}

export function seeMatches(facts: FactLog, body: unknown, customerId: string): void {
  const matches = isFields(body) ? listOf(body.matches).filter(isFields) : [];
  for (const match of matches) {
    const sent = textOrNull(match.customerId);
    facts.see('SEARCH_CUSTOMER', sent === null ? 'ABSENT' : sent.toLowerCase() === customerId.toLowerCase() ? 'SAME' : 'OTHER');
  }
  const scores = matches.map(({ score }) => numberOrNull(score));
  if (scores.includes(null)) facts.see('SEARCH_ORDER', 'NO_SCORES');
  else if (new Set(scores).size > 1) facts.see('SEARCH_ORDER', orderOf(scores as number[]));
}

function orderOf(scores: readonly number[]) {
  const isOrdered = (sign: 1 | -1) => scores.every((score, index) => index === 0 || sign * (score - (scores[index - 1] ?? 0)) >= 0);
  if (isOrdered(-1)) return 'DESCENDING';
  return isOrdered(1) ? 'ASCENDING' : 'NEITHER';
}

/** By the forms of the dates that were compared. */
export function seeDates(facts: FactLog, results: readonly FormResult[]): void {
  for (const { form, seen } of results)
    for (const [dateForm, times] of seen.dates) {
      const outcome = /^YYYY[^,]*ss(?:\.f+)?$/.test(dateForm) ? 'BARE' : /^YYYY.*(?:hh:mm|Z)/.test(dateForm) ? 'OFFSET' : 'OTHER_FORM';
      facts.see(functionGroupOf(form) === 'crm' ? 'DATES_CRM' : 'DATES_ADVERTISING', outcome, { times });
    }
}
