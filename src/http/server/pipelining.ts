import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** So many requests of a connection may wait behind the one that runs; a connection with more is closed. */
const MAX_WAITING = 100;

type Turn = { readonly request: IncomingMessage; readonly last: ServerResponse; readonly before: ServerResponse | null; waiting: number };

export type Turns = {
  /** Runs a request when its turn has come, or never if its connection ends before. */
  readonly take: (request: IncomingMessage, response: ServerResponse, run: () => void) => void;
  /** Runs when all that came whole on the connection has been answered. */
  readonly afterWhole: (socket: Socket, run: () => void) => void;
};

/**
 * Requests of one connection run one at a time, in the order in which they came: whoever sends a hundred at once and reads
 * nothing holds one answer in memory.
 */
export function createTurns(): Turns {
  const turns = new WeakMap<Socket, Turn>();

  return {
    take(request, response, run) {
      const { socket } = request;
      const before = turns.get(socket);
      const isFree = !before || before.last.closed;
      const turn = { request, last: response, before: before?.last ?? null, waiting: isFree ? 0 : before.waiting + 1 };
      turns.set(socket, turn);
      if (isFree) return run();
      if (turn.waiting > MAX_WAITING) {
        socket.destroy();
        return;
      }
      before.last.once('close', () => {
        const now = turns.get(socket);
        if (now) now.waiting -= 1;
        if (!socket.destroyed) run();
      });
    },
    afterWhole(socket, run) {
      const turn = turns.get(socket);
      const last = turn?.request.complete ? turn.last : turn?.before;
      if (!last || last.closed) run();
      else last.once('close', run);
    },
  };
}
