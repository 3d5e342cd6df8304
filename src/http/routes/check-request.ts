import type { IncomingMessage } from 'node:http';
import { acceptedForm } from '../server/accept.ts';
import { readMember } from '../server/header-list.ts';
import type { HttpRejection } from '../server/http-rejection.ts';

/**
 * POST with JSON is the one way in, and GET where `get` allows it. What a browser sends to another site without asking first
 * (forms, plain text) is refused by its content type.
 */
export function checkRequest({ method, headers }: IncomingMessage, { get }: { readonly get: boolean }): HttpRejection | null {
  const allow = get ? 'POST, GET' : 'POST';
  if (method === 'GET' && get) return null;
  if (method !== 'POST')
    return { status: 405, code: 'METHOD_NOT_ALLOWED', message: `Send a ${allow.replace(', ', ' or ')} request.`, headers: { allow } };
  const unsupported = checkBodyType(headers);
  if (unsupported) return unsupported;
  if (acceptedForm(headers.accept) === null) {
    return { status: 406, code: 'NOT_ACCEPTABLE', message: 'Accept application/graphql-response+json or application/json.' };
  }
  return null;
}

/** A body is JSON in UTF-8, and not packed. */
export function checkBodyType(headers: IncomingMessage['headers']): HttpRejection | null {
  if (!isJson(headers['content-type'])) return unsupportedBody('Send content-type: application/json, in UTF-8.');
  return isPlain(headers['content-encoding']) ? null : unsupportedBody('Send the body without a content-encoding.');
}

const unsupportedBody = (message: string): HttpRejection => ({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message });

/** Parameters beside the charset say nothing of JSON: RFC 8259, section 11. */
function isJson(contentType = ''): boolean {
  const { value, parameters } = readMember(contentType);
  return value === 'application/json' && ['utf-8', 'utf8'].includes(parameters.get('charset') ?? 'utf-8');
}

/** `identity` says that there is no coding. */
const isPlain = (contentEncoding = ''): boolean =>
  contentEncoding.split(',').every((coding) => ['', 'identity'].includes(coding.trim().toLowerCase()));
