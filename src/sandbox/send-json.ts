import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** Sends a value as JSON, gzipped above 1,024 characters if the client accepts gzip. */
export function sendJson(request: IncomingMessage, response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value);
  const isGzipped = text.length > 1_024 && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...(isGzipped ? { 'content-encoding': 'gzip' } : {}) });
  response.end(isGzipped ? gzipSync(text) : text);
}
