import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faintTexts } from './support/faint-texts.ts';
import { type Stand, startStand, statusOf } from './support/stand.ts';

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
    await statusOf(page);
    expect(await groundOf(page)).toBe({ light: 'rgb(244, 243, 238)', dark: 'rgb(16, 21, 19)' }[colorScheme]);
    expect(await page.evaluate(faintTexts)).toEqual([]);
  });

  it.each(SCHEMES)('every text of a failure in %s does so too', async (colorScheme) => {
    const page = await stand.open('#M30011/for-manga-anrop', { colorScheme });
    expect(await statusOf(page)).toMatch(/^Vitec får för många frågor/);
    expect(await page.evaluate(faintTexts)).toEqual([]);
    if (colorScheme === 'light') await keep(page, 'contact-card-failed');
  });

  it('has its pictures taken', async () => {
    const light = await stand.open('#M30011/anna-andersson', { colorScheme: 'light' });
    await statusOf(light);
    await keep(light, 'contact-card-light');
    const dark = await stand.open('#M30011/advokat-berg', { colorScheme: 'dark' });
    await statusOf(dark);
    await keep(dark, 'contact-card-dark');
  });
});

describe('in little room', () => {
  const narrow: BrowserContextOptions = { viewport: { width: 320, height: 640 } };
  // a browser that is zoomed to 200 % gives the page half as many, twice as dense pixels
  const zoomed: BrowserContextOptions = { viewport: { width: 500, height: 400 }, deviceScaleFactor: 2 };

  it.each([
    ['320 px', narrow],
    ['200 % zoom', zoomed],
  ])('nothing is cut off or stands beside the page at %s', async (_room, options) => {
    for (const contactId of ['anna-andersson', 'advokat-berg', 'sven-holm', 'fastighets-ab-kullen', 'finns-inte']) {
      const page = await stand.open(`#M30011/${contactId}`, options);
      await statusOf(page);
      const width = options.viewport?.width ?? 0;
      expect(await page.evaluate(() => document.documentElement.scrollWidth), contactId).toBeLessThanOrEqual(width);
      const beyond = await page.evaluate(
        () =>
          [...document.querySelectorAll('main *, header *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5).length,
      );
      expect(beyond, contactId).toBe(0);
      await page.close();
    }
  });
});

it('moves for those alone who do not mind', async () => {
  const animations = async (reducedMotion: 'reduce' | 'no-preference') => {
    const page = await stand.open('#M30011/langsam', { reducedMotion }, (opened) => opened.route('**/graphql', () => undefined)); // never answered
    return page
      .locator('.bone')
      .first()
      .evaluate((bone) => getComputedStyle(bone).animationName);
  };
  expect(await animations('reduce')).toBe('none');
  expect(await animations('no-preference')).toBe('breathe');
});
