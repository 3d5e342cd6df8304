import { isIPv6 } from 'node:net';

/** Host and port: RFC 3986, sections 3.2.2 and 3.2.3. A port may be empty. */
const HOST_AND_PORT = /^(\[[^\]]*\]|[^:[\]]+)(?::(\d*))?$/;
const NAME = /^(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})+$/i;
/** An address of a version to come. */
const IP_FUTURE = /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i;
const MAX_PORT = 65_535;

/** A name or address, perhaps with a port, as in the Host header. A name is any that the grammar allows, also where DNS knows none such. */
export function isHost(text: string): boolean {
  const [, host, port = ''] = HOST_AND_PORT.exec(text) ?? [];
  if (host === undefined || Number(port) > MAX_PORT) return false;
  return host.startsWith('[') ? isAddress(host.slice(1, -1)) : NAME.test(host);
}

/** `isIPv6` takes a zone (`fe80::1%eth0`), which means something on the sender's machine alone. */
const isAddress = (text: string): boolean => IP_FUTURE.test(text) || (isIPv6(text) && !text.includes('%'));
