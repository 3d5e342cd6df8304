import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneLine, rowsIn, type Stand, sectionOf, startStand, statusOf } from './support/stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand[Symbol.asyncDispose]());

describe('the card', () => {
  it('shows three homes bought and two sold, newest first, and asks this server alone', async () => {
    const asked: string[] = [];
    const complaints: string[] = [];
    const page = await stand.open('#M30011/anna-andersson', {}, async (opened) => {
      opened.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
      opened.on('console', (message) => complaints.push(message.text()));
      opened.on('pageerror', (error) => complaints.push(String(error)));
    });
    expect(await statusOf(page)).toMatch(/^Färskt: hämtat från Vitec nu, klockan \d\d:\d\d\.$/);
    expect(await page.getByRole('heading', { level: 2, name: 'anna-andersson' }).count()).toBe(1);
    expect((await rowsIn(page, /Köpta bostäder 3/)).map(oneLine)).toEqual([
      'Bostad OBJ30011_0003 4 oktober 2026',
      'Bostad OBJ30011_0002 2 november 2017',
      'Bostad OBJ30011_0001 18 maj 2009',
    ]);
    expect(await rowsIn(page, /Sålda bostäder 2/)).toHaveLength(2);
    expect(await sectionOf(page, /Företräder/).count()).toBe(0);
    expect(await page.title()).toBe('anna-andersson · Kontaktkort');
    expect(complaints).toEqual([]);
    expect(asked.filter((request) => !request.startsWith('GET data:'))).toEqual([`GET ${stand.url}/`, `POST ${stand.url}/graphql`]);
  });

  it('shows for whom an administrator acts, apart from what is bought and sold', async () => {
    const page = await stand.open('#M30011/advokat-berg');
    await statusOf(page);
    const beside = sectionOf(page, /Företräder andra 2/);
    expect(await beside.getByRole('heading', { level: 4 }).allTextContents()).toEqual(['dodsbo-gustavsson dödsbo', 'dodsbo-olsson dödsbo']);
    expect((await rowsIn(page, /Företräder/)).map(oneLine)).toEqual([
      'Boutredningsman Relation till säljare Bostad eller lokal OBJ30011_0010 12 februari 2025',
      'Boutredningsman Relation till säljare Bostad eller lokal OBJ30011_0012 1 juni 2022',
      'Boutredningsman Relation till säljare Bostad eller lokal OBJ30011_0011 1 juni 2022',
    ]);
    expect(await sectionOf(page, 'Köpta bostäder').textContent()).toBe('Köpta bostäder Inga köpta bostäder.');
    expect(await sectionOf(page, 'Sålda bostäder').textContent()).toBe('Sålda bostäder Inga sålda bostäder.');
  });

  it.each([
    ['M30011/sven-holm', /Företräder/, 'God man Relation till säljare Bostad eller lokal OBJ30011_0020 7 april 2021 uppskattat datum'],
    ['M30011/udda-datum', /Köpta/, 'Bostad OBJ30011_0041 datum saknas'],
    ['M30011/cafe-solen-ab', /Hyresgäst/, 'Lokal LOK30011_0001 1 mars 2023'],
    ['M30011/fastighets-ab-kullen', /Ägare/, 'Lokal LOK30011_0002 7 januari 2020'],
    [
      'M30011/ny-relation',
      /Företräder/,
      'Annan relation (FutureTrustee) Relation till köpare Bostad eller lokal OBJ30011_0003 1 november 2026',
    ],
    ['M30012/anna-andersson', /Köpta/, 'Bostad OBJ30012_0001 29 februari 2020'],
  ])('shows of %s a row under %s: %s', async (address, section, row) => {
    const page = await stand.open(`#${address}`);
    await statusOf(page);
    expect((await rowsIn(page, section)).map(oneLine)).toContain(row);
  });

  it.each(['utan-roller', 'bara-null', 'langsam'])(
    'says that %s is tied to no home, and keeps still while it is asked for',
    async (contactId) => {
      const page = await stand.open(`#M30011/${contactId}`, {}, (opened) =>
        opened.addInitScript(() => {
          const shifts: number[] = [];
          Object.assign(window, { shifts });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
          }).observe({ type: 'layout-shift', buffered: true });
        }),
      );
      await page.getByText('Kontakten är inte knuten till någon bostad.').waitFor();
      const moved = await page.evaluate(
        () =>
          new Promise<number>((resolve) =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() =>
                resolve((window as unknown as { shifts: number[] }).shifts.reduce((sum, shift) => sum + shift, 0)),
              ),
            ),
          ),
      );
      expect(moved).toBeLessThan(0.02);
    },
  );

  it('lists the newest of ten thousand rows, and more when told to', async () => {
    const page = await stand.open('#M30011/bostadsutveckling-ab');
    await statusOf(page);
    const sold = sectionOf(page, /Sålda bostäder 8\s000/);
    expect(await sold.locator('.row').count()).toBe(8);
    expect(await sold.textContent()).toMatch(/Listan har de 100 senaste av 8\s000\./);
    await sold.getByRole('button', { name: 'Visa alla 100' }).click();
    expect(await sold.locator('.row').count()).toBe(100);
    expect(await sold.getByRole('button', { expanded: true }).textContent()).toBe('Visa färre');
  });
});

describe('the address', () => {
  it('follows the links and the back button, and the focus goes along', async () => {
    const page = await stand.open('#M30011/advokat-berg');
    await page.getByRole('link', { name: 'dodsbo-olsson' }).click();
    await page.getByRole('region', { name: /Sålda bostäder 2/ }).waitFor();
    expect(page.url()).toBe(`${stand.url}/#M30011/dodsbo-olsson`);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('dodsbo-olsson');
    expect(await page.getByLabel('Kontakt-id').inputValue()).toBe('dodsbo-olsson');
    await page.goBack();
    await sectionOf(page, /Företräder andra 2/).waitFor();
    expect(await page.getByLabel('Kontakt-id').inputValue()).toBe('advokat-berg');
    expect(await statusOf(page)).toMatch(/^(Färskt|Aktuellt)/);
    await page.goForward();
    await page.getByRole('heading', { name: 'dodsbo-olsson' }).waitFor();
  });

  it('may be none or nonsense, which leads to somebody to begin with', async () => {
    const page = await stand.open('#100%/%');
    await page.getByRole('heading', { name: 'Ingen kontakt vald' }).waitFor();
    await page.getByRole('link', { name: 'anna-andersson' }).click();
    await page.getByRole('region', { name: /Köpta bostäder 3/ }).waitFor();
  });
});

it('asks Vitec anew when told to', async () => {
  const page = await stand.open('#M30012/erik-vik');
  expect(await statusOf(page)).toMatch(/^Färskt/);
  await page.reload();
  expect(await statusOf(page)).toMatch(/^Aktuellt: hämtat från Vitec klockan/);
  const [request] = await Promise.all([page.waitForRequest(/graphql/), page.getByRole('button', { name: 'Hämta nytt' }).click()]);
  expect(request.headers()['cache-control']).toBe('no-cache');
  await page.getByRole('status').filter({ hasText: 'Färskt' }).waitFor();
});

it('speaks Swedish and English, the labels of the gateway too, and remembers which', async () => {
  const page = await stand.open('#M30011/maria-ek');
  await sectionOf(page, /Företräder/).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('sv');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Executor of the will', { exact: true }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect((await rowsIn(page, /Acts for others 1/)).map(oneLine)).toEqual([
    'Executor of the will Related to seller Home or premises OBJ30011_0010 13 February 2025',
  ]);
  await page.reload();
  expect(await statusOf(page)).toMatch(/^Up to date: fetched from Vitec at/);
  await page.getByRole('button', { name: 'Svenska' }).click();
  await page.getByText('Testamentsexekutor', { exact: true }).waitFor();
});
