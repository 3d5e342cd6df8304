import { gzipSync } from 'node:zlib';
import { acceptsGzip } from '../server/accept.ts';
import type { Route } from '../server/exchange.ts';

/** A route that serves one HTML page, compressed if the client accepts gzip. `policy` is its Content-Security-Policy. */
export function createPage(html: string, policy: string): Route {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  let compressed: Buffer | null = null; // made on first use, since it may take a while

  return ({ request, response }) => {
    if (!acceptsGzip(String(request.headers['accept-encoding'] ?? ''))) {
      response.writeHead(200, headers).end(html);
      return;
    }
    compressed ??= gzipSync(html);
    response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(compressed);
  };
}

/** Content-Security-Policy of a page with inline script and style, which may call this server. */
export const INLINE_PAGE_POLICY =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
