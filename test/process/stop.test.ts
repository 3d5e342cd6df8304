import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { contact, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { hasRedis, startRedis } from '../support/redis-server.ts';
import { createSigner } from '../support/tokens.ts';

async function startProgram(office: { url: string; username: string; password: string }, settings: Record<string, string> = {}) {
  const signer = await createSigner();
  const program = new Program('src/main.ts', {
    ...programSettings(office, signer),
    ...settings,
  });
  const url = await program.address();
  const token = await signer.token();
  const ask = (contactId: string) =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: `{ contact(customerId: "M1", contactId: "${contactId}") { partyRoles { role } partyRolesStatus { code } } }`,
      }),
    });
  return { program, url, token, ask };
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });

describe.concurrent('SIGTERM', { timeout: 30_000 }, () => {
  it('lets 20 of 20 be answered that were asked, says 503 to who asks whether it is ready, and ends with 0', async ({ expect }) => {
    const slow = Array.from({ length: 20 }, (_, index) => contact(`c${index}`).takes(2_500).sells('home-1'));
    await using office = await startOffice([...slow, contact('quick')]);
    const { program, url, ask } = await startProgram(office, { VITEC_ATTEMPT_TIMEOUT_MS: '30000', OPERATION_TIMEOUT_MS: '31000' });
    await using _program = program;
    await ask('quick'); // few calls are open before the first has ended
    const answers = Array.from({ length: 20 }, (_, index) => ask(`c${index}`));
    await expect.poll(() => office.sandbox.calls.report().openNow, { timeout: 10_000 }).toBe(20);
    const ready = async () => (await fetch(`${url}/ready`)).status;
    expect(await ready()).toBe(200);
    const ended = program.stop('SIGTERM');
    await program.says(/"stopping/);
    expect(await ready()).toBe(503);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    const bodies = await Promise.all(
      answers.map(async (answer) => (await answer).json() as Promise<{ data: { contact: { partyRoles: unknown[] } } }>),
    );
    expect(bodies.filter(({ data }) => data.contact.partyRoles.length === 1)).toHaveLength(20);
    expect(await ended).toBe(0);
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });

  it('answers a request that comes behind another on its connection, and everybody else', async ({ expect }) => {
    await using office = await startOffice([contact('a').takes(2_500).sells('home-1')]);
    const { program, url, token, ask } = await startProgram(office, { VITEC_ATTEMPT_TIMEOUT_MS: '30000', OPERATION_TIMEOUT_MS: '31000' });
    await using _program = program;
    const { hostname, port } = new URL(url);
    const other = ask('a');
    const body = '{"query":"{ contact(customerId: \\"M1\\", contactId: \\"a\\") { partyRoles { role } } }"}';
    let answers = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(
        `POST /graphql HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      ),
    );
    const closed = new Promise((resolve) => socket.on('close', resolve).on('error', resolve));
    socket.setEncoding('utf8').on('data', (text: string) => {
      answers += text;
    });
    await expect.poll(() => office.sandbox.calls.report().openNow, { timeout: 10_000 }).toBe(1);
    const ended = program.stop('SIGINT');
    await expect.poll(() => isListening(Number(port)), { timeout: 2_000 }).toBe(false);
    socket.write('GET /ready HTTP/1.1\r\nhost: gateway\r\n\r\n');
    expect((await other).status).toBe(200);
    await closed;
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 503']);
    expect(await ended).toBe(0);
  });

  it('ends idle connections within five seconds', async ({ expect }) => {
    await using office = await startOffice([contact('a')]);
    const { program, ask } = await startProgram(office);
    await using _program = program;
    for (let index = 0; index < 5; index += 1) await (await ask('a')).text(); // they are kept alive
    const began = performance.now();
    expect(await program.stop('SIGTERM')).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it.skipIf(!hasRedis)('lets go of Redis', async ({ expect }) => {
    await using redis = await startRedis();
    await using office = await startOffice([contact('a')]);
    const { program, ask } = await startProgram(office, {
      REDIS_URL: redis.url,
      CACHE_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      VITEC_MAX_PER_SECOND: '100',
    });
    await using _program = program;
    await (await ask('a')).text();
    expect(await program.stop('SIGTERM')).toBe(0);
  });

  it('ends in time when Vitec hangs', async ({ expect }) => {
    await using office = await startOffice([contact('a').fails('silent')]);
    const { program, ask } = await startProgram(office, { VITEC_ATTEMPT_TIMEOUT_MS: '60000', OPERATION_TIMEOUT_MS: '61000' });
    await using _program = program;
    const hanging = ask('a').catch(() => 'closed');
    await expect.poll(() => office.sandbox.calls.report().openNow, { timeout: 10_000 }).toBe(1);
    const began = performance.now();
    expect(await program.stop('SIGTERM')).toBe(0);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(await hanging).toBe('closed');
  });

  it('reaches the gateway through `npm start`', async ({ expect }) => {
    await using office = await startOffice([contact('a')]);
    const signer = await createSigner();
    await using program = new Program('src/main.ts', programSettings(office, signer), ['npm', 'start']);
    const { port } = new URL(await program.address());
    await program.stop('SIGTERM');
    expect(program.output).toContain('"msg":"stopped"');
    expect(await isListening(Number(port))).toBe(false);
  });

  it('comes second and ends at once', async ({ expect }) => {
    await using office = await startOffice([contact('a').fails('silent')]);
    const { program, ask } = await startProgram(office, { VITEC_ATTEMPT_TIMEOUT_MS: '60000', OPERATION_TIMEOUT_MS: '61000' });
    await using _program = program;
    void ask('a').catch(() => undefined);
    await expect.poll(() => office.sandbox.calls.report().openNow, { timeout: 10_000 }).toBe(1);
    const ended = program.stop('SIGTERM');
    await program.says(/"stopping/);
    await program.stop('SIGINT'); // whichever it is
    await ended;
  });
});

describe('readiness and health', () => {
  it('stay well while Vitec is down', async () => {
    const office = await startOffice([]);
    await office[Symbol.asyncDispose]();
    const { program, url, ask } = await startProgram(office);
    await using _program = program;
    await (await ask('a')).text();
    for (const path of ['/health', '/ready']) expect((await fetch(url + path)).status).toBe(200);
  });
});
