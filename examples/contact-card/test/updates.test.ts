import type { Page, Request, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerFor, changed, operationOf, ROLE_FIELDS, unread } from './support/answers.ts';
import { homesIn, type Stand, sectionOf, settled, startStand, subscribed, textOf } from './support/stand.ts';

/** Opens a view and waits till it is read and watched. */
async function openWatched(stand: Stand, address: string, prepare: (page: Page) => Promise<unknown> = async () => undefined) {
  let watched: Promise<unknown> | null = null;
  const page = await stand.open(address, {}, async (opened) => {
    watched = subscribed(opened);
    await prepare(opened);
  });
  await watched;
  await settled(page);
  return page;
}

/** Names the contact of the card; the sandbox itself never changes. */
const nameIs = (name: () => string) => changed((contact) => Object.assign(contact.profile as object, { displayName: name() }));
const cardOf = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true });
const updatedLine = (page: Page) => page.locator('.updated').filter({ hasText: /^Ändrat i Vitec: uppdaterat klockan \d\d:\d\d:\d\d\.$/ });
const nameOf = (request: Request) => operationOf(request.postDataJSON()?.query ?? '');

/** The operations that the page asks from now on. */
function operationsFrom(page: Page): string[] {
  const operations: string[] = [];
  page.on('request', (request) => operations.push(nameOf(request) ?? ''));
  return operations;
}

describe('a card of a contact that changes in Vitec', () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await startStand();
  });
  afterAll(() => stand[Symbol.asyncDispose]());

  it('shows a new profile by itself, asks for nothing else, and says so', async () => {
    let name = 'Anna Andersson';
    const page = await openWatched(stand, '#M30011/anna-andersson', (opened) =>
      answerFor(
        opened,
        'CardProfile',
        nameIs(() => name),
      ),
    );
    const asked = operationsFrom(page);
    expect(await page.locator('.updated').textContent()).toBe('');
    name = 'Anna Berg';
    await stand.notify({ type: 'Contact', id: 'anna-andersson' });
    await cardOf(page, 'Anna Berg').waitFor();
    await updatedLine(page).waitFor();
    expect(await page.title()).toBe('Anna Berg · Kontaktkort');
    expect(asked).toEqual(['CardProfile']);
  });

  it('keeps what is shown of the homes, without a sign, until the new ones are there', async () => {
    const gate = Promise.withResolvers<void>();
    const page = await openWatched(stand, '#M30011/anna-andersson');
    const before = await homesIn(page, /Som köpare 3/);
    await answerFor(page, 'CardRoles', async (route) => {
      await gate.promise;
      await changed((contact) => Object.assign(contact, { bought: (contact.bought as unknown[]).slice(0, 2), partyRoleGroups: [] }))(route);
    });
    const asked = page.waitForRequest((request) => nameOf(request) === 'CardRoles');
    await stand.notify({ type: 'EstateContact', relId1: 'OBJ30011_0001', relId2: 'anna-andersson' });
    await asked;
    expect(await homesIn(page, /Som köpare 3/)).toEqual(before);
    expect(await page.getByRole('article').getAttribute('aria-busy')).toBe('false');
    expect(await page.locator('article .spinner').count()).toBe(0);
    gate.resolve();
    await updatedLine(page).waitFor();
    expect(await homesIn(page, /Som köpare 2/)).toEqual(before.slice(0, 2));
  });

  it('keeps the homes that it knows when there is one more', async () => {
    const gate = Promise.withResolvers<void>();
    let isBefore = true;
    const page = await openWatched(stand, '#M30011/anna-andersson', (opened) =>
      answerFor(opened, 'CardRoles', (route) =>
        isBefore
          ? changed((contact) => Object.assign(contact, { bought: (contact.bought as unknown[]).slice(1), partyRoleGroups: [] }))(route)
          : route.continue(),
      ),
    );
    const known = await homesIn(page, /Som köpare 2/);
    await answerFor(page, 'CardHomes', async (route) => {
      await gate.promise;
      await route.continue();
    });
    isBefore = false;
    await stand.notify({ type: 'EstateContact', relId1: 'OBJ30011_0003', relId2: 'anna-andersson' });
    await sectionOf(page, /Som köpare 3/).waitFor();
    const [newest, ...others] = await homesIn(page, /Som köpare 3/);
    expect(newest).toMatch(/^OBJ30011_0003 .*Hämtar annons …$/);
    expect(others).toEqual(known);
    gate.resolve();
    await expect.poll(async () => (await homesIn(page, /Som köpare 3/))[0]).toMatch(/^Storgatan 4, Malmö/);
  });

  it('shows the last of two changes, though the answer about the first comes after it', async () => {
    const first = Promise.withResolvers<void>();
    const held: Route[] = [];
    let name = 'Anna Andersson';
    const page = await openWatched(stand, '#M30011/anna-andersson', (opened) =>
      answerFor(opened, 'CardProfile', async (route) => {
        if (name !== 'Anna Ett') return nameIs(() => name)(route);
        held.push(route);
        first.resolve();
      }),
    );
    name = 'Anna Ett';
    await stand.notify({ type: 'Contact', id: 'anna-andersson' });
    await first.promise;
    const left = page.waitForEvent('requestfailed', (request) => nameOf(request) === 'CardProfile');
    name = 'Anna Två';
    await stand.notify({ type: 'Contact', id: 'anna-andersson' });
    await cardOf(page, 'Anna Två').waitFor();
    await left; // the page no longer reads the answer about the first
    await Promise.all(held.map((route) => route.abort().catch(() => undefined)));
    expect(await cardOf(page, 'Anna Två').count()).toBe(1);
  });

  it('keeps what is shown when the change cannot be read, and says so instead', async () => {
    const page = await openWatched(stand, '#M30011/anna-andersson');
    const unavailable = { state: 'UNAVAILABLE', code: 'UPSTREAM_UNAVAILABLE', retryable: true };
    await answerFor(page, 'CardProfile', unread(['profile'], 'profileStatus', unavailable));
    await stand.notify({ type: 'Contact', id: 'anna-andersson' });
    await sectionOf(page, 'Kontaktuppgifter')
      .getByText(/Vitec går inte att nå.*Det som visas hämtades klockan \d\d:\d\d\./)
      .waitFor();
    expect(await textOf(sectionOf(page, 'Kontaktuppgifter'))).toContain('Storgatan 4');
    expect(await page.locator('.updated').textContent()).toBe('');
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Försök igen kontaktuppgifter' }).click();
    await page.getByText(/Vitec går inte att nå/).waitFor({ state: 'detached' });
  });

  it('leads to the contact that it has been merged into', async () => {
    const page = await openWatched(stand, '#M30011/elsa-lind');
    const asked = operationsFrom(page);
    await stand.notify({ type: 'Merge', destinationId: 'anna-andersson', sourceIds: 'elsa-lind' });
    const line = page.locator('.merged').filter({ hasText: 'Kontakten har slagits ihop med Anna Andersson.' });
    await line.waitFor();
    await updatedLine(page).waitFor();
    expect(asked.toSorted()).toEqual(['CardProfile', 'CardRelations', 'CardRoles', 'Names']);
    await line.getByRole('link', { name: 'Anna Andersson' }).click();
    await cardOf(page, 'Anna Andersson').waitFor();
    expect(await textOf(page.locator('.merged'))).toBe('');
  });

  it('leads there too when Vitec no longer has this one', async () => {
    const page = await openWatched(stand, '#M30011/sven-holm');
    const gone = { state: 'NOT_FOUND', code: 'NOT_FOUND' };
    await answerFor(page, 'CardProfile', unread(['profile'], 'profileStatus', gone));
    await answerFor(page, 'CardRoles', unread(ROLE_FIELDS, 'partyRolesStatus', gone));
    await answerFor(page, 'CardRelations', unread(['representedBy', 'represents'], 'contactRelationsStatus', gone));
    await stand.notify({ type: 'Merge', destinationId: 'anna-andersson', sourceIds: 'sven-holm' });
    await page.getByRole('status').filter({ hasText: 'Det här finns inte i Vitec.' }).waitFor();
    await page.locator('.merged').getByRole('link', { name: 'Anna Andersson' }).waitFor();
    expect(await page.locator('.home').count()).toBe(0);
    expect(await page.locator('.updated').textContent()).toBe('');
  });

  it('is not told of other contacts, nor of one that it has left', async () => {
    const page = await openWatched(stand, '#M30011/elsa-lind');
    const watched = subscribed(page);
    await page.evaluate(() => {
      location.hash = '#M30011/sven-holm';
    });
    await watched;
    await cardOf(page, 'Sven Holm').waitFor();
    await settled(page);
    const asked = operationsFrom(page);
    await stand.notify({ type: 'Contact', id: 'elsa-lind' });
    await stand.notify({ type: 'EstateContact', relId1: 'OBJ30011_0001', relId2: 'sven-holm' });
    await updatedLine(page).waitFor();
    expect(asked).toEqual(['CardRoles']);
  });

  it('is watched only while the page is seen, and read again when it is seen again', async () => {
    const page = await openWatched(stand, '#M30011/anna-andersson');
    const show = (state: 'hidden' | 'visible') =>
      page.evaluate((visibilityState) => {
        Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    const left = page.waitForEvent('requestfailed', (request) => nameOf(request) === 'ContactChanged');
    await show('hidden');
    await left;
    const again = page.waitForRequest((request) => nameOf(request) === 'CardProfile');
    await show('visible');
    await again;
    expect(await page.locator('.updated').textContent()).toBe('');
  });
});

describe('a list of contacts', () => {
  it('shows the new name of one of them by itself', async () => {
    await using stand = await startStand();
    let name: string | null = null;
    const page = await openWatched(stand, '#list', (opened) =>
      answerFor(opened, 'ContactListInParts', async (route) => {
        if (name === null) return route.continue();
        const response = await route.fetch();
        const body = (await response.text()).replaceAll(/("displayName":)"[^"]*"/g, `$1"${name}"`);
        await route.fulfill({ response, body });
      }),
    );
    const rows = page.getByRole('rowheader');
    name = 'Nytt Namn';
    await stand.notify({ type: 'Contact', id: 'C1003' });
    await expect.poll(() => rows.filter({ hasText: 'Nytt Namn' }).count()).toBe(50);
    await updatedLine(page).waitFor();
    expect(await page.locator('article .spinner, article .bone').count()).toBe(0);
  });
});

describe('a stream that ends', () => {
  it('is opened again, and the card read again, when the gateway has been restarted', async () => {
    await using stand = await startStand();
    let name = 'Anna Andersson';
    const page = await openWatched(stand, '#M30011/anna-andersson', (opened) =>
      answerFor(
        opened,
        'CardProfile',
        nameIs(() => name),
      ),
    );
    await page.evaluate(() => document.body.setAttribute('data-loaded', 'once'));
    const start = await stand.stop();
    expect(await cardOf(page, 'Anna Andersson').count()).toBe(1);
    const watched = subscribed(page);
    name = 'Anna Berg'; // changed while nobody could tell
    await start();
    await watched;
    await cardOf(page, 'Anna Berg').waitFor();
    name = 'Anna Ceder';
    await stand.notify({ type: 'Contact', id: 'anna-andersson' });
    await cardOf(page, 'Anna Ceder').waitFor();
    await updatedLine(page).waitFor();
    expect(await page.locator('body').getAttribute('data-loaded')).toBe('once');
  });

  it('is opened again after CHANGES_MISSED, and then everything is read again', async () => {
    await using stand = await startStand();
    const end = { code: 'CHANGES_MISSED', retryable: true, retryAfterSeconds: 1 };
    const stream = `:\n\nevent: next\ndata: ${JSON.stringify({ errors: [{ message: 'Missed.', extensions: end }] })}\n\nretry: 1000\n\n`;
    let streams = 0;
    const page = await openWatched(stand, '#M30011/anna-andersson', (opened) =>
      answerFor(opened, 'ContactChanged', (route) => {
        streams += 1;
        if (streams > 1) return route.continue();
        return route.fulfill({ status: 200, headers: { 'content-type': 'text/event-stream; charset=utf-8' }, body: stream });
      }),
    );
    const asked = operationsFrom(page);
    await expect.poll(() => asked.toSorted()).toEqual(['CardProfile', 'CardRelations', 'CardRoles', 'ContactChanged']);
    expect(asked[0]).toBe('ContactChanged');
    await settled(page);
    expect(await page.locator('.updated').textContent()).toBe('');
  });

  it('is opened again less and less often where something cuts it off at once', async () => {
    await using stand = await startStand();
    const openedAt: number[] = [];
    const page = await stand.open('#M30011/anna-andersson', {}, async (opened) => {
      await opened.clock.install();
      await answerFor(opened, 'ContactChanged', async (route) => {
        openedAt.push(await opened.evaluate(() => Date.now()));
        await route.fulfill({ status: 200, headers: { 'content-type': 'text/event-stream' }, body: ':\n\n' });
      });
    });
    while (openedAt.length < 6) await page.clock.fastForward(1_000);
    const pauses = openedAt.slice(1).map((at, index) => at - (openedAt[index] ?? 0));
    expect(pauses.map((pauseMs, index) => pauseMs >= 1_000 * 2 ** index)).toEqual([true, true, true, true, true]);
  });

  it('is not opened again where there are no notifications; the button still asks anew', async () => {
    await using stand = await startStand({ WEBHOOK_SECRET: '' });
    let refused: Promise<unknown> | null = null;
    const page = await stand.open('#M30011/anna-andersson', {}, async (opened) => {
      await opened.clock.install();
      refused = opened.waitForResponse((response) => response.status() === 503);
    });
    await refused;
    await settled(page);
    const asked = operationsFrom(page);
    await page.clock.fastForward(60_000);
    const [request] = await Promise.all([page.waitForRequest(/graphql/), page.getByRole('button', { name: 'Hämta nytt' }).click()]);
    expect(request.headers()['cache-control']).toBe('no-cache');
    await page.getByRole('status').filter({ hasText: 'Färskt' }).waitFor();
    expect(asked.toSorted()).toEqual(['CardProfile', 'CardRelations', 'CardRoles']);
  });
});
