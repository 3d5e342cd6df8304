import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Stand, startStand, statusOf } from './support/stand.ts';

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

it('leads by keyboard alone from the form to the card and on to the next one', async () => {
  const page = await stand.open('');
  await page.getByRole('heading', { name: 'Ingen kontakt vald' }).waitFor();
  expect([await tab(page), await tab(page), await tab(page)]).toEqual(['Hoppa till kortet', 'English', 'Kontakt i sandlådan']);
  await page.keyboard.type('advokat');
  expect([await tab(page), await tab(page)]).toEqual(['Kontor (kund-id)', 'Kontakt-id']);
  expect(await page.getByLabel('Kontakt-id').inputValue()).toBe('advokat-berg');
  expect(await tab(page)).toBe('Visa kortet');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: /Företräder andra/ }).waitFor();
  expect(await focused(page)).toBe('advokat-berg');
  expect([await tab(page), await tab(page)]).toEqual(['Hämta nytt', 'dodsbo-gustavsson']);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: /Sålda bostäder 1/ }).waitFor();
  expect(await focused(page)).toBe('dodsbo-gustavsson');
});

it('has a visible focus on everything that takes it', async () => {
  const page = await stand.open('#M30011/advokat-berg');
  await statusOf(page);
  const stops: string[] = [];
  for (let stop = await tab(page); stop !== '' && !stops.includes(stop) && stops.length < 20; stop = await tab(page)) {
    stops.push(stop);
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
      return `${outlineStyle} ${outlineWidth}`;
    });
    expect(outline, stop).toBe('solid 3px');
  }
  expect(stops).toEqual([
    'Hoppa till kortet',
    'English',
    'Kontakt i sandlådan',
    'Kontor (kund-id)',
    'Kontakt-id',
    'Visa kortet',
    'Hämta nytt',
    'dodsbo-gustavsson',
    'dodsbo-olsson',
    'Fråga själv i GraphiQL',
  ]);
});

it('skips to the card without losing its address', async () => {
  const page = await stand.open('#M30011/anna-andersson');
  await statusOf(page);
  expect(await tab(page)).toBe('Hoppa till kortet');
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('anna-andersson');
  expect(page.url()).toBe(`${stand.url}/#M30011/anna-andersson`);
});

it('says which field is empty, and goes there', async () => {
  const page = await stand.open('');
  const contact = page.getByLabel('Kontakt-id');
  await contact.press('Enter');
  expect(await page.getByRole('alert').textContent()).toBe('Fyll i båda fälten.');
  expect(await contact.getAttribute('aria-invalid')).toBe('true');
  await contact.fill('  sven-holm ');
  await contact.press('Enter');
  await page.getByText('uppskattat datum', { exact: true }).waitFor();
  expect(page.url()).toBe(`${stand.url}/#M30011/sven-holm`);
  expect(await page.getByRole('alert').textContent()).toBe('');
});

it('tells assistive technology names, roles and order', async () => {
  const page = await stand.open('#M30011/advokat-berg');
  await statusOf(page);
  expect(await page.locator('article').ariaSnapshot()).toMatch(/^- article "advokat-berg":/);
  expect((await page.locator('body').ariaSnapshot()).replace(/\d\d:\d\d/, '13:30')).toMatchSnapshot();
  expect(await page.getByRole('option', { selected: true }).textContent()).toMatch(/^advokat-berg: /);
  const levels = await page.locator('h1, h2, h3, h4').evaluateAll((headings) => headings.map(({ tagName }) => tagName));
  expect(levels).toEqual(['H1', 'H2', 'H2', 'H3', 'H3', 'H3', 'H4', 'H4']);
});
