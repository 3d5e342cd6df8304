import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faintTexts } from './support/faint-texts.ts';
import { type Stand, search, settled, startStand, subscribed } from './support/stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
});
afterAll(() => stand[Symbol.asyncDispose]());

const PICTURES = new URL('../../../docs/screenshots/', import.meta.url);
async function keep(page: Page, name: string): Promise<void> {
  if (process.env.UPDATE_SCREENSHOTS !== '1') return;
  await page.screenshot({ path: new URL(`${name}.png`, PICTURES).pathname });
}

const SCHEMES = ['light', 'dark'] as const;
const groundOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe('in light and in dark', () => {
  it.each(SCHEMES)('every text of a card in %s stands out from its ground', async (colorScheme) => {
    const page = await stand.open('#M30011/omar-haddad', { colorScheme });
    await search(page, 'gus');
    await settled(page);
    expect(await groundOf(page)).toBe({ light: 'rgb(244, 243, 238)', dark: 'rgb(16, 21, 19)' }[colorScheme]);
    expect(await page.evaluate(faintTexts)).toEqual([]);
  });

  it.each(SCHEMES)('every text of a failure in %s does so too', async (colorScheme) => {
    const page = await stand.open('#M30011/for-manga-anrop', { colorScheme });
    expect(await settled(page)).toMatch(/^Vitec får för många frågor/);
    expect(await page.evaluate(faintTexts)).toEqual([]);
  });

  it.each(SCHEMES)('every text of a list in %s does so too', async (colorScheme) => {
    const page = await stand.open('#list', { colorScheme });
    await settled(page);
    expect(await page.evaluate(faintTexts)).toEqual([]);
  });
});

it('has its pictures taken', async () => {
  let watched: Promise<unknown> | null = null;
  const light = await stand.open(
    '#M30011/anna-andersson',
    { colorScheme: 'light', viewport: { width: 1_200, height: 1_000 } },
    async (opened) => {
      watched = subscribed(opened);
    },
  );
  await watched;
  await search(light, 'gustavsson');
  await light.getByRole('link', { name: 'Karin Gustavsson' }).waitFor();
  await settled(light);
  await stand.notify({ type: 'Contact', id: 'anna-andersson' });
  await light.getByText(/^Ändrat i Vitec/).waitFor();
  expect(await light.evaluate(faintTexts)).toEqual([]);
  await keep(light, 'contact-card-light');
  const dark = await stand.open('#M30011/advokat-berg', {
    colorScheme: 'dark',
    locale: 'en-GB',
    viewport: { width: 1_200, height: 1_000 },
  });
  await settled(dark);
  await keep(dark, 'contact-card-dark');
  const list = await stand.open('#list', { viewport: { width: 1_200, height: 800 } });
  await settled(list);
  await keep(list, 'contact-list');
});

it('has a picture taken of a part that fails', async () => {
  const page = await stand.open('#M30011/profil-fel', { viewport: { width: 1_200, height: 900 } });
  await settled(page);
  await keep(page, 'contact-card-failed');
});

describe('in little room', () => {
  const narrow: BrowserContextOptions = { viewport: { width: 320, height: 640 } };
  const phone: BrowserContextOptions = { viewport: { width: 360, height: 800 } };
  // a browser that is zoomed to 200 % gives the page half as many, twice as dense pixels
  const zoomed: BrowserContextOptions = { viewport: { width: 500, height: 400 }, deviceScaleFactor: 2 };

  it.each([
    ['320 px', narrow],
    ['360 px', phone],
    ['200 % zoom', zoomed],
  ])('nothing is cut off or stands beside the page at %s', async (_room, options) => {
    const contacts = ['anna-andersson', 'advokat-berg', 'fastighets-ab-kullen', 'ADR5E1A7C3B9D0F42E68A1B3C5D7E9F0A2B', 'finns-inte'];
    for (const address of [...contacts.map((contactId) => `#M30011/${contactId}`), '#list', '']) {
      const page = await stand.open(address, options);
      if (address !== '') await settled(page);
      const width = options.viewport?.width ?? 0;
      expect(await page.evaluate(() => document.documentElement.scrollWidth), address).toBeLessThanOrEqual(width);
      const beyond = await page.evaluate(() =>
        [...document.querySelectorAll('main *, header *')]
          .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
          .map((one) => one.outerHTML.slice(0, 80)),
      );
      expect(beyond, address).toEqual([]);
      await page.close();
    }
  });
});

it('moves for those alone who do not mind', async () => {
  const animations = async (reducedMotion: 'reduce' | 'no-preference') => {
    const page = await stand.open('#M30011/langsam', { reducedMotion }, (opened) => opened.route('**/graphql', () => undefined)); // never answered
    const nameOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).animationName);
    return [await nameOf('.bone'), await nameOf('.part .spinner')];
  };
  expect(await animations('reduce')).toEqual(['none', 'none']);
  expect(await animations('no-preference')).toEqual(['breathe', 'turn']);
});
