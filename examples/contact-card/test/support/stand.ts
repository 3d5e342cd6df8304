import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
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
  browser.newContext({ locale: 'sv-SE', viewport: { width: 1_000, height: 800 }, ...options });

/** What the status line says once nothing is being asked. */
export async function statusOf(page: Page): Promise<string> {
  await page.locator('article[aria-busy=false]').waitFor();
  return (await page.getByRole('status').textContent()) ?? '';
}

export const sectionOf = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
export const rowsIn = (page: Page, name: string | RegExp) => sectionOf(page, name).locator('.row').allTextContents();
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
