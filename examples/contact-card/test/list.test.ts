import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFor, operationOf } from './support/answers.ts';
import { oneLine, type Stand, settled, startStand, textOf } from './support/stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand[Symbol.asyncDispose]());

const choose = async (page: Awaited<ReturnType<Stand['open']>>, ids: string) => {
  await page.getByText('Välj kontakter').click();
  await page.getByLabel('Kontakt-id').last().fill(ids);
  await page.getByRole('button', { name: 'Visa listan' }).click();
};

describe('the list', () => {
  it('shows fifty contacts with names and how many homes each buys and sells, by one request', async () => {
    const page = await stand.open('');
    let asked = 0;
    page.on('request', (request) => {
      if (operationOf(request.postDataJSON()?.query ?? '') !== 'ContactChanged') asked += 1;
    });
    await page.getByRole('link', { name: 'Kontaktlista' }).click();
    expect(await settled(page)).toMatch(/^50 kontakter, hämtade klockan \d\d:\d\d\.$/);
    expect(asked).toBe(1);
    const rows = page.getByRole('table').getByRole('row');
    await expect.poll(() => rows.count()).toBe(51);
    expect((await rows.first().getByRole('columnheader').allInnerTexts()).map(oneLine)).toEqual(['Namn', 'Typ', 'Köpare', 'Säljare']);
    expect(await textOf(rows.nth(1))).toMatch(/^\S+ .*C1001 (Person|Företag|Dödsbo) \d \d$/);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Kontaktlista');
  });

  it('leads to a card, and is still there on the way back', async () => {
    const page = await stand.open('#list');
    await settled(page);
    await choose(page, 'anna-andersson, dodsbo-olsson;anna-andersson');
    expect(await settled(page)).toMatch(/^2 kontakter/);
    await page.getByRole('link', { name: 'Dödsboet efter Olle Olsson' }).click();
    await page.getByRole('region', { name: /Som säljare 2/ }).waitFor();
    await page.goBack();
    expect(await settled(page)).toMatch(/^2 kontakter/);
    expect((await page.getByRole('rowheader').allInnerTexts()).map(oneLine)).toEqual([
      'Anna Andersson anna-andersson',
      'Dödsboet efter Olle Olsson dodsbo-olsson',
    ]);
  });

  it('marks what could not be read, beside what could', async () => {
    const page = await stand.open('#list');
    await settled(page);
    await choose(page, 'anna-andersson finns-inte');
    expect(await settled(page)).toBe('2 kontakter. 1 av dem kunde inte läsas helt: se frågetecknen.');
    const row = page.getByRole('row', { name: 'finns-inte' });
    expect(await textOf(row)).toContain('?');
    expect(await row.locator('.unread .unseen').first().textContent()).toBe('Det här finns inte i Vitec.');
    expect(await textOf(page.getByRole('row', { name: 'Anna Andersson' }))).toMatch(/Person 3 2$/);
  });

  it('marks what is missing of an answer that ends before its last part, and asks again when told to', async () => {
    const page = await stand.open('#list', {}, (opened) =>
      answerFor(opened, 'ContactListInParts', async (route) => {
        const response = await route.fetch();
        const [first] = (await response.text()).split('"incremental"');
        await route.fulfill({ response, body: first?.slice(0, first.lastIndexOf('\r\n---') + 5) ?? '' });
      }),
    );
    expect(await settled(page)).toBe('50 kontakter. 50 av dem kunde inte läsas helt: se frågetecknen.');
    expect(await textOf(page.getByRole('row', { name: 'C1050' }))).toMatch(/^C1050 \? /);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /^50 kontakter, hämtade/ })
      .waitFor();
    expect(await page.locator('.unread').count()).toBe(0);
  });

  it.each([
    ['  ', 'Skriv minst ett kontakt-id.'],
    [Array.from({ length: 101 }, (_, index) => `C${index}`).join('\n'), 'Högst 100 kontakter kan visas på en gång.'],
  ])('says what is wrong with the ids', async (ids, sentence) => {
    const page = await stand.open('#list');
    await settled(page);
    await choose(page, ids);
    expect(await page.getByRole('article').getByRole('alert').textContent()).toBe(sentence);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('contact-ids');
  });
});

describe('a list at ten calls a second', () => {
  it('shows each name when Vitec has answered it: the first while the others are still on their way', async () => {
    await using stand = await startStand({ VITEC_MAX_PER_SECOND: '10' });
    const page = await stand.open('#list', {}, (opened) => opened.addInitScript(noteNames));
    await page.waitForFunction(() => document.querySelector('th > span.id') && document.querySelector('th > .bone'));
    expect(await page.getByRole('article').getByRole('status').textContent()).toBe('Hämtar 50 kontakter …');
    expect(await settled(page)).toMatch(/^50 kontakter, hämtade/);
    const noted = await notedIn(page);
    const counts = noted.map(({ names }) => names);
    expect(counts[0]).toBe(0);
    expect(counts.at(-1)).toBe(50);
    expect(new Set(counts).size).toBeGreaterThan(3);
    const first = noted.find(({ names }) => names > 0)?.atMs ?? 0;
    const last = noted.find(({ names }) => names === 50)?.atMs ?? 0;
    expect(last - first).toBeGreaterThan(300);
    expect(await page.locator('.bone').count()).toBe(0);
  });

  it('shows what it knows on the way back, while it is asked for again', async () => {
    await using stand = await startStand({ VITEC_MAX_PER_SECOND: '10', CACHE_TTL_MS: '0' });
    const page = await stand.open('#list');
    await settled(page);
    await page.getByRole('link', { name: 'Inga Isberg' }).click();
    await page.getByRole('heading', { level: 2, name: 'Inga Isberg' }).waitFor();
    await page.evaluate(noteNames);
    await page.goBack();
    await page
      .getByRole('status')
      .filter({ hasText: /^50 kontakter/ })
      .waitFor();
    expect((await notedIn(page)).map(({ names }) => names)).toEqual([50]);
  });

  it('shows the others while a slow contact is on its way', async () => {
    await using stand = await startStand({ VITEC_MAX_PER_SECOND: '10' });
    const page = await stand.open('#list');
    await settled(page);
    await choose(page, [...Array.from({ length: 45 }, (_, index) => `C${1_101 + index}`), 'langsam'].join(' '));
    await page.waitForFunction(() => {
      const slow = [...document.querySelectorAll('th')].find((header) => header.textContent === 'langsam');
      return slow?.querySelector('.bone') && document.querySelectorAll('th > span.id').length >= 20;
    });
    expect(await settled(page)).toMatch(/^46 kontakter, hämtade/);
    expect(await textOf(page.getByRole('row', { name: 'Lage Långsam' }))).toMatch(/^Lage Långsam langsam Person/);
  });
});

type Noted = { readonly atMs: number; readonly names: number };

const notedIn = (page: Page) => page.evaluate(() => (window as unknown as { noted: readonly Noted[] }).noted);

/** Runs in the page: notes when rows get their names. */
function noteNames(): void {
  const noted: Noted[] = [];
  Object.assign(window, { noted });
  new MutationObserver(() => {
    const names = document.querySelectorAll('th > span.id').length;
    if (document.querySelector('tbody') && noted.at(-1)?.names !== names) noted.push({ atMs: Math.round(performance.now()), names });
  }).observe(document, { subtree: true, childList: true });
}
