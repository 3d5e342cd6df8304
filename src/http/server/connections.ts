import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpRejection } from './http-rejection.ts';

export const TOO_MANY_CONNECTIONS: HttpRejection = {
  code: 'OVERLOADED',
  message: 'Too many connections are open. Ask again in a moment.',
  retryable: true,
  headers: { 'retry-after': '1', connection: 'close' },
};

/**
 * Counts connections. The function it returns says whether a connection is beyond the limit: it gets one response and is closed. Beyond
 * twice the limit a connection is closed without a response.
 */
export function limitConnections(server: Server, limit: number): (socket: Socket) => boolean {
  const beyondLimit = new WeakSet<Socket>();
  let open = 0;
  server.on('connection', (socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
    if (open > limit * 2) socket.destroy();
    else if (open > limit) beyondLimit.add(socket);
  });
  return (socket) => beyondLimit.has(socket);
}
