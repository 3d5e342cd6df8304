import { connect, createServer, type Socket } from 'node:net';
import { listen } from './listen.ts';

export type TcpProxy = {
  readonly port: number;
  /** Connections opened from now on lead to this port; open ones stay where they are. */
  readonly leadTo: (port: number) => void;
  /** Resets all connections, and those that are opened from now on, until `mend`. */
  readonly cut: () => void;
  readonly mend: () => void;
  /** Open connections pass nothing on from now on, and nothing tells so, as when a host has lost its power. New ones are well. */
  readonly freeze: () => void;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

/** Stands before a server on this machine, as an address that is led to another host at a failover. */
export async function startTcpProxy(firstPort: number): Promise<TcpProxy> {
  let target = firstPort;
  let isCut = false;
  const sockets = new Set<Socket>();
  const end = () => {
    for (const socket of sockets) socket.resetAndDestroy();
    sockets.clear();
  };
  const server = createServer((inner) => {
    if (isCut) return void inner.resetAndDestroy();
    const outer = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined).on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  const listening = await listen(server);
  return {
    port: listening.port,
    leadTo: (port) => {
      target = port;
    },
    cut: () => {
      isCut = true;
      end();
    },
    mend: () => {
      isCut = false;
    },
    freeze: () => {
      for (const socket of sockets) socket.unpipe().pause();
    },
    [Symbol.asyncDispose]: () => {
      end();
      return listening[Symbol.asyncDispose]();
    },
  };
}
