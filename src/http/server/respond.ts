import type { ServerResponse } from 'node:http';
import type { HttpRejection } from './http-rejection.ts';

export const respondJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => respondText(response, status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8', ...headers });

const LONG_BYTES = 16_384;

export function respondText(response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>>): void {
  const bytes = Buffer.byteLength(text);
  response.writeHead(status, { ...headers, 'content-length': bytes });
  // a short text goes out with the head in one piece, in the form that is written fastest; a long one goes beside it
  if (bytes > LONG_BYTES) response.end(Buffer.from(text));
  else response.end(text, bytes === text.length ? 'latin1' : 'utf8');
}

/** A rejection in the form of a GraphQL answer, so that clients find its code where they look for codes. */
export function respondRejection(
  response: ServerResponse,
  { status, code, message, retryable = false, headers = {} }: HttpRejection,
  requestId: string,
): void {
  respondJson(response, status, { errors: [{ message, extensions: { code, retryable, requestId } }] }, headers);
}
