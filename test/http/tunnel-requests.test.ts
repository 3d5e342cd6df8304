import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { type Office, startOffice } from '../support/office.ts';
import { Program, programSettings } from '../support/program.ts';
import { createSigner } from '../support/tokens.ts';

const CONNECT = 'CONNECT gateway:4000 HTTP/1.1\r\nhost: gateway\r\n\r\n';

/** The production program: what ends it would end the tests' own process too. */
async function startProgram(office: Office, settings: Record<string, string> = {}) {
  const program = new Program('src/main.ts', { ...programSettings(office, await createSigner()), ...settings });
  return { program, url: await program.address() };
}

function open(url: string, { allowHalfOpen = false } = {}): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen }, () => resolve(socket));
    socket.on('error', () => undefined);
  });
}

it('a CONNECT request that is reset at once does not end the process', async () => {
  await using office = await startOffice([]);
  const { program, url } = await startProgram(office);
  await using _ = program;
  for (let time = 0; time < 50; time += 1) {
    const socket = await open(url);
    socket.write(CONNECT, () => socket.resetAndDestroy());
    await new Promise((resolve) => socket.once('close', resolve));
  }
  expect((await fetch(`${url}/health`)).status).toBe(200);
});

it.each([
  ['a request for a tunnel', CONNECT, ''],
  ['a request for a tunnel with bytes behind it', CONNECT, 'bytes'],
  ['headers that do not end', 'GET / HTTP/1.1\r\nhost: gateway\r\n', ''],
  ['what is no HTTP', 'rubbish\r\n\r\n', 'more'],
])('%s holds no connection after its response, even if the client does not close', async (_what, bytes, more) => {
  await using office = await startOffice([]);
  const { program, url } = await startProgram(office, { MAX_CONNECTIONS: '10', HEADERS_TIMEOUT_MS: '300', REQUEST_TIMEOUT_MS: '1000' });
  await using _ = program;
  const sockets = await Promise.all(Array.from({ length: 10 }, () => open(url, { allowHalfOpen: true })));
  for (const socket of sockets) socket.write(bytes + more);
  await expect
    .poll(async () => (await fetch(`${url}/nowhere`, { headers: { connection: 'close' } })).status, { timeout: 10_000 })
    .toBe(404); // 503 while the places are taken
  for (const socket of sockets) socket.destroy();
});

it('a CONNECT request behind a running request causes no error while the process stops', async () => {
  await using office = await startOffice([]);
  const { program, url } = await startProgram(office);
  await using _ = program;
  const socket = await open(url);
  socket.write(`GET /health HTTP/1.1\r\nhost: gateway\r\n\r\n${CONNECT}`);
  expect(await program.stop('SIGINT')).toBe(0);
  socket.destroy();
});
