import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** The sockets by which this process is a client, while they are open. */
const clients = new Set<Socket>();
subscribe('net.client.socket', (message) => {
  const { socket } = message as { readonly socket: Socket };
  clients.add(socket.once('close', () => clients.delete(socket)));
});

/**
 * Resolves once a client in this same process has read all that was written to it so far. A reset discards what has not been read:
 * nothing but this tells when one comes after the bytes.
 */
export async function readByClient(server: Socket): Promise<void> {
  const client = [...clients].find(({ localPort }) => localPort === server.remotePort);
  if (!client) throw new Error('no client of this process is at the other end');
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  while (!client.destroyed && client.bytesRead < server.bytesWritten) await turn();
  await turn(); // the one that takes it from the stream
}
