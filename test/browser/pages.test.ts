import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brightnessOf } from './brightness.ts';
import { keepPicture, type Stand, startStand } from './stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand[Symbol.asyncDispose]());

/** examples/contact-card tests the page itself; here it stands as the demo serves it. */
describe('the contact card at /', () => {
  it.each(['light', 'dark'] as const)('shows a person, and asks nobody else, in %s', async (colorScheme) => {
    const { page, heard } = await stand.open(`${stand.gatewayUrl}/#M30011/anna-andersson`, { colorScheme });
    await page.locator('article[aria-busy=false]').waitFor();
    expect(await page.locator('article h2').textContent()).toBe('Anna Andersson');
    await page.getByText('Storgatan 4, Malmö').waitFor();
    expect(heard).toEqual({ outside: [], faults: [] });
  });

  it('leads from a search to a card, and on to a contact that it represents, by keyboard', async () => {
    const { page, heard } = await stand.open(`${stand.gatewayUrl}/`, { viewport: { width: 360, height: 740 } });
    await page.getByRole('searchbox').focus();
    await page.keyboard.type('Karin Gustavsson');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Karin Gustavsson' }).press('Enter');
    await page.getByRole('link', { name: 'Dödsboet efter Gösta Gustavsson' }).press('Enter');
    await page.getByRole('region', { name: /^Företräds av 5/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(heard).toEqual({ outside: [], faults: [] });
  });

  it('shows the homes of a contact whose profile fails', async () => {
    const { page } = await stand.open(`${stand.gatewayUrl}/#M30011/profil-fel`);
    await page.getByText('Kunde inte läsas: kontaktuppgifter. Resten av kortet visas.').waitFor();
    await page.getByText('Vilogatan 1, Malmö').waitFor();
    expect(await page.getByRole('button', { name: 'Försök igen' }).count()).toBe(1);
  });

  it('asks Vitec once for each endpoint and home of a card, though it asks the gateway for each part', async () => {
    await fetch(`${stand.sandboxUrl}/calls`, { method: 'DELETE' });
    const { page } = await stand.open(`${stand.gatewayUrl}/#M30011/byggbolaget-ab`);
    await page
      .getByRole('region', { name: /^Företräds av 2/ })
      .getByRole('link', { name: 'Per Firma' })
      .waitFor();
    await page.waitForFunction(
      () => document.querySelectorAll('article .home').length === 2 && !document.querySelector('article .spinner'),
    );
    const { callsOf } = (await (await fetch(`${stand.sandboxUrl}/calls`)).json()) as { callsOf: Record<string, number> };
    expect(callsOf).toMatchObject({ PartyRoles: 1, ContactRelations: 1, Estate: 2, Buyer: 0, Seller: 0 });
    expect(callsOf.Contact).toBeLessThanOrEqual(4); // type and names, of the contact and of the two together
  });

  it('lists fifty contacts with names and badges', async () => {
    const { page, heard } = await stand.open(`${stand.gatewayUrl}/#list`);
    await page.getByText(/^50 kontakter, hämtade klockan/).waitFor();
    expect(await page.getByRole('row').count()).toBe(51);
    expect(heard).toEqual({ outside: [], faults: [] });
  });
});

describe('the page of the sandbox', () => {
  it.each(['light', 'dark'] as const)('tells what the gateway has asked it, in %s', async (colorScheme) => {
    await fetch(`${stand.sandboxUrl}/calls`, { method: 'DELETE' });
    await ask('anna-andersson');
    await ask('underhall');
    const { page, heard } = await stand.open(`${stand.sandboxUrl}/`, { colorScheme });
    const callsOf = async (contact: string) => {
      const row = page.getByRole('table').first().getByRole('row', { name: contact });
      return Number(await row.getByRole('cell').last().textContent());
    };
    expect(await callsOf('anna-andersson')).toBe(1);
    expect(await callsOf('underhall')).toBeGreaterThan(0); // one that fails may be asked again
    const brightness = await page.evaluate(brightnessOf, 'html');
    expect(colorScheme === 'light' ? 255 - brightness : brightness).toBeLessThan(60);
    await keepPicture(page, `sandbox-${colorScheme}`);
    expect(heard).toEqual({ outside: [], faults: [] });
  });

  it('links to the same as JSON, and begins again when told', async () => {
    await ask('anna-andersson');
    const { page, heard } = await stand.open(`${stand.sandboxUrl}/`);
    await page.getByRole('link', { name: '/calls' }).click();
    const asked = JSON.parse((await page.locator('pre').textContent()) ?? '') as { total: number; byContact: Record<string, number> };
    expect(asked.total).toBeGreaterThan(0);
    expect(Object.keys(asked.byContact).join()).toContain('anna-andersson');
    expect(heard.outside).toEqual([]);

    await fetch(`${stand.sandboxUrl}/calls`, { method: 'DELETE' });
    await page.goto(`${stand.sandboxUrl}/`);
    await page.getByText('none yet').waitFor();
  });

  it('names everybody who lives there, and fits a narrow screen', async () => {
    const { page } = await stand.open(`${stand.sandboxUrl}/`, { viewport: { width: 360, height: 640 } });
    expect(await page.getByRole('cell', { name: 'sven-holm' }).count()).toBeGreaterThan(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

async function ask(contactId: string): Promise<void> {
  const body = JSON.stringify({ query: `{ contact(customerId: "M30011", contactId: "${contactId}") { partyRoles { role } } }` });
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-cache' };
  await (await fetch(`${stand.gatewayUrl}/graphql`, { method: 'POST', headers, body })).text();
}
