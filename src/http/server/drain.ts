import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Returns a function that drains the server: it accepts no more connections, closes idle ones (also those that never sent a
 * request, which `server.close` leaves open), waits for open requests, and closes all connections after `limitMs`.
 */
export function createDrain(server: Server, limitMs: number): () => Promise<void> {
  /** Requests in progress by connection. */
  const pending = new Map<Socket, number>();
  let draining = false;

  server.on('connection', (socket) => {
    pending.set(socket, 0);
    socket.once('close', () => pending.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    pending.set(socket, (pending.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (pending.get(socket) ?? 1) - 1;
      if (pending.has(socket)) pending.set(socket, left);
      if (draining && left === 0) socket.end();
    });
  });

  return () =>
    new Promise((resolve) => {
      draining = true;
      const limit = setTimeout(() => server.closeAllConnections(), limitMs);
      server.close(() => {
        clearTimeout(limit);
        resolve();
      });
      for (const [socket, requests] of pending) if (requests === 0) socket.destroy();
    });
}
