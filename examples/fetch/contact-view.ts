import type { ContactCardQuery, ContactListQuery } from '../generated/text/graphql.ts';
import { type CardPart, toCardParts } from '../screen/card-parts.ts';
import { rowLine } from '../screen/row-line.ts';
import { failureLine } from '../screen/status-line.ts';
import type { Answer } from './ask.ts';

/** `fault`: why there is no contact at all; null if there is one. */
type ContactView = { readonly fault: string | null; readonly parts: readonly CardPart[] };

/** What the screen says of an answer. */
export function toContactView(answer: Answer<ContactCardQuery>): ContactView {
  const contact = answer.data?.contact;
  return contact ? { fault: null, parts: toCardParts(contact) } : { fault: faultOf(answer), parts: [] };
}

export const toRows = ({ data }: Answer<ContactListQuery>): readonly { readonly contactId: string; readonly line: string }[] =>
  (data?.contacts ?? []).flatMap((contact) => (contact ? [{ contactId: contact.contactId, line: rowLine(contact) }] : []));

/** The first error of an answer without data. */
export function faultOf({ errors }: Answer<unknown>): string {
  const { code, retryAfterSeconds = null } = errors?.[0]?.extensions ?? { code: 'INTERNAL_SERVER_ERROR' };
  return failureLine(code, retryAfterSeconds);
}
