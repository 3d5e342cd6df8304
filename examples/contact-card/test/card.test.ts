import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { homesIn, oneLine, type Stand, sectionOf, settled, startStand, textOf } from './support/stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand[Symbol.asyncDispose]());

describe('the card', () => {
  it('shows who the contact is, its homes by street, and who represents it, and asks this server alone', async () => {
    const asked: string[] = [];
    const complaints: string[] = [];
    const page = await stand.open('#M30011/anna-andersson', {}, async (opened) => {
      opened.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
      opened.on('console', (message) => complaints.push(message.text()));
      opened.on('pageerror', (error) => complaints.push(String(error)));
    });
    expect(await settled(page)).toMatch(/^Färskt: hämtat från Vitec nu, klockan \d\d:\d\d\.$/);
    expect(await page.getByRole('heading', { level: 2, name: 'Anna Andersson' }).count()).toBe(1);
    expect(await page.title()).toBe('Anna Andersson · Kontaktkort');
    const details = sectionOf(page, 'Kontaktuppgifter');
    expect(await textOf(details)).toContain('Adress Storgatan 4 211 60 Malmö');
    expect(await details.getByRole('link', { name: '070-174 06 05' }).getAttribute('href')).toBe('tel:0701740605');
    expect(await details.getByRole('link', { name: 'anna@andersson.example' }).getAttribute('href')).toBe('mailto:anna@andersson.example');

    const [newest, ...older] = await homesIn(page, /Som köpare 3/);
    expect(newest).toMatch(
      /^Storgatan 4, Malmö Såld Villa · 5 rum · 118 m² Slutpris 5 800 000 kr · kontrakt 4 oktober 2026 Sedan 4 oktober 2026/,
    );
    expect(newest).toMatch(/Mäklare Hanna Mäklarson · \+46701740611 · \S+ OBJ30011_0003$/);
    expect(older).toHaveLength(2);
    expect(await homesIn(page, /Som säljare 2/)).toHaveLength(2);
    const represented = sectionOf(page, /^Företräds av 2/);
    expect(await textOf(represented.getByRole('listitem').first())).toBe('Omar Haddad Fullmakt');

    expect(complaints).toEqual([]);
    const [first, ...others] = asked.filter((request) => !request.startsWith('GET data:'));
    expect(first).toBe(`GET ${stand.url}/`);
    expect(new Set(others)).toEqual(new Set([`POST ${stand.url}/graphql`]));
  });

  it('shows for whom an administrator acts and in which deals, apart from what is its own', async () => {
    const page = await stand.open('#M30011/advokat-berg');
    await settled(page);
    expect(await textOf(sectionOf(page, 'Bostäder'))).toBe('Bostäder Kontakten är inte själv knuten till någon bostad.');
    const represents = sectionOf(page, /^Företräder 2/);
    expect(
      await represents
        .locator('.person > .place')
        .allInnerTexts()
        .then((texts) => texts.map(oneLine)),
    ).toEqual(['Dödsboet efter Gösta Gustavsson Dödsbo Boutredningsman', 'Dödsboet efter Olle Olsson Dödsbo Boutredningsman']);
    const homes = await homesIn(page, /^Företräder 2/);
    expect(homes).toHaveLength(3);
    expect(homes[0]).toMatch(/^Kvarnvägen 12, Löberöd Kommande .* Boutredningsman Relation till säljare 12 februari 2025/);
  });

  it('tells the deceased person of an estate from those who act for it', async () => {
    const page = await stand.open('#M30011/dodsbo-gustavsson');
    await settled(page);
    expect(await textOf(sectionOf(page, /^Dödsbo efter/))).toBe('Dödsbo efter 1 Gösta Gustavsson Avliden');
    expect(
      await sectionOf(page, /^Företräds av 5/)
        .getByRole('link')
        .allTextContents(),
    ).toEqual(['Karin Gustavsson', 'Lars Gustavsson', 'Nils Gustavsson', 'Birgitta Berg', 'Maria Ek']);
    await page.getByRole('link', { name: 'Gösta Gustavsson' }).click();
    await page.getByRole('heading', { level: 2, name: 'Gösta Gustavsson' }).waitFor();
    await settled(page);
    expect(await textOf(page.locator('.about'))).toContain('Person Avliden');
    expect(
      await sectionOf(page, /^Dödsboet/)
        .getByRole('link')
        .textContent(),
    ).toBe('Dödsboet efter Gösta Gustavsson');
  });

  it.each([
    ['M30011/sven-holm', /^Företräder/, /God man Relation till säljare 7 april 2021 uppskattat datum/],
    ['M30011/udda-datum', /Som köpare/, /datum saknas/],
    ['M30011/cafe-solen-ab', /Som hyresgäst 1/, /Sedan 1 mars 2023/],
    ['M30011/fastighets-ab-kullen', /Som ägare\/uthyrare 2/, /Sedan 7 januari 2020/],
    ['M30011/ny-relation', /^Företräder/, /^Storgatan 4, Malmö .* Annan relation \(FutureTrustee\) Relation till köpare 1 november 2026/],
    ['M30011/elsa-lind', /Som säljare 1/, /^Malmö Till salu .* Pris på begäran/],
    ['M30012/anna-andersson', /Som köpare 1/, /Sedan 29 februari 2020/],
  ])('shows of %s a home under %s: %s', async (address, section, home) => {
    const page = await stand.open(`#${address}`);
    await settled(page);
    expect((await homesIn(page, section)).filter((text) => home.test(text))).not.toEqual([]);
  });

  it.each(['utan-roller', 'bara-null'])('says that %s is tied to no home', async (contactId) => {
    const page = await stand.open(`#M30011/${contactId}`);
    await settled(page);
    expect(await textOf(sectionOf(page, 'Bostäder'))).toBe('Bostäder Kontakten är inte själv knuten till någon bostad.');
    expect(await textOf(sectionOf(page, 'Företrädare'))).toBe('Företrädare Kontakten företräder ingen och företräds inte av någon.');
  });

  it('shows the number of a company, and never that of a sole trader', async () => {
    const company = await stand.open('#M30011/byggbolaget-ab');
    await settled(company);
    expect(await textOf(sectionOf(company, 'Kontaktuppgifter'))).toContain('Organisationsnummer 556000-0001');
    const link = company.getByRole('link', { name: 'https://byggbolaget.example' });
    expect(await link.getAttribute('rel')).toBe('noreferrer');
    const trader = await stand.open('#M30011/lunds-maleri');
    await settled(trader);
    expect(await textOf(sectionOf(trader, 'Kontaktuppgifter'))).not.toContain('Organisationsnummer');
  });

  it('lists the newest of ten thousand rows, and more when told to', async () => {
    const page = await stand.open('#M30011/bostadsutveckling-ab');
    await settled(page);
    const sold = sectionOf(page, /Som säljare 8\s000/);
    await expect.poll(() => sold.locator('.home').count()).toBe(8);
    expect(await sold.textContent()).toMatch(/Listan har de 100 senaste av 8\s000\./);
    await sold.getByRole('button', { name: 'Visa alla 100' }).click();
    await expect.poll(() => sold.locator('.home').count()).toBe(100);
    expect(await sold.getByRole('button', { expanded: true }).textContent()).toBe('Visa färre');
  });
});

describe('the address', () => {
  it('follows the links and the back button, and the focus goes along', async () => {
    const page = await stand.open('#M30011/advokat-berg');
    await page.getByRole('link', { name: 'Dödsboet efter Olle Olsson' }).click();
    await page.getByRole('region', { name: /Som säljare 2/ }).waitFor();
    expect(page.url()).toBe(`${stand.url}/#M30011/dodsbo-olsson`);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Dödsboet efter Olle Olsson');
    await page.goBack();
    await sectionOf(page, /^Företräder 2/).waitFor();
    expect(await page.getByRole('heading', { level: 2, name: 'Birgitta Berg' }).count()).toBe(1);
    await page.goForward();
    await page.getByRole('heading', { name: 'Dödsboet efter Olle Olsson' }).waitFor();
  });

  it('names the contact from the first moment when the link did', async () => {
    const page = await stand.open('#M30011/advokat-berg');
    await settled(page);
    await page.route('**/graphql', () => undefined); // never answered
    await page.getByRole('link', { name: 'Dödsboet efter Olle Olsson' }).click();
    await page.getByRole('heading', { level: 2, name: 'Dödsboet efter Olle Olsson' }).waitFor();
  });

  it('may be none or nonsense, which leads to somebody to begin with', async () => {
    const page = await stand.open('#100%/%');
    await page.getByRole('heading', { name: 'Ingen kontakt vald' }).waitFor();
    await page.getByRole('link', { name: 'anna-andersson' }).click();
    await page.getByRole('heading', { name: 'Anna Andersson' }).waitFor();
  });
});

it('says when it was fetched, and asks Vitec anew when told to', async () => {
  const page = await stand.open('#M30011/elsa-lind');
  await settled(page);
  await page.reload();
  expect(await settled(page)).toMatch(/^Aktuellt: hämtat från Vitec klockan/);
  const [request] = await Promise.all([page.waitForRequest(/graphql/), page.getByRole('button', { name: 'Hämta nytt' }).click()]);
  expect(request.headers()['cache-control']).toBe('no-cache');
  await page.getByRole('status').filter({ hasText: 'Färskt' }).waitFor();
});

it('speaks Swedish and English, the labels of the gateway too, and remembers which', async () => {
  const page = await stand.open('#M30011/maria-ek');
  await settled(page);
  expect(await page.locator('html').getAttribute('lang')).toBe('sv');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Executor of the will').first().waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await settled(page);
  expect((await homesIn(page, /^Represents 1/))[0]).toMatch(
    /^Kvarnvägen 12, Löberöd Coming House · 4 rooms · 96 m² .* Executor of the will Related to seller 13 February 2025/,
  );
  await page.reload();
  expect(await settled(page)).toMatch(/^Up to date: fetched from Vitec at/);
  await page.getByRole('button', { name: 'Svenska' }).click();
  await page.getByRole('article').getByText('Testamentsexekutor').first().waitFor();
});

it('speaks English to a browser that asks for it', async () => {
  const page = await stand.open('', { locale: 'en-GB' });
  await page.getByRole('heading', { name: 'Find a contact' }).waitFor();
});
