import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How a connection ends: in order, or torn down. */
export type End = 'FIN' | 'RST';
export const endSocket = (socket: Socket, end: End): void => {
  if (end === 'FIN') socket.end();
  else socket.resetAndDestroy();
};

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const HOME = '{"buyer":[{"estateId":"home-1"}]}';
const JSON_TYPE = { 'content-type': 'application/json', 'content-length': HOME.length };
export const answerHome: Answer = (_request, response) => response.writeHead(200, JSON_TYPE).end(HOME);

/** A Vitec behind a front that keeps connections and may lose all of them, with an eye on each. */
export async function startFront() {
  const open = new Set<Socket>();
  const old = new WeakSet<Socket>();
  const world = { requests: 0, onOld: answerHome, onNew: answerHome };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    world.requests += 1;
    (old.has(request.socket) ? world.onOld : world.onNew)(request, response);
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(world, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    username: 'a',
    password: 'b',
    /** The connections that are open now. */
    open,
    /** From now on these requests go to `onOld`. */
    age: () => {
      for (const socket of open) old.add(socket);
    },
    /** Ends every connection that `age` saw. */
    endOld: (end: End) => {
      for (const socket of open) if (old.has(socket)) endSocket(socket, end);
    },
    /** Answers once so many requests are open at the same time, each on a connection of its own. */
    answerTogether: (count: number): Answer => {
      const held: (() => void)[] = [];
      return (request, response) => {
        held.push(() => answerHome(request, response));
        if (held.length === count) for (const answer of held) answer();
      };
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
