import { ContactCardDocument, ContactListDocument, FindContactDocument } from '../generated/text/graphql.ts';
import { type ContactIds, FIRST_SHOWN } from '../screen/contact-ids.ts';
import { readSearch, type Search } from '../screen/search.ts';
import { createAsk } from './ask.ts';
import { faultOf, toContactView, toRows } from './contact-view.ts';
import { button, element, find, listOf } from './elements.ts';

const UNREACHABLE = 'Tjänsten går inte att nå. Kontrollera nätet och försök igen.';

const ask = createAsk('/graphql');
const form = find<HTMLFormElement>('form');
const found = find('#found');
const place = find('#contact');
let searched: Search | null = null;
let shown: ContactIds | null = null;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const search = readSearch(form);
  searched = search;
  found.replaceChildren('Hämtar …');
  void foundFor(search)
    .catch(() => [UNREACHABLE])
    .then((nodes) => searched === search && found.replaceChildren(...nodes)); // or another was searched for meanwhile
});
show(FIRST_SHOWN);

/** Who was found, each with the homes that it has bought and sold. The list asks Vitec once for 20 contacts. */
async function foundFor(search: Search): Promise<readonly (string | Node)[]> {
  const answer = await ask(FindContactDocument, search);
  const matches = answer.data?.searchContacts?.matches;
  if (!matches) return [faultOf(answer)];
  if (matches.length === 0) return ['Inga träffar.'];
  const { customerId } = search;
  const list = await ask(ContactListDocument, { customerId, contactIds: matches.map(({ contact }) => contact.contactId) });
  return [listOf(toRows(list).map(({ contactId, line }) => button(line, () => show({ customerId, contactId }))))];
}

function show(ids: ContactIds): void {
  shown = ids;
  place.replaceChildren(element('p', 'Hämtar …'));
  void cardOf(ids)
    .catch(() => [element('p', UNREACHABLE)])
    .then((nodes) => shown === ids && place.replaceChildren(...nodes));
}

async function cardOf(ids: ContactIds): Promise<readonly Node[]> {
  const { fault, parts } = toContactView(await ask(ContactCardDocument, ids));
  if (fault !== null) return [element('p', fault)];
  return parts.flatMap(({ heading, status, lists }) => [
    element('h2', heading),
    element('p', status),
    ...lists.flatMap(({ heading, lines }) => [element('h3', heading), linesOf(lines)]),
  ]);
}

/** Null could not be read, which is not an empty list. */
function linesOf(lines: readonly string[] | null): Node {
  if (lines === null) return element('p', 'Kunde inte läsas.');
  return lines.length === 0 ? element('p', 'Inga.') : listOf(lines);
}
