import type { IncomingMessage, ServerResponse } from 'node:http';

/** Request headers that a page may send: the token, those that the gateway reads, and those that Apollo Client and tracers add. */
const ALLOWED_HEADERS = [
  'authorization',
  'content-type',
  'cache-control',
  'x-request-id',
  'traceparent',
  'tracestate',
  'apollographql-client-name',
  'apollographql-client-version',
].join(', ');

/** Allows pages of the listed origins to read the response. Source: https://fetch.spec.whatwg.org/#http-cors-protocol */
export function allowOrigins({ headers }: IncomingMessage, response: ServerResponse, origins: readonly string[]): void {
  if (origins.length === 0) return;
  response.setHeader('vary', 'origin');
  if (headers.origin === undefined || !origins.includes(headers.origin)) return;
  response.setHeader('access-control-allow-origin', headers.origin);
  response.setHeader('access-control-expose-headers', 'x-request-id, retry-after');
}

/** Responds to a preflight request from a listed origin; false for any other request. */
export function answersPreflight({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return false;
  if (!response.hasHeader('access-control-allow-origin')) return false;
  response
    .writeHead(204, {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': ALLOWED_HEADERS,
      'access-control-max-age': '600',
    })
    .end();
  return true;
}
