import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Most requests of a connection that may wait behind the running one; a connection with more is closed. */
const MAX_WAITING = 100;

/** The newest request of a connection. `waiting` counts the requests of the connection that have not begun. */
type NewestRequest = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly previous: ServerResponse | null;
  waiting: number;
};

export type Pipelining = {
  /** Calls `run` once the responses before it have been sent, and never if the connection closes before that. */
  readonly enqueue: (request: IncomingMessage, response: ServerResponse, run: () => void) => void;
  /** Calls `run` once every request that arrived completely on the connection has been answered. */
  readonly afterCompleteRequests: (socket: Socket, run: () => void) => void;
};

/**
 * Runs the pipelined requests of a connection one at a time, in the order in which they arrived (RFC 9112, section 9.3.2). A client that
 * sends many requests and reads nothing then holds one response in memory.
 */
export function createPipelining(): Pipelining {
  const newest = new WeakMap<Socket, NewestRequest>();

  return {
    enqueue(request, response, run) {
      const { socket } = request;
      const before = newest.get(socket);
      const isIdle = !before || before.response.closed;
      const waiting = isIdle ? 0 : before.waiting + 1;
      const now = { request, response, previous: before?.response ?? null, waiting };
      newest.set(socket, now);
      // A connection that stays open must not keep the headers of an answered request, and the password or token in them.
      response.once('close', () => {
        if (newest.get(socket) === now) newest.delete(socket);
      });
      if (isIdle) return run();
      if (waiting > MAX_WAITING) {
        socket.destroy();
        return;
      }
      before.response.once('close', () => {
        const now = newest.get(socket);
        if (now) now.waiting -= 1;
        if (!socket.destroyed) run();
      });
    },
    afterCompleteRequests(socket, run) {
      const last = newest.get(socket);
      const response = last?.request.complete ? last.response : last?.previous;
      if (!response || response.closed) run();
      else response.once('close', run);
    },
  };
}
