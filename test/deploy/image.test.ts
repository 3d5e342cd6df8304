import { spawnSync } from 'node:child_process';
import { chmodSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contact, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { hasRedis, startRedis } from '../support/redis-server.ts';
import { createSigner } from '../support/tokens.ts';
import { command, environment, inImage, listOf, wordsOf } from './dockerfile.ts';
import { bytesIn, canLock, lockedIn, makeImageTree } from './image-tree.ts';
import { ROOT, readYaml } from './yaml-file.ts';

const tree = makeImageTree();
afterAll(() => rmSync(tree, { recursive: true }));
const [user = ''] = wordsOf(inImage('USER')[0] as never);

/** Alpine 3.23 has some 8.5 MB, libstdc++ and libgcc some 3 MB: what cannot be measured here, with room to spare. */
const BASE_BYTES = 14_000_000;

describe('the image', () => {
  it('stays under 200 MB, as far as it can be reckoned without an engine', () => {
    const node = bytesIn(realpathSync(join(ROOT, 'node_modules/.bin/node')));
    expect(BASE_BYTES + node + bytesIn(tree)).toBeLessThan(200_000_000);
  });

  it('carries neither the tests nor what development needs, and each licence', () => {
    const { stdout } = spawnSync('ls', ['-A', tree, join(tree, 'node_modules')], { encoding: 'utf8' });
    expect(stdout).toMatch(/^LICENSE$/m);
    expect(stdout).not.toMatch(/^(vitest|typescript|playwright-core|test|\.npmrc|deploy)$/m);
    const texts = spawnSync('find', [join(tree, 'node_modules'), '-iname', 'licen[cs]e*'], { encoding: 'utf8' }).stdout;
    expect(texts).toContain('node_modules/graphql/LICENSE');
  });
});

describe.runIf(canLock())('its command, as its user, on a root that cannot be written', () => {
  it('starts, answers, tells its health as the image asks, and ends with 0 on SIGTERM', async () => {
    await using office = await startOffice([contact('a').sells('home-1')]);
    const signer = await createSigner();
    chmodSync(dirname(signer.settings.JWT_JWKS_FILE), 0o755);
    const settings = { ...environment, ...programSettings(office, signer) };
    await using program = new Program('', settings, lockedIn(tree, user, command));
    const address = await program.address();
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await signer.token()}` },
      body: JSON.stringify({ query: '{ contact(customerId: "M1", contactId: "a") { partyRoles { role } } }' }),
    });
    expect(await response.json()).toEqual({ data: { contact: { partyRoles: [{ role: 'SELLER' }] } } });

    const check = listOf(inImage('HEALTHCHECK')[0], 'CMD');
    const healthOf = async (port: string) => {
      await using asked = new Program('', { ...environment, PORT: port }, lockedIn(tree, user, check));
      return await asked.exit();
    };
    expect(await healthOf(new URL(address).port)).toBe(0);
    expect(await healthOf('9')).toBe(1);
    expect(await program.stop('SIGTERM')).toBe(0);
    expect(program.errors).toBe('');
  });

  it.runIf(hasRedis)('runs the sandbox as compose.yaml says, and keeps in Valkey what nobody can read', async () => {
    await using redis = await startRedis();
    const { services } = readYaml('compose.yaml') as { services: { gateway: { command: string[]; environment: Record<string, string> } } };
    const words = services.gateway.command.map((word) => word.replaceAll('$$', '$')); // Compose reads $$ as $
    const settings = { ...environment, ...services.gateway.environment, PORT: '0', SANDBOX_PORT: '0', REDIS_URL: redis.url };
    await using program = new Program('', settings, lockedIn(tree, user, words));
    const address = await program.says(/GraphiQL.*?:(\d+)\/graphql/);
    const query = '{ contact(customerId: "M30011", contactId: "anna-andersson") { partyRoles { role } } }';
    const response = await fetch(`http://127.0.0.1:${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toMatchObject({ data: { contact: { partyRoles: expect.any(Array) } } });
    await expect.poll(async () => (await redis.client.keys('*')).length).toBeGreaterThan(0);
    const kept = await Promise.all((await redis.client.keys('*')).map((key) => redis.client.dump(key)));
    expect(String(kept)).not.toMatch(/anna-andersson|OBJ30011|BUYER/);
  });

  it('could not write a file if it wanted to', async () => {
    const write = [
      'node',
      '-e',
      `for (const folder of ['.', '/tmp', '/dev/shm']) try { fs.writeFileSync(folder + '/x', ''); console.log(folder) } catch {}`,
    ];
    await using program = new Program('', environment, lockedIn(tree, user, write));
    expect(await program.exit()).toBe(0);
    expect(program.output).toBe('');
  });
});
