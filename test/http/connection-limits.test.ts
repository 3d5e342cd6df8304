import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { startVitec } from '../support/vitec.ts';

const REQUEST = 'GET /ready HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n\r\n';

it('answers 503 beyond MAX_CONNECTIONS, and closes a connection without an answer beyond twice as many', async () => {
  await using vitec = await startVitec();
  await using gateway = await startGateway(vitec, { MAX_CONNECTIONS: '1' });
  const { port, hostname } = new URL(gateway.url);
  const open = async () => {
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return socket;
  };
  const [within, beyond, farBeyond] = [await open(), await open(), await open()];
  expect(await text(farBeyond)).toBe('');
  beyond.write(REQUEST);
  expect(await text(beyond)).toMatch(/^HTTP\/1\.1 503 /);
  within.write(REQUEST);
  expect(await text(within)).toMatch(/^HTTP\/1\.1 200 /);
});
