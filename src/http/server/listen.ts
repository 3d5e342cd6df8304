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

/** Wildcard addresses -> the loopback address that a client on this machine can connect to. */
const LOOPBACK: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

/** `http://host:port` of the bound address. */
export const boundUrl = ({ address, family, port }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

/** `http://host:port` for a client on this machine. */
export const localUrl = (bound: AddressInfo): string => boundUrl({ ...bound, address: LOOPBACK.get(bound.address) ?? bound.address });
