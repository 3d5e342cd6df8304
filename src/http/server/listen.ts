import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Starts the server and returns its bound address. Rejects if it cannot listen. */
export async function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server.address() as AddressInfo;
}
