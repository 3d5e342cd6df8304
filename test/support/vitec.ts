import { createServer, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { listen } from './listen.ts';

/** Answers one call; `response.req` is the request, and raw bytes go to `response.req.socket`. */
export type Answer = (response: ServerResponse) => unknown;
/** How a connection ends: closed in order, or reset. */
export type End = 'FIN' | 'RST';
export type Vitec = Awaited<ReturnType<typeof startVitec>>;
/** Where a gateway finds a Vitec, with the password it sends. */
export type VitecAccess = { readonly url: string; readonly username: string; readonly password: string };

/** A Vitec whose answers the test sets and may replace at any time. It counts its calls and checks no password. */
export async function startVitec(answer: Answer = buyerOf('home-1')) {
  const world = {
    calls: 0,
    answer,
    /** Answers no call from now on; gives the calls that wait. */
    hold(): readonly ServerResponse[] {
      const held: ServerResponse[] = [];
      world.answer = (response) => held.push(response);
      return held;
    },
    username: 'a',
    password: 'b',
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (_request, response) => {
    world.calls += 1;
    world.answer(response);
  });
  return Object.assign(world, await listen(server));
}

/** A body of JSON with status 200. */
export function json(text: string): Answer {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  return (response) => response.writeHead(200, headers).end(text);
}

/** The contact buys this one home. */
export function buyerOf(estateId: string): Answer {
  return json(JSON.stringify({ buyer: [{ estateId }] }));
}

export function status(code: number, headers: Record<string, string> = {}): Answer {
  return (response) => response.writeHead(code, headers).end();
}

/** Ends the connection instead of answering. */
export function disconnect(end: End): Answer {
  return (response) => endSocket(response.req.socket, end);
}

export function endSocket(socket: Socket, end: End): void {
  if (end === 'FIN') socket.end();
  else socket.resetAndDestroy();
}
