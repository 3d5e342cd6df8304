import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json, refusal } from './support/answers.ts';
import { homesIn, type Stand, settled, startStand } from './support/stand.ts';

describe('a contact that cannot be read', () => {
  // a demo for each: the gateway leaves a customer alone whose calls fail too often
  it.each([
    ['underhall', /^Vitec går inte att nå just nu\. Försök igen om en stund\.$/, 'UPSTREAM_UNAVAILABLE', 'waits'],
    ['for-manga-anrop', /^Vitec får för många frågor just nu\. Försök/, 'UPSTREAM_RATE_LIMITED', 'waits'],
    ['svarar-inte', /^Vitec svarade inte i tid\. Försök igen om en stund\.$/, 'UPSTREAM_TIMEOUT', 'may be asked'],
    ['nekad', /^Du har inte behörighet att se de här uppgifterna/, 'FORBIDDEN', 'final'],
    ['finns-inte', /^Det här finns inte i Vitec\..*Sök efter den på nytt\.$/, 'NOT_FOUND', 'final'],
    ['ogiltig', /^Vitec tog inte emot frågan/, 'UPSTREAM_BAD_REQUEST', 'final'],
    ['trasigt-svar', /^Svaret från Vitec gick inte att läsa/, 'UPSTREAM_BAD_RESPONSE', 'final'],
    ['inte ett id', /^Något av det du fyllde i går inte att använda\./, 'BAD_USER_INPUT', 'final'],
  ])('%s: %s', async (contactId, sentence, code, then) => {
    await using stand = await startStand();
    const page = await stand.open(`#M30011/${encodeURIComponent(contactId)}`);
    expect(await settled(page)).toMatch(sentence);
    expect(await page.locator('.code').textContent()).toBe(`Kod: ${code}`);
    expect(await page.locator('.home').count()).toBe(0);
    const button = page.getByRole('button', { name: 'Försök igen' });
    await expect.poll(() => button.count()).toBe(then === 'final' ? 0 : 1);
    if (then !== 'final') expect(await button.getAttribute('aria-disabled')).toBe(String(then === 'waits'));
  });

  it('is asked for again once the seconds are over, and not before', async () => {
    await using stand = await startStand();
    const page = await stand.open('#M30011/for-manga-anrop', {}, (opened) => opened.clock.install());
    await settled(page);
    let asked = 0;
    page.on('request', () => {
      asked += 1;
    });
    const button = page.getByRole('button', { name: 'Försök igen' });
    await page.getByText(/Går att försöka igen om \d+ s\./).waitFor();
    await button.press('Enter');
    expect(asked).toBe(0);
    await page.clock.fastForward(10_000);
    await page.getByText(/om (1\d|20) s\./).waitFor();
    await page.clock.fastForward(21_000);
    await page.getByText('Nu går det att försöka igen.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/Går att försöka igen om \d+ s\./).waitFor();
    expect(asked).toBe(3); // a request for each part
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await settled(page)).toMatch(/^Vitec får för många frågor/);
  });
});

describe('a gateway that does not answer as usual', () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await startStand();
  });
  afterAll(() => stand[Symbol.asyncDispose]());

  it.each([
    [
      'a refusal for want of slots',
      json(503, refusal('OVERLOADED', true), { 'retry-after': '1' }),
      /^Det är mycket att göra i tjänsten/,
      true,
    ],
    [
      'a 503 of a balancer',
      (route: Route) => route.fulfill({ status: 503, contentType: 'text/html', body: '<p>Busy' }),
      /^Det är mycket att göra i tjänsten/,
      true,
    ],
    [
      'a 502 of a proxy',
      (route: Route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<p>Bad' }),
      /^Svaret gick inte att läsa/,
      true,
    ],
    ['no network', (route: Route) => route.abort('internetdisconnected'), /^Tjänsten går inte att nå\. Kontrollera nätet/, true],
    ['keys that cannot be had', json(503, refusal('AUTHENTICATION_UNAVAILABLE', true)), /^Inloggningen kan inte kontrolleras/, true],
    ['no credentials', json(401, refusal('UNAUTHENTICATED', false)), /^Du är inte inloggad/, false],
    ['a document that is not registered', json(400, refusal('TRUSTED_DOCUMENT_REQUIRED', false)), /^Sidan och tjänsten passar inte/, false],
    ['a bug', json(500, refusal('INTERNAL_SERVER_ERROR', false)), /^Något gick fel i tjänsten/, false],
    ['a code that is new', json(200, refusal('BRAND_NEW', true)), /^Svaret gick inte att läsa/, true],
  ])('is told: %s', async (_what, answer, sentence, isRetryable) => {
    const page = await stand.open('#M30011/anna-andersson', {}, (opened) => opened.route('**/graphql', answer));
    expect(await settled(page)).toMatch(sentence);
    const button = page.getByRole('button', { name: 'Försök igen' });
    await expect.poll(() => button.count()).toBe(isRetryable ? 1 : 0);
    if (!isRetryable) return;
    await page.unroute('**/graphql');
    await page.locator('button[aria-disabled=false]').click();
    await page.getByRole('region', { name: /Som köpare 3/ }).waitFor();
  });

  it('keeps on showing the card that was there when the network goes', async () => {
    const page = await stand.open('#M30011/anna-andersson');
    await settled(page);
    await page.route('**/graphql', (route) => route.abort('internetdisconnected'));
    await page.getByRole('button', { name: 'Hämta nytt' }).click();
    await page
      .getByRole('status')
      .filter({ hasText: /Tjänsten går inte att nå.*Det som visas hämtades klockan \d\d:\d\d\.$/ })
      .waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Anna Andersson'); // the button is gone
    expect(await homesIn(page, /Som köpare 3/)).toHaveLength(3);
  });

  it('shows nothing more of a card whose reader is refused, and leaves the focus on its heading', async () => {
    const page = await stand.open('#M30011/anna-andersson');
    await settled(page);
    await page.route('**/graphql', json(401, refusal('UNAUTHENTICATED', false)));
    await page.getByRole('button', { name: 'Hämta nytt' }).press('Enter');
    await page.getByRole('status').filter({ hasText: 'Du är inte inloggad' }).waitFor();
    expect(await page.locator('.home').count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('anna-andersson');
  });
});
