import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

export type ListeningServer = {
  readonly port: number;
  readonly url: string;
  /** The connections that are open. */
  readonly sockets: ReadonlySet<Socket>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Starts an HTTP, TLS or TCP server on 127.0.0.1. Port 0 is any free port. Disposal also closes open connections. */
export async function listen(server: Server, port = 0): Promise<ListeningServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const { port: boundPort } = server.address() as AddressInfo;
  return {
    port: boundPort,
    url: `http://127.0.0.1:${boundPort}`,
    sockets,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A free TCP port on which no server listens. */
export async function freePort(): Promise<number> {
  await using server = await listen(createServer());
  return server.port;
}
