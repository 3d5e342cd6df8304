import type { IncomingMessage } from 'node:http';
import { isHost } from './host.ts';
import type { HttpRejection } from './http-rejection.ts';

/** Node keeps the first of these and discards the others; a proxy in front of the gateway may have read another one. */
const ONCE: ReadonlySet<string> = new Set(['host', 'content-type', 'authorization']);

/** Checks what HTTP requires of every request: RFC 9112, section 3.2 (Host); RFC 9110, sections 5.3 and 10.1.1 (Expect). */
export function checkMessage(request: IncomingMessage): HttpRejection | null {
  const { headers, httpVersion } = request;
  if (headers.host === undefined && httpVersion !== '1.0') return badRequest('The Host header is missing.');
  if (headers.host !== undefined && !isHost(headers.host)) return badRequest('The Host header is not a host.');
  const repeated = repeatedHeader(request.rawHeaders);
  if (repeated !== null) return badRequest(`The header ${repeated} is there more than once.`);
  if (!expectsNothingElse(request)) return { code: 'EXPECTATION_FAILED', message: 'Expect may be 100-continue, or left out.' };
  return null;
}

const badRequest = (message: string): HttpRejection => ({ code: 'BAD_REQUEST', message });

/** For a request target that RFC 9112, section 3.2, does not allow here. */
export const INVALID_TARGET = badRequest('The request target is not valid.');

/** The first header of ONCE that is repeated. `rawHeaders` alternates names and values. */
function repeatedHeader(rawHeaders: readonly string[]): string | null {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!ONCE.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

/** HTTP/1.0 has no expectations. */
const expectsNothingElse = ({ headers, httpVersion }: IncomingMessage): boolean =>
  httpVersion === '1.0' || (headers.expect ?? '').split(',').every((each) => ['', '100-continue'].includes(each.trim().toLowerCase()));
