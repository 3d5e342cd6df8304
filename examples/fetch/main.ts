import { ContactCardDocument, WhomIActForDocument } from '../generated/text/graphql.ts';
import { type ContactIds, readContactIds } from '../screen/contact-ids.ts';
import { createAsk } from './ask.ts';
import { toContactView } from './contact-view.ts';

const ask = createAsk('/graphql');
const form = find('form');
const status = find('[role=status]');
const place = find('#contact');
let shown: ContactIds | null = null;

form.addEventListener('submit', (event) => {
  event.preventDefault();
  void show(readContactIds(form as HTMLFormElement));
});
void show(readContactIds(form as HTMLFormElement));

async function show(ids: ContactIds): Promise<void> {
  shown = ids;
  place.replaceChildren();
  status.textContent = 'Hämtar …';
  // the gateway asks Vitec once for both
  const answers = Promise.all([ask(ContactCardDocument, ids), ask(WhomIActForDocument, ids)]);
  const view = await answers.then(([card, acting]) => toContactView(card, acting)).catch(() => null);
  if (shown !== ids) return; // another was asked for meanwhile
  status.textContent = view?.status ?? 'Tjänsten går inte att nå. Kontrollera nätet och försök igen.';
  place.replaceChildren(...(view?.lists ?? []).flatMap(({ heading, lines }) => [element('h2', heading), listOf(lines)]));
}

function listOf(lines: readonly string[] | null): HTMLElement {
  if (lines === null) return element('p', 'Kunde inte läsas.');
  if (lines.length === 0) return element('p', 'Inga.');
  const list = document.createElement('ul');
  list.append(...lines.map((line) => element('li', line)));
  return list;
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function find(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`No ${selector} in index.html`);
  return found;
}
