import { gzipSync } from 'node:zlib';
import { takesGzip } from '../server/accept.ts';
import type { Route } from '../server/exchange.ts';

/** A page of HTML, whole in one file; `policy` says what it may do in the browser. Packed for whoever takes it packed. */
export function createPage(html: string, policy: string): Route {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  let packed: Buffer | null = null; // made when first asked for: it may take a while

  return ({ request, response }) => {
    if (!takesGzip(String(request.headers['accept-encoding'] ?? ''))) {
      response.writeHead(200, headers).end(html);
      return;
    }
    packed ??= gzipSync(html);
    response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(packed);
  };
}

/** What a page with its script and style in it may do: run them, and ask this server. */
export const OWN_SCRIPTS_ALONE =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
