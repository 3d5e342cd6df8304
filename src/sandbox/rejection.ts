import type { IncomingMessage } from 'node:http';
import type { Directory } from './directory.ts';
import type { Endpoint, FunctionGroup } from './endpoint.ts';
import type { SandboxOffice } from './office.ts';
import type { Parameters } from './parameters.ts';

export type Rejection = { readonly status: 400 | 401 | 403 | 404 | 405; readonly message: string };
type Asked = { readonly customerId: string; readonly ids: readonly string[]; readonly parameters: Parameters };

const ID = /^[A-Za-z0-9_-]{1,40}$/;

const UNAUTHORIZED: Rejection = { status: 401, message: 'Authorization has been denied for this request.' };
const METHOD_NOT_ALLOWED: Rejection = { status: 405, message: 'The requested resource does not support this method.' };
const FORBIDDEN: Rejection = { status: 403, message: 'Access denied.' };
const CONTACT_NOT_FOUND: Rejection = { status: 404, message: 'Contact not found.' };
const ESTATE_NOT_FOUND: Rejection = { status: 404, message: 'Estate not found.' };

export const notFound = ({ idsOf }: Endpoint): Rejection => (idsOf === 'estate' ? ESTATE_NOT_FOUND : CONTACT_NOT_FOUND);

/**
 * The errors that Vitec documents: 401 for a wrong password, 400 for a malformed id, too many ids or a wrong parameter, 403 for another
 * customer. A password of another function group is a 401: that has been seen at Vitec, where a 403 would be expected.
 */
export function rejectionOf(
  { headers, method }: IncomingMessage,
  endpoint: Endpoint,
  { customerId, ids, parameters }: Asked,
  offices: ReadonlyMap<string, Directory>,
): Rejection | null {
  const readable = [...offices.values()].filter(({ office }) => headers.authorization === basic(office, endpoint.functionGroup));
  if (readable.length === 0) return UNAUTHORIZED;
  if (method !== endpoint.method) return METHOD_NOT_ALLOWED;
  if (![customerId, ...ids].every((id) => ID.test(id))) return badRequest('an id has the wrong form');
  if (ids.length > endpoint.maxIds) return badRequest(`more than ${endpoint.maxIds} ids`);
  if (endpoint.idsOf && ids.length === 0) return badRequest('contactIds is required');
  const wrong = endpoint.wrongParameter?.(parameters);
  if (wrong) return badRequest(wrong);
  return readable.some(({ office }) => office.customerId === customerId) ? null : FORBIDDEN;
}

const badRequest = (what: string): Rejection => ({ status: 400, message: `The request is invalid: ${what}.` });

const basic = ({ username, password, advertisingPassword = password }: SandboxOffice, functionGroup: FunctionGroup): string =>
  `Basic ${Buffer.from(`${username}:${functionGroup === 'crm' ? password : advertisingPassword}`).toString('base64')}`;
