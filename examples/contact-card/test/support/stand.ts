import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { Program } from '../../../../test/support/program.ts';

/** The demo as its own process and a browser before it. */
export type Stand = {
  readonly url: string;
  /** A page of a browser that has never been here, in Swedish unless told otherwise. `prepare` runs before it is loaded. */
  readonly open: (address: string, options?: BrowserContextOptions, prepare?: (page: Page) => Promise<unknown>) => Promise<Page>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export async function startStand(): Promise<Stand> {
  const demo = new Program('src/demo.ts', { PORT: '0', SANDBOX_PORT: '0' });
  const [url, browser] = await Promise.all([
    demo.says(/contact card.*?(http:\S+)\//),
    chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] }),
  ]);
  return {
    url,
    open: async (address, options = {}, prepare = async () => undefined) => {
      const page = await (await newContext(browser, options)).newPage();
      await prepare(page);
      await page.goto(`${url}/${address}`);
      return page;
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await demo[Symbol.asyncDispose]();
    },
  };
}

const newContext = (browser: Browser, options: BrowserContextOptions) =>
  browser.newContext({ locale: 'sv-SE', viewport: { width: 1_200, height: 900 }, ...options });

/** Waits till nothing of the view is on its way, and gives what its status line says. */
export async function settled(page: Page): Promise<string> {
  await page.waitForFunction(
    () => document.querySelector('article[aria-busy=false]') && !document.querySelector('article [aria-busy=true], article .spinner'),
  );
  return (await page.getByRole('article').getByRole('status').textContent()) ?? '';
}

export const sectionOf = (page: Page, name: string | RegExp): Locator => page.getByRole('region', { name });
export const homesIn = async (page: Page, name: string | RegExp): Promise<readonly string[]> =>
  (await sectionOf(page, name).locator('.home').allInnerTexts()).map(oneLine);
export const textOf = async (locator: Locator): Promise<string> => oneLine((await locator.allInnerTexts()).join(' '));
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Searches by keyboard, as most do. */
export async function search(page: Page, term: string): Promise<void> {
  await page.getByRole('searchbox').fill(term);
  await page.getByRole('searchbox').press('Enter');
}
