import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a page may send: its token, what the gateway reads, and what clients add by themselves (Apollo Client, tracers). */
const MAY_SEND = [
  'authorization',
  'content-type',
  'cache-control',
  'x-request-id',
  'traceparent',
  'tracestate',
  'apollographql-client-name',
  'apollographql-client-version',
].join(', ');

/** Lets the pages of the listed origins read an answer, and no others. Source: https://fetch.spec.whatwg.org/#http-cors-protocol */
export function allowOrigins({ headers }: IncomingMessage, response: ServerResponse, origins: readonly string[]): void {
  if (origins.length === 0) return;
  response.setHeader('vary', 'origin');
  if (headers.origin === undefined || !origins.includes(headers.origin)) return;
  response.setHeader('access-control-allow-origin', headers.origin);
  response.setHeader('access-control-expose-headers', 'x-request-id, retry-after');
}

/** Answers what a browser asks before it calls for a page of a listed origin; false for any other request. */
export function answersPreflight({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
  if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return false;
  if (!response.hasHeader('access-control-allow-origin')) return false;
  response
    .writeHead(204, {
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': MAY_SEND,
      'access-control-max-age': '600',
    })
    .end();
  return true;
}
