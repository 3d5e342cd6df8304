import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Requests of one connection run one at a time, in the order in which they came: whoever sends a hundred at once and reads
 * nothing holds one answer in memory. Gives back what runs a request when its turn has come, or never if its connection ends before.
 */
export function createTurns(): (request: IncomingMessage, response: ServerResponse, run: () => void) => void {
  const last = new WeakMap<Socket, ServerResponse>();

  return ({ socket }, response, run) => {
    const before = last.get(socket);
    last.set(socket, response);
    if (!before || before.closed) return run();
    before.once('close', () => {
      if (!socket.destroyed) run();
    });
  };
}
