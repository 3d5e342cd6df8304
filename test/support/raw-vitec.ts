import { type AddressInfo, createServer, type Socket } from 'node:net';

/** A Vitec that answers each request with bytes written by hand. `answer` hears which request of all it is: 1, 2, ... */
export async function startRawVitec(answer: (socket: Socket, request: number) => unknown) {
  const open = new Set<Socket>();
  const world = { requests: 0, answer };
  const server = createServer((socket) => {
    open.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk;
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        text = text.slice(end + 4);
        world.requests += 1;
        world.answer(socket, world.requests);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(world, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    username: 'a',
    password: 'b',
    open,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  });
}

/** The head of an answer: status line and header lines. */
export const head = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
