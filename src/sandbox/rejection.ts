import type { IncomingMessage } from 'node:http';
import type { Endpoint } from './endpoint.ts';
import type { SandboxOffice } from './office.ts';

export type Rejection = { readonly status: 400 | 401 | 403 | 404 | 405; readonly message: string };
type Ids = { readonly customerId: string; readonly contactId: string };

const ID = /^[A-Za-z0-9_-]{1,40}$/;

const UNAUTHORIZED: Rejection = { status: 401, message: 'Authorization has been denied for this request.' };
const METHOD_NOT_ALLOWED: Rejection = { status: 405, message: 'The requested resource does not support this method.' };
const BAD_REQUEST: Rejection = { status: 400, message: 'The request is invalid: an id has the wrong form.' };
const FORBIDDEN: Rejection = { status: 403, message: 'Access denied.' };
export const NOT_FOUND: Rejection = { status: 404, message: 'Contact not found.' };

/** The errors that Vitec documents: 401 for a wrong password, 400 for a malformed id, 403 for another customer. */
export function rejectionOf(
  { headers, method }: IncomingMessage,
  endpoint: Endpoint,
  { customerId, contactId }: Ids,
  offices: readonly SandboxOffice[],
): Rejection | null {
  const readable = offices.filter(({ username, password }) => headers.authorization === basic(username, password));
  if (readable.length === 0) return UNAUTHORIZED;
  if (method !== endpoint.method) return METHOD_NOT_ALLOWED;
  if (!ID.test(customerId) || !ID.test(contactId)) return BAD_REQUEST;
  return readable.some((office) => office.customerId === customerId) ? null : FORBIDDEN;
}

const basic = (username: string, password: string): string => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
