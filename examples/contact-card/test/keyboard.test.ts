import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Stand, settled, startStand } from './support/stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand[Symbol.asyncDispose]());

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    if (element === document.body) return '';
    return (element?.labels?.[0]?.firstChild ?? element)?.textContent ?? '';
  });
const tab = async (page: Page): Promise<string> => {
  await page.keyboard.press('Tab');
  return focused(page);
};

it('leads by keyboard alone from a search to a card, and on to the next one', async () => {
  const page = await stand.open('');
  await page.getByRole('heading', { name: 'Ingen kontakt vald' }).waitFor();
  expect([await tab(page), await tab(page), await tab(page), await tab(page)]).toEqual([
    'Hoppa till innehållet',
    'Kontaktlista',
    'English',
    'Namn, e-post eller telefon',
  ]);
  await page.keyboard.type('Birgitta Berg');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Birgitta Berg' }).waitFor();
  expect([await tab(page), await tab(page), await tab(page)]).toEqual(['Kontor (kund-id)', 'Sök', 'Birgitta Berg']);
  await page.keyboard.press('Enter');
  await settled(page);
  expect(await focused(page)).toBe('Birgitta Berg');
  expect(await tab(page)).toBe('Hämta nytt');
  for (let stops = 0; stops < 10 && (await tab(page)) !== 'Dödsboet efter Olle Olsson'; stops++);
  expect(await focused(page)).toBe('Dödsboet efter Olle Olsson');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: /Som säljare 2/ }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('view-heading');
});

it('opens a contact by its id, and one of the sandbox, by keyboard', async () => {
  const page = await stand.open('');
  await page.getByText('Öppna med id').press('Enter');
  expect(await tab(page)).toBe('Kontakt i sandlådan');
  await page.keyboard.type('advokat');
  expect([await tab(page), await tab(page)]).toEqual(['Kund-id', 'Kontakt-id']);
  expect(await page.getByLabel('Kontakt-id').inputValue()).toBe('advokat-berg');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'Birgitta Berg' }).waitFor();
});

it('says which field is empty, and goes there', async () => {
  const page = await stand.open('');
  await page.getByText('Öppna med id').click();
  const contact = page.getByLabel('Kontakt-id');
  await contact.press('Enter');
  expect(await page.getByRole('form', { name: 'Öppna med id' }).getByRole('alert').textContent()).toBe('Fyll i båda fälten.');
  expect(await contact.getAttribute('aria-invalid')).toBe('true');
  await contact.fill('  sven-holm ');
  await contact.press('Enter');
  await page.getByText('uppskattat datum', { exact: true }).waitFor();
  expect(page.url()).toBe(`${stand.url}/#M30011/sven-holm`);
});

it.each(['#M30011/advokat-berg', '#list'])('has a visible focus on everything that takes it: %s', async (address) => {
  const page = await stand.open(address);
  await settled(page);
  const widths = new Set<string>();
  for (let stops = 0; stops < 90; stops++) {
    if ((await tab(page)) === '') break;
    widths.add(
      await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
        return `${outlineStyle} ${outlineWidth}`;
      }),
    );
  }
  expect([...widths]).toEqual(['solid 3px']);
});

it('skips to the card without losing its address', async () => {
  const page = await stand.open('#M30011/anna-andersson');
  await settled(page);
  expect(await tab(page)).toBe('Hoppa till innehållet');
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('Anna Andersson');
  expect(page.url()).toBe(`${stand.url}/#M30011/anna-andersson`);
});

it('tells assistive technology names, roles and order', async () => {
  const page = await stand.open('#M30011/advokat-berg');
  await settled(page);
  expect(await page.locator('article').ariaSnapshot()).toMatch(/^- article "Birgitta Berg":/);
  expect((await page.locator('body').ariaSnapshot()).replace(/(Färskt|Aktuellt): .*"/, 'Läst."')).toMatchSnapshot();
  const levels = await page.locator('h1, h2, h3, h4').evaluateAll((headings) => headings.map(({ tagName }) => tagName));
  expect(levels).toEqual(['H1', 'H2', 'H2', 'H3', 'H3', 'H3', 'H4']);
});
