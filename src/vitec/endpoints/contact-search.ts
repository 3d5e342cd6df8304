import type { ContactMatch, ContactMatches, SearchKey } from '../../domain/contact-search.ts';
import { toContactType } from '../../domain/contact-type.ts';
import type { Endpoint } from '../../domain/endpoint.ts';
import { isId } from '../fields.ts';
import { parseJson, wrongShape } from '../json.ts';
import { codeOrNull, dateOrNull, isFields, isOfCustomer, NO_TYPE, numberOrNull } from '../tolerant.ts';

/**
 * GET CRM/Contact/{customerId}/Search?Term=&MaxSize=: ids of the contacts that match, in Vitec's order. It cuts without a sign. A match of
 * another customer, which a password of a group may find, is left out.
 */
export const contactSearch: Endpoint<SearchKey, ContactMatches> = {
  name: 'Search',
  functionGroup: 'crm',
  path: ({ customerId, term, maxSize }, toSegment) =>
    `/CRM/Contact/${toSegment(customerId)}/Search?Term=${encodeURIComponent(term)}&MaxSize=${maxSize}`,
  parse(body, { customerId }) {
    const value = readMatches(body, customerId);
    return { value, text: '', unknownCodes: value.matches.filter(({ typeCode }) => toContactType(typeCode) === 'OTHER').length };
  },
  read() {
    throw new TypeError('a search is never cached');
  },
  countRows: ({ matches }) => matches.length,
};

/** Throws UPSTREAM_BAD_RESPONSE for a match without an id, or with a customerId that is none: to leave it out would lose it without a sign. */
function readMatches(body: string, customerId: string): ContactMatches {
  const answer = parseJson(body);
  if (!isFields(answer) || !(answer.matches === null || Array.isArray(answer.matches))) throw wrongShape();
  const sent: readonly unknown[] = answer.matches ?? [];
  const matches = new Map<string, ContactMatch>();
  for (const match of sent) {
    if (!isFields(match) || !isId(match.id)) throw wrongShape();
    if (!isOfCustomer(match.customerId, customerId)) continue;
    const contactId = String(match.id);
    if (matches.has(contactId)) continue;
    matches.set(contactId, {
      customerId,
      contactId,
      typeCode: codeOrNull(match.type) ?? NO_TYPE,
      score: numberOrNull(match.score),
      changedAt: dateOrNull(match.changedAt),
    });
  }
  return { matches: [...matches.values()], sent: sent.length };
}
