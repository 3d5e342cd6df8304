import { fileURLToPath } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { Program } from '../support/program.ts';

/** The demo as its own process and a browser before it that finds nobody but this machine. */
export type Stand = {
  readonly gatewayUrl: string;
  readonly sandboxUrl: string;
  /** A page of a browser that has never been here, and what it heard. */
  readonly open: (url: string, options?: BrowserContextOptions) => Promise<{ readonly page: Page; readonly heard: Heard }>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** What a page asked for from elsewhere, and what went wrong in it: both stay empty. */
export type Heard = { readonly outside: readonly string[]; readonly faults: readonly string[] };

const FLAGS = [
  '--no-sandbox', // a container's root has no other way
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

export async function startStand(): Promise<Stand> {
  const demo = new Program('src/demo.ts', { PORT: '0', SANDBOX_PORT: '0' });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS }); // with a folder of its own for what it keeps
  const gatewayUrl = await demo.says(/contact card.*?(http:\S+)\//);
  const sandboxUrl = await demo.says(/has been asked:\s+(http:\S+)\//);
  const own = new Set([gatewayUrl, sandboxUrl]);
  return {
    gatewayUrl,
    sandboxUrl,
    open: async (url, options = {}) => {
      const context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 1_280, height: 800 }, ...options });
      const page = await context.newPage();
      const outside: string[] = [];
      const faults: string[] = [];
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url());
        if (/^(https?|wss?):$/.test(protocol) && !own.has(origin)) outside.push(request.url());
      });
      page.on('pageerror', ({ message }) => faults.push(message));
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      await page.goto(url);
      return { page, heard: { outside, faults } };
    },
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await demo[Symbol.asyncDispose]();
    },
  };
}

/** Keeps a picture in docs/screenshots when UPDATE_SCREENSHOTS is 1: not at each run, since no two machines draw alike. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (process.env.UPDATE_SCREENSHOTS !== '1') return;
  await page.screenshot({ path: fileURLToPath(new URL(`../../docs/screenshots/${name}.png`, import.meta.url)) });
}
