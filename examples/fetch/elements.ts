/** An element with a text, which is never read as HTML. */
export function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

export function button(text: string, onPress: () => void): HTMLElement {
  const made = element('button', text);
  made.addEventListener('click', onPress);
  return made;
}

export function listOf(items: readonly (string | Node)[]): HTMLElement {
  const list = document.createElement('ul');
  for (const item of items) {
    const row = document.createElement('li');
    row.append(item);
    list.append(row);
  }
  return list;
}

export function find<Found extends HTMLElement>(selector: string): Found {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(`No ${selector} in index.html`);
  return found;
}
