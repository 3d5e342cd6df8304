import type { IncomingMessage } from 'node:http';
import { acceptedBy } from '../server/accept.ts';
import { readMember } from '../server/header-list.ts';
import type { HttpRejection } from '../server/http-rejection.ts';

/**
 * Checks method, content type and accept header. The content type also rejects requests that a browser sends to another origin without a
 * preflight (forms, plain text).
 */
export function checkRequest({ method, headers }: IncomingMessage, { get }: { readonly get: boolean }): HttpRejection | null {
  const allow = get ? 'POST, GET' : 'POST';
  if (method === 'GET' && get) return null;
  if (method !== 'POST')
    return { code: 'METHOD_NOT_ALLOWED', message: `Send a ${allow.replace(', ', ' or ')} request.`, headers: { allow } };
  const unsupported = checkBodyType(headers);
  if (unsupported) return unsupported;
  const { mediaType, incremental, events } = acceptedBy(headers.accept);
  if (mediaType !== null || incremental !== null || events) return null;
  return {
    code: 'NOT_ACCEPTABLE',
    message: 'Accept application/graphql-response+json or application/json; for parts multipart/mixed, for events text/event-stream.',
  };
}

/** A body must be JSON in UTF-8 and not compressed. */
export function checkBodyType(headers: IncomingMessage['headers']): HttpRejection | null {
  if (!isJson(headers['content-type'])) return unsupportedBody('Send content-type: application/json, in UTF-8.');
  return isUncompressed(headers['content-encoding']) ? null : unsupportedBody('Send the body without a content-encoding.');
}

const unsupportedBody = (message: string): HttpRejection => ({ code: 'UNSUPPORTED_MEDIA_TYPE', message });

/** Parameters other than charset have no meaning for JSON: RFC 8259, section 11. */
function isJson(contentType = ''): boolean {
  const { value, parameters } = readMember(contentType);
  return value === 'application/json' && ['utf-8', 'utf8'].includes(parameters.get('charset') ?? 'utf-8');
}

/** `identity` stands for no encoding. */
const isUncompressed = (contentEncoding = ''): boolean =>
  contentEncoding.split(',').every((coding) => ['', 'identity'].includes(coding.trim().toLowerCase()));
