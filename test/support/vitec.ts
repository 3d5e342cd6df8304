import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Vitec that answers as it is told, and counts. */
export async function startVitec() {
  const world = { calls: 0, answer: (response: ServerResponse, _path: string): unknown => good(response, 'home-1') };
  const server = createServer((request, response) => {
    world.calls += 1;
    world.answer(response, request.url ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(world, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    username: 'a',
    password: 'b',
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

/** The contact buys that one home. */
export const good = (response: ServerResponse, estateId: string) =>
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ buyer: [{ estateId }] }));
