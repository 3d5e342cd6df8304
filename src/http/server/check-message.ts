import type { IncomingMessage } from 'node:http';
import type { HttpRejection } from '../routes/check-request.ts';
import { isHost } from './host.ts';
import type { RequestTarget } from './request-target.ts';

/** Of these Node keeps the first and hides the others: a proxy before us may have read another. */
const ONCE: ReadonlySet<string> = new Set(['host', 'content-type', 'authorization']);

/** What HTTP asks of every request, to whatever address: RFC 9112, section 3.2 (Host), RFC 9110, sections 5.3 and 10.1.1 (Expect). */
export function checkMessage(request: IncomingMessage, target: RequestTarget | null): HttpRejection | null {
  const { headers, httpVersion } = request;
  if (target === null) return badRequest('The address of the request is none that a server takes.');
  if (headers.host === undefined && httpVersion !== '1.0') return badRequest('The Host header is missing.');
  if (headers.host !== undefined && !isHost(headers.host)) return badRequest('The Host header is not a host.');
  const repeated = repeatedHeader(request.rawHeaders);
  if (repeated !== null) return badRequest(`The header ${repeated} is there more than once.`);
  if (!expectsNothingElse(request)) return { status: 417, code: 'EXPECTATION_FAILED', message: 'Expect may be 100-continue, or left out.' };
  return null;
}

const badRequest = (message: string): HttpRejection => ({ status: 400, code: 'BAD_REQUEST', message });

/** `rawHeaders` are names and values in turn. */
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

/** HTTP/1.0 knows no expectations. */
const expectsNothingElse = ({ headers, httpVersion }: IncomingMessage): boolean =>
  httpVersion === '1.0' || (headers.expect ?? '').split(',').every((each) => ['', '100-continue'].includes(each.trim().toLowerCase()));
