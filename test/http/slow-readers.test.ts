import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { limitSlowReaders } from '../../src/http/server/slow-readers.ts';

const ANSWER = 'x'.repeat(20_000_000); // more than the buffers of both ends take

describe('a response that its client does not read', () => {
  it('counts as unread bytes until its connection is closed at the timeout', async () => {
    const server = createServer((_request, response) => response.end(ANSWER));
    const hasBufferSpace = limitSlowReaders(server, { timeoutMs: 500, maxUnreadBytes: 10_000_000 });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    expect(hasBufferSpace()).toBe(true);
    const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: gateway\r\n\r\n')).pause();
    const [, response] = await once(server, 'request');
    await expect.poll(hasBufferSpace).toBe(false);
    await once(response, 'close');
    await expect.poll(hasBufferSpace).toBe(true);
    socket.destroy();
    server.close();
  });

  it('does not count once it is read, however large', async () => {
    const server = createServer((_request, response) => response.end(ANSWER));
    const hasBufferSpace = limitSlowReaders(server, { timeoutMs: 10_000, maxUnreadBytes: 10_000_000 });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    expect((await (await fetch(`http://127.0.0.1:${port}/`)).text()).length).toBe(ANSWER.length);
    await expect.poll(hasBufferSpace).toBe(true);
    server.close();
  });
});
