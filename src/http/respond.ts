import type { ServerResponse } from 'node:http';
import type { Refusal } from './check-request.ts';

export function respondJson(response: ServerResponse, status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** A refusal in the form of a GraphQL answer, so that clients find its code where they look for codes. */
export function respondRefusal(
  response: ServerResponse,
  { status, code, message, retryable = false, headers = {} }: Refusal,
  requestId: string,
): void {
  respondJson(response, status, { errors: [{ message, extensions: { code, retryable, requestId } }] }, headers);
}
