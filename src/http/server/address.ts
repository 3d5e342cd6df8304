import type { AddressInfo } from 'node:net';

/** Addresses that stand for all of the machine -> one that a client on it can ask. */
const ALL: ReadonlyMap<string, string> = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

/** `http://host:port` as it is bound. */
export const boundUrl = ({ address, family, port }: AddressInfo): string =>
  `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;

/** The same as a client on this machine writes it. */
export const localUrl = (bound: AddressInfo): string => boundUrl({ ...bound, address: ALL.get(bound.address) ?? bound.address });
