import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Program } from '../../test/support/program.ts';
import { MAIN_FILES } from '../build.ts';
import { type Demo, startDemo } from './demo.ts';

let demo: Demo;
let browser: Browser;
beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })]);
});
afterAll(async () => {
  await browser.close();
  await demo[Symbol.asyncDispose]();
});

/** One app in a page of its own, and what went wrong in it. */
async function open(name: string) {
  const served = new Program('', { PORT: '0', GATEWAY_URL: new URL(demo.url).origin }, [process.execPath, 'examples/serve.ts', name]);
  const url = await served.says(/^(http:\S+)\/ asks/m);
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(url);
  const search = async (term: string) => {
    await page.getByLabel('Namn, e-post eller telefon').fill(term);
    await page.getByRole('button', { name: 'Sök' }).click();
  };
  return { page, faults, search, [Symbol.asyncDispose]: () => served[Symbol.asyncDispose]() };
}

it.each(Object.keys(MAIN_FILES))('%s shows a card, finds a contact and shows that one', async (name) => {
  await using app = await open(name);
  const { page, faults, search } = app;
  await page.getByRole('heading', { name: 'Anna Andersson' }).waitFor();
  await page.getByText(/^Storgatan 4, Malmö: Såld/).waitFor();
  await page.getByText('Omar Haddad (Fullmakt)').waitFor();

  await search('Gustavsson');
  await page.getByRole('button', { name: 'Dödsboet efter Gösta Gustavsson: köpt 0, sålt 1' }).click();
  await page.getByRole('heading', { name: 'Dödsboet efter Gösta Gustavsson' }).waitFor();
  await page.getByText('Karin Gustavsson (Dödsbodelägare)').waitFor();

  await search('Ingen som finns');
  await page.getByText('Inga träffar.').waitFor();
  expect(faults).toEqual([]);
});

it.each(Object.keys(MAIN_FILES))('%s shows the parts that could be read', async (name) => {
  await using app = await open(name);
  const { page, search } = app;
  await search('Rolf Rollfel');
  await page.getByRole('button', { name: /^Rolf Rollfel/ }).click();
  await page.getByRole('heading', { name: 'Rolf Rollfel' }).waitFor();
  await page.getByText('Kunde inte läsas.').first().waitFor();
  expect(await page.getByText('Kunde inte läsas.').count()).toBe(2); // bought and sold
  await page.getByText(/^Vitec går inte att nå just nu\./).waitFor();
});

it('apollo reads the card again when Vitec says that the contact has changed', async () => {
  await using app = await open('apollo');
  const { page, faults, search } = app;
  await search('Karin Gustavsson');
  const subscribed = page.waitForResponse(
    async (response) =>
      response.request().postData()?.includes('subscription') === true &&
      response.request().postData()?.includes('karin-gustavsson') === true,
  );
  await page.getByRole('button', { name: /^Karin Gustavsson/ }).click();
  await page.getByRole('heading', { name: 'Karin Gustavsson' }).waitFor();
  expect((await subscribed).headers()['content-type']).toContain('text/event-stream');
  const before = await demo.callsFor('karin-gustavsson');
  await demo.notify({ type: 'Contact', id: 'karin-gustavsson' });
  await expect.poll(() => demo.callsFor('karin-gustavsson')).toBe(before + 1);
  expect(faults).toEqual([]);
});
