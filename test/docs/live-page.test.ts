import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OFFICES } from '../../src/sandbox/offices.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { differenceFrom } from '../tutorial/seen.ts';

const CREDENTIALS = fileURLToPath(new URL('../../src/sandbox/credentials.json', import.meta.url));
const page = readFileSync(new URL('../../docs/live.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``, 'g'))].map(([, block = '']) => block);

/** CI must have it. */
const hasCurl = spawnSync('curl', ['--version']).status === 0 || process.env.CI === 'true';

describe.skipIf(!hasCurl)('docs/live.md', () => {
  const [parts = '', subscribe = '', notify = ''] = blocks('sh');
  const [partsSeen = '', eventSeen = ''] = blocks('text');
  let sandbox: Sandbox;
  let gateway: TestGateway;
  beforeAll(async () => {
    sandbox = await startSandbox(OFFICES, { port: 0 });
    const settings = { VITEC_CREDENTIALS_FILE: CREDENTIALS, VITEC_USERNAME: '', VITEC_PASSWORD: '', WEBHOOK_SECRET: 'sandbox-webhook' };
    gateway = await startGateway({ url: sandbox.url, username: '', password: '' }, settings);
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await sandbox.stop();
  });

  const run = (command: string): ChildProcess =>
    spawn('bash', [
      '-c',
      `exec ${command.replaceAll('http://localhost:4000', gateway.url).replaceAll('http://localhost:4001', sandbox.url)}`,
    ]);

  it('shows the parts that come', async () => {
    const { stdout } = run(parts);
    if (!stdout) throw new Error('no output');
    expect(differenceFrom({ language: 'text', text: partsSeen }, (await text(stdout)).replaceAll('\r', ''))).toBeNull();
  });

  it('shows the event that comes', async () => {
    const subscribed = run(subscribe);
    let output = '';
    subscribed.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    await expect.poll(() => output).toContain(':\n\n');
    await once(run(notify), 'close');
    await expect.poll(() => differenceFrom({ language: 'text', text: eventSeen }, output)).toBeNull();
    subscribed.kill();
    await once(subscribed, 'close');
  });
});
