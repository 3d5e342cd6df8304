import { isIPv6 } from 'node:net';

/** Host and port. The port may be empty. Source: RFC 3986, sections 3.2.2 and 3.2.3. */
const HOST_AND_PORT = /^(\[[^\]]*\]|[^:[\]]+)(?::(\d*))?$/;
const NAME = /^(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})+$/i;
/** IPvFuture of RFC 3986. */
const IP_FUTURE = /^v[\da-f]+\.[\w.~!$&'()*+,;=:-]+$/i;
const MAX_PORT = 65_535;

/** Whether a text is a host with an optional port, as in the Host header. A name must fit the grammar of RFC 3986, not that of DNS. */
export function isHost(text: string): boolean {
  const [, host, port = ''] = HOST_AND_PORT.exec(text) ?? [];
  if (host === undefined || Number(port) > MAX_PORT) return false;
  return host.startsWith('[') ? isAddress(host.slice(1, -1)) : NAME.test(host);
}

/** `isIPv6` accepts a zone (`fe80::1%eth0`), which has a meaning on the sender's machine only. */
const isAddress = (text: string): boolean => IP_FUTURE.test(text) || (isIPv6(text) && !text.includes('%'));
