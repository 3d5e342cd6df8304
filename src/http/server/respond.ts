import type { ServerResponse } from 'node:http';
import { httpStatusOf } from '../../graphql/errors/request-codes.ts';
import type { HttpRejection } from './http-rejection.ts';

export const respondJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => respondText(response, status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8', ...headers });

/** A body above this size is written apart from its head. */
const LONG_BYTES = 16_384;

export function respondText(response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>>): void {
  const bytes = Buffer.byteLength(text);
  response.writeHead(status, { ...headers, 'content-length': bytes });
  // Node sends a short string in one write with the head; latin1 is its fastest encoding. A long body is written separately
  if (bytes > LONG_BYTES) response.end(Buffer.from(text));
  else response.end(text, bytes === text.length ? 'latin1' : 'utf8');
}

/** Responds with a rejection in the form of a GraphQL error, so that clients find its code in `extensions.code`. */
export function respondRejection(
  response: ServerResponse,
  { code, status = httpStatusOf(code), message, retryable = false, headers = {} }: HttpRejection,
  requestId: string,
): void {
  respondJson(response, status, { errors: [{ message, extensions: { code, retryable, requestId } }] }, headers);
}
