import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { OFFICES } from '../../src/sandbox/offices.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { startGateway } from '../support/gateway.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const CREDENTIALS = fileURLToPath(new URL('../../src/sandbox/credentials.json', import.meta.url));
const block = (language: string) => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``).exec(README)?.[1] ?? '';

it('the README shows what its query is answered', async () => {
  const sandbox = await startSandbox(OFFICES, { port: 0 });
  const settings = { VITEC_CREDENTIALS_FILE: CREDENTIALS, VITEC_USERNAME: '', VITEC_PASSWORD: '' };
  await using gateway = await startGateway({ url: sandbox.url, username: '', password: '' }, settings);
  const { data, errors, extensions } = await gateway.query(block('graphql'));
  const shown = JSON.parse(block('jsonc').replace(/\/\*.*\*\//g, ''));
  expect(data).toEqual(shown.data);
  expect(errors?.map(({ path, extensions: { code } }) => [path?.at(-1), code])).toEqual([
    ['partyRoleGroups', 'UPSTREAM_UNAVAILABLE'],
    ['extraRoles', 'UPSTREAM_UNAVAILABLE'],
  ]);
  expect({ ...extensions?.upstream, waitedMs: shown.extensions.upstream.waitedMs }).toEqual(shown.extensions.upstream);
  await sandbox.stop();
});
