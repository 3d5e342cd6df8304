import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { OFFICES } from '../../src/sandbox/offices.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { startGateway } from '../support/gateway.ts';

const CREDENTIALS = fileURLToPath(new URL('../../src/sandbox/credentials.json', import.meta.url));
const read = (page: string) => readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
const block = (text: string, language: string) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(text)?.[1] ?? '';

/** The codes of the errors of a page's query, each with the last part of its path. */
const ERRORS = {
  'README.md': [
    ['primaryRoles', 'UPSTREAM_UNAVAILABLE'],
    ['extraRoles', 'UPSTREAM_UNAVAILABLE'],
  ],
  'docs/clients.md': [],
};

it.each(Object.entries(ERRORS))('%s shows the response to its query', async (page, codes) => {
  const text = read(page);
  const sandbox = await startSandbox(OFFICES, { port: 0 });
  const settings = { VITEC_CREDENTIALS_FILE: CREDENTIALS, VITEC_USERNAME: '', VITEC_PASSWORD: '' };
  await using gateway = await startGateway({ url: sandbox.url, username: '', password: '' }, settings);
  const { data, errors, extensions } = await gateway.query(block(text, 'graphql'));
  const shown = JSON.parse(block(text, 'jsonc').replace(/\/\*.*\*\//g, ''));
  expect(data).toEqual(shown.data);
  expect((errors ?? []).map(({ path, extensions: { code } }) => [path?.at(-1), code])).toEqual(codes);
  expect({ ...extensions?.upstream, waitedMs: shown.extensions.upstream.waitedMs }).toEqual(shown.extensions.upstream);
  await sandbox.stop();
});
