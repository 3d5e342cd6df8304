import type { AddressInfo } from 'node:net';

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
