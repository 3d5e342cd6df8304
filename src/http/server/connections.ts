import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { HttpRejection } from './http-rejection.ts';

export const TOO_MANY_CONNECTIONS: HttpRejection = {
  status: 503,
  code: 'OVERLOADED',
  message: 'Too many connections are open. Ask again in a moment.',
  retryable: true,
  headers: { 'retry-after': '1', connection: 'close' },
};

/** Counts connections. Tells of one whether it came beyond the limit, and is to be answered once and closed; far beyond, it is closed at once. */
export function limitConnections(server: Server, limit: number): (socket: Socket) => boolean {
  const shed = new WeakSet<Socket>();
  let open = 0;
  server.on('connection', (socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
    if (open > limit * 2) socket.destroy();
    else if (open > limit) shed.add(socket);
  });
  return (socket) => shed.has(socket);
}
