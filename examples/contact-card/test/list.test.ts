import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
    page.on('request', () => {
      asked += 1;
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
