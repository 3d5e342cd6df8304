import type { ServerResponse } from 'node:http';
import type { Refusal } from './check-request.ts';

export const respondJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => respondText(response, status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8', ...headers });

export function respondText(response: ServerResponse, status: number, text: string, headers: Readonly<Record<string, string>>): void {
  const bytes = Buffer.from(text); // a long text is written much faster like this
  response.writeHead(status, { ...headers, 'content-length': bytes.length });
  response.end(bytes);
}

/** A refusal in the form of a GraphQL answer, so that clients find its code where they look for codes. */
export function respondRefusal(
  response: ServerResponse,
  { status, code, message, retryable = false, headers = {} }: Refusal,
  requestId: string,
): void {
  respondJson(response, status, { errors: [{ message, extensions: { code, retryable, requestId } }] }, headers);
}
