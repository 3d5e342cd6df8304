import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFor, json, refusal } from './support/answers.ts';
import { oneLine, type Stand, search, sectionOf, settled, startStand } from './support/stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand[Symbol.asyncDispose]());

describe('the search', () => {
  it('leads from a name to a card, and on to whom that contact represents', async () => {
    const urls: string[] = [];
    const page = await stand.open('', {}, async (opened) => opened.on('request', (request) => urls.push(request.url())));
    await search(page, 'gustavsson');
    const matches = page.getByRole('search').getByRole('listitem');
    await matches.first().waitFor();
    expect(await page.getByRole('search').getByRole('status').textContent()).toBe('5 träffar');
    expect((await matches.allInnerTexts()).map(oneLine)).toEqual(
      expect.arrayContaining([
        'Karin Gustavsson Person · Lund',
        'Dödsboet efter Gösta Gustavsson Dödsbo · Löberöd',
        'Nils Gustavsson Person',
      ]),
    );
    await page.getByRole('link', { name: 'Karin Gustavsson' }).click();
    await settled(page);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Karin Gustavsson');
    await sectionOf(page, /^Företräder 1/)
      .getByRole('link', { name: 'Dödsboet efter Gösta Gustavsson' })
      .click();
    await sectionOf(page, /^Företräds av 5/).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('gustavsson');
    expect(urls.concat(page.url()).filter((url) => /gustavsson/i.test(url.replace(/#.*/, '')))).toEqual([]);
  });

  it('asks kindly for a few more characters, and asks the gateway for nothing', async () => {
    const page = await stand.open('');
    let asked = 0;
    page.on('request', () => {
      asked += 1;
    });
    await search(page, ' berg ');
    expect(await page.getByRole('search').getByRole('alert').textContent()).toMatch(/^Skriv några tecken till: Vitec söker på minst 5\./);
    expect(await page.getByRole('searchbox').getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('term');
    expect(asked).toBe(0);
    await search(page, 'Birgitta Berg');
    await page.getByRole('link', { name: 'Birgitta Berg' }).waitFor();
    expect(await page.getByRole('search').getByRole('alert').textContent()).toBe('');
    expect(await page.getByRole('searchbox').getAttribute('aria-invalid')).toBeNull();
  });

  it('says that there is nobody, and that there are more than are shown', async () => {
    const page = await stand.open('');
    await search(page, 'finns ingenstans');
    await page.getByRole('search').getByText('Inga träffar. Pröva en annan stavning.').waitFor();
    await search(page, 'example.com');
    await page.getByText('Det finns fler. Skriv mer av namnet för att se dem.').waitFor();
    await expect.poll(() => page.getByRole('search').getByRole('listitem').count()).toBe(20);
  });

  it.each([
    ['FORBIDDEN', false, 'Du har inte behörighet att söka bland kontorets kontakter.'],
    ['BAD_USER_INPUT', false, 'Det går inte att söka på det.'],
    ['UPSTREAM_TIMEOUT', true, 'Vitec svarade inte i tid.'],
  ])('says why it failed: %s', async (code, retryable, sentence) => {
    const page = await stand.open('', {}, (opened) =>
      answerFor(opened, 'FindContact', json(200, { data: { searchContacts: null }, ...refusal(code, retryable) })),
    );
    await search(page, 'gustavsson');
    await page.getByRole('search').getByText(sentence).waitFor();
    const button = page.getByRole('search').getByRole('button', { name: 'Försök igen' });
    await expect.poll(() => button.count()).toBe(retryable ? 1 : 0);
    if (!retryable) return;
    await page.unroute('**/graphql');
    await button.press('Enter');
    await page.getByRole('link', { name: 'Karin Gustavsson' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Träffar'); // the button is gone
  });
});
