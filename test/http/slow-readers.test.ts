import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { limitSlowReaders } from '../../src/http/server/slow-readers.ts';
import { listen } from '../support/listen.ts';

const ANSWER = 'x'.repeat(20_000_000); // more than the buffers of both ends take

describe('a response that its client does not read', () => {
  it('counts as unread bytes until its connection is closed at the timeout', async () => {
    const server = createServer((_request, response) => response.end(ANSWER));
    const hasBufferSpace = limitSlowReaders(server, { timeoutMs: 500, maxUnreadBytes: 10_000_000 });
    await using listening = await listen(server);
    expect(hasBufferSpace()).toBe(true);
    const socket = connect(listening.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: gateway\r\n\r\n')).pause();
    const [, response] = await once(server, 'request');
    await expect.poll(hasBufferSpace).toBe(false);
    await once(response, 'close');
    await expect.poll(hasBufferSpace).toBe(true);
    socket.destroy();
  });

  it('does not count once it is read, however large', async () => {
    const server = createServer((_request, response) => response.end(ANSWER));
    const hasBufferSpace = limitSlowReaders(server, { timeoutMs: 10_000, maxUnreadBytes: 10_000_000 });
    await using listening = await listen(server);
    expect((await (await fetch(listening.url)).text()).length).toBe(ANSWER.length);
    await expect.poll(hasBufferSpace).toBe(true);
  });
});
