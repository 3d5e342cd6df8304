import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFor, changed, ROLE_FIELDS, unread } from './support/answers.ts';
import { homesIn, type Stand, sectionOf, settled, startStand, textOf } from './support/stand.ts';

const unavailable = { state: 'UNAVAILABLE', code: 'UPSTREAM_UNAVAILABLE', retryable: true };

describe('a part that fails at Vitec', () => {
  // a demo for each: the gateway leaves a customer alone whose calls fail too often
  it('says so of the profile, while the homes stand', async () => {
    await using stand = await startStand();
    const page = await stand.open('#M30011/profil-fel');
    expect(await settled(page)).toBe('Kunde inte läsas: kontaktuppgifter. Resten av kortet visas.');
    expect(await textOf(sectionOf(page, 'Kontaktuppgifter'))).toMatch(/Vitec går inte att nå just nu\./);
    expect(await sectionOf(page, 'Kontaktuppgifter').getByRole('button', { name: 'Försök igen kontaktuppgifter' }).count()).toBe(1);
    expect((await homesIn(page, /Som säljare 1/))[0]).toMatch(/^Vilogatan 1, Malmö/);
    expect(await page.getByRole('heading', { level: 2, name: 'profil-fel' }).count()).toBe(1);
  });

  it('says so of the roles, while name and telephone stand', async () => {
    await using stand = await startStand();
    const page = await stand.open('#M30011/roller-fel');
    expect(await settled(page)).toBe('Kunde inte läsas: bostäder. Resten av kortet visas.');
    expect(await textOf(sectionOf(page, 'Bostäder'))).toMatch(/Vitec går inte att nå/);
    expect(
      await sectionOf(page, 'Kontaktuppgifter')
        .getByText(/Vitec går inte/)
        .count(),
    ).toBe(0);
    expect(await textOf(sectionOf(page, 'Företrädare'))).not.toContain('företräder ingen'); // nobody has said that
  });

  it('says so of one home, which is asked for again alone', async () => {
    await using stand = await startStand();
    const page = await stand.open('#M30011/bostad-fel');
    await settled(page);
    const [failing, well] = await homesIn(page, /Som säljare 2/);
    expect(failing).toMatch(/^OBJ30011_0050 Sedan 1 mars 2026 Annonsen gick inte att läsa\./);
    expect(well).toMatch(/^Vilogatan 1, Malmö/);
    const [request] = await Promise.all([
      page.waitForRequest(/graphql/),
      page.getByRole('button', { name: 'Försök igen OBJ30011_0050' }).click(),
    ]);
    expect(request.postDataJSON().query).toMatch(/^query CardHomes/);
    await settled(page);
    expect((await homesIn(page, /Som säljare 2/))[1]).toMatch(/^Vilogatan 1, Malmö/);
  });
});

describe('a part that cannot be read', () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await startStand();
  });
  afterAll(() => stand[Symbol.asyncDispose]());

  it('says of a home without a listing that it has none, which is no failure', async () => {
    const page = await stand.open('#M30011/udda-datum');
    await settled(page);
    const without = (await homesIn(page, /Som köpare/)).filter((home) => home.includes('Ingen annons hos Vitec.'));
    expect(without).not.toEqual([]);
    for (const home of without) expect(home).toMatch(/^OBJ30011_\d+ /);
    expect(await page.locator('article .notice').count()).toBe(0);
  });

  it('says that the profile may not be shown, and shows ids for the names', async () => {
    const forbidden = { state: 'FORBIDDEN', code: 'FORBIDDEN' };
    const page = await stand.open('#M30011/anna-andersson', {}, (opened) =>
      answerFor(opened, 'CardProfile', unread(['profile'], 'profileStatus', forbidden)),
    );
    await settled(page);
    expect(await textOf(sectionOf(page, 'Kontaktuppgifter'))).toContain('Du har inte behörighet att se namn, adress och telefon.');
    expect(await sectionOf(page, 'Kontaktuppgifter').getByRole('button').count()).toBe(0);
    expect(await page.getByRole('heading', { level: 2, name: 'anna-andersson' }).count()).toBe(1);
    expect(await homesIn(page, /Som köpare 3/)).toHaveLength(3);
  });

  it('leaves the names that are not to be had as ids that lead on', async () => {
    const page = await stand.open('#M30011/anna-andersson', {}, (opened) =>
      answerFor(opened, 'Names', async (route) => {
        const response = await route.fetch();
        const body = await response.json();
        for (const contact of body.data.contacts) {
          contact.profile = null;
          Object.assign(contact.profileStatus, { state: 'FORBIDDEN', code: 'FORBIDDEN', retryable: false, fetchedAt: null });
        }
        await route.fulfill({ response, json: body });
      }),
    );
    await settled(page);
    const people = sectionOf(page, /^Företräds av 2/);
    expect(await textOf(people)).toContain('omar-haddad Fullmakt');
    expect(await textOf(people)).toContain('Du har inte behörighet att se namnen.');
    await people.getByRole('link', { name: 'omar-haddad' }).click();
    await page.getByRole('heading', { level: 2, name: 'Omar Haddad' }).waitFor();
  });

  it('says for whom a contact acts in deals when the relations cannot be read', async () => {
    const page = await stand.open('#M30011/advokat-berg', {}, (opened) =>
      answerFor(opened, 'CardRelations', unread(['representedBy', 'represents'], 'contactRelationsStatus', unavailable)),
    );
    expect(await settled(page)).toBe('Kunde inte läsas: företrädare. Resten av kortet visas.');
    const people = sectionOf(page, 'Företrädare');
    expect(await people.getByText(/Vitec går inte att nå/).count()).toBe(1);
    expect(await people.getByRole('link', { name: 'Dödsboet efter Gösta Gustavsson' }).count()).toBe(1);
    await page.unroute('**/graphql');
    await people.getByRole('button', { name: 'Försök igen företrädare' }).press('Enter');
    await expect.poll(() => settled(page)).toMatch(/^(Färskt|Aktuellt)/); // the retry begins a moment after the key
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Företrädare'); // the button is gone
  });

  it('shows older data with its age, of that part alone', async () => {
    const fetchedAt = new Date(Date.now() - 25 * 60_000).toISOString();
    const page = await stand.open('#M30011/anna-andersson', {}, (opened) =>
      answerFor(
        opened,
        'CardProfile',
        changed((contact) => Object.assign(contact.profileStatus as object, { state: 'STALE', fetchedAt })),
      ),
    );
    expect(await settled(page)).toBe('Vitec kan inte nås just nu: äldre uppgifter visas.');
    expect(await textOf(sectionOf(page, 'Kontaktuppgifter'))).toMatch(
      /Äldre uppgifter: Vitec kan inte nås just nu\. .* klockan \d\d:\d\d, för 25 minuter sedan\..*Storgatan 4/,
    );
    expect(
      await sectionOf(page, 'Bostäder')
        .getByText(/Äldre uppgifter/)
        .count(),
    ).toBe(0);
  });

  it('keeps what was shown when it cannot be fetched anew', async () => {
    const page = await stand.open('#M30011/anna-andersson');
    await settled(page);
    await answerFor(page, 'CardRoles', unread(ROLE_FIELDS, 'partyRolesStatus', unavailable));
    await page.getByRole('button', { name: 'Hämta nytt' }).click();
    await sectionOf(page, 'Bostäder')
      .getByText(/Vitec går inte att nå.*Det som visas hämtades klockan \d\d:\d\d\./)
      .waitFor();
    expect(await homesIn(page, /Som köpare 3/)).toHaveLength(3);
    await page.unroute('**/graphql');
    await sectionOf(page, 'Bostäder').getByRole('button', { name: 'Försök igen bostäder' }).click();
    await sectionOf(page, 'Bostäder')
      .getByText(/Vitec går inte att nå/)
      .waitFor({ state: 'detached' });
    expect(await homesIn(page, /Som köpare 3/)).toHaveLength(3);
  });
});

describe('a part that is slow', () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await startStand();
  });
  afterAll(() => stand[Symbol.asyncDispose]());

  it.each([
    ['CardProfile', 'Kontaktuppgifter', 'Hämtar kontaktuppgifter …'],
    ['CardRoles', 'Bostäder', 'Hämtar bostäder …'],
    ['CardRelations', 'Företrädare', 'Hämtar företrädare …'],
  ] as const)('%s: turns a spinner in its place while the others are shown', async (operation, section, says) => {
    const gate = Promise.withResolvers<void>();
    const page = await stand.open('#M30011/anna-andersson', {}, (opened) =>
      answerFor(opened, operation, async (route) => {
        await gate.promise;
        await route.continue();
      }),
    );
    if (operation !== 'CardProfile') await page.getByText('Storgatan 4', { exact: true }).waitFor();
    if (operation !== 'CardRoles') await page.getByText('Regementsgatan 18 B, Malmö').first().waitFor();
    if (operation !== 'CardRelations') await page.getByRole('link', { name: 'Omar Haddad' }).waitFor();
    expect(await page.getByRole('article').getByRole('status').textContent()).toBe('Hämtar kortet …');
    // homes come in more than one answer: the last of them may still be on its way
    await expect.poll(() => page.locator('.part .spinner').count()).toBe(1);
    expect(await textOf(sectionOf(page, section))).toContain(says);
    gate.resolve();
    expect(await settled(page)).toMatch(/^(Färskt|Aktuellt)/);
  });

  it('shows homes by their ids and dates until the listings are there', async () => {
    const gate = Promise.withResolvers<void>();
    const page = await stand.open('#M30011/anna-andersson', {}, (opened) =>
      answerFor(opened, 'CardHomes', async (route) => {
        await gate.promise;
        await route.continue();
      }),
    );
    await page.getByText('OBJ30011_0003').waitFor();
    expect((await homesIn(page, /Som köpare 3/))[0]).toBe('OBJ30011_0003 Sedan 4 oktober 2026 Hämtar annons …');
    gate.resolve();
    await settled(page);
    expect((await homesIn(page, /Som köpare 3/))[0]).toMatch(/^Storgatan 4, Malmö/);
  });
});
