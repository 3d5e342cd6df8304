import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page, type Response } from 'playwright-core';
import { Program } from '../../../../test/support/program.ts';
import { operationOf } from './answers.ts';

/** The demo as its own process and a browser before it. */
export type Stand = {
  readonly url: string;
  /** A page of a browser that has never been here, in Swedish unless told otherwise. `prepare` runs before it is loaded. */
  readonly open: (address: string, options?: BrowserContextOptions, prepare?: (page: Page) => Promise<unknown>) => Promise<Page>;
  /** Has the sandbox send a notification to the gateway, which has read it when this resolves. */
  readonly notify: (members: Record<string, string>) => Promise<void>;
  /** Stops the demo as a deployment does. Call the function that it gives to start it anew at the same address. */
  readonly stop: () => Promise<() => Promise<void>>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** `settings` of the gateway, as in the environment. */
export async function startStand(settings: Record<string, string> = {}): Promise<Stand> {
  let demo = new Program('src/demo.ts', { PORT: '0', SANDBOX_PORT: '0', ...settings });
  const whereItIs = () => demo.says(/contact card.*?(http:\S+)\//);
  const [url, browser] = await Promise.all([whereItIs(), chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })]);
  return {
    url,
    open: async (address, options = {}, prepare = async () => undefined) => {
      const page = await (await newContext(browser, options)).newPage();
      await prepare(page);
      await page.goto(`${url}/${address}`);
      return page;
    },
    notify: async (members) => {
      const sandbox = await demo.says(/has been asked.*?(http:\S+)\//);
      const parameters = new URLSearchParams({ to: `${url}/webhooks/vitec/sandbox-webhook`, customerId: 'M30011', ...members });
      const response = await fetch(`${sandbox}/notify?${parameters}`, { method: 'POST' });
      const { answered } = (await response.json()) as { answered: number | null };
      if (answered !== 204) throw new Error(`The gateway answered ${answered}.`);
    },
    stop: async () => {
      await demo.stop('SIGTERM');
      return async () => {
        demo = new Program('src/demo.ts', { SANDBOX_PORT: '0', ...settings, PORT: new URL(url).port });
        await whereItIs();
      };
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await demo[Symbol.asyncDispose]();
    },
  };
}

const newContext = (browser: Browser, options: BrowserContextOptions) =>
  browser.newContext({ locale: 'sv-SE', viewport: { width: 1_200, height: 900 }, ...options });

/** Resolves when the page is subscribed to changes. Call it before what makes the page subscribe. */
export const subscribed = (page: Page): Promise<Response> =>
  page.waitForResponse((response) => {
    const isStream = response.headers()['content-type']?.startsWith('text/event-stream');
    return isStream === true && operationOf(response.request().postDataJSON()?.query ?? '') === 'ContactChanged';
  });

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
