import type { IncomingMessage } from 'node:http';
import type { RefusalReason } from '../access/authentication.ts';
import type { FailureCode } from '../domain/failure.ts';
import type { RequestCode } from '../graphql/request-codes.ts';
import { acceptedForm } from './accept.ts';

/** A request that is refused before anything of it is read. */
export type Refusal = {
  readonly status: number;
  readonly code: FailureCode | RequestCode;
  readonly message: string;
  /** Why a caller was not let in, for the log: a word of ours, nothing of the request's. */
  readonly reason?: RefusalReason;
  readonly retryable?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * POST with JSON is the one way in, and GET where `get` allows it. What a browser sends to another site without asking first
 * (forms, plain text) is refused by its content type.
 */
export function checkRequest({ method, headers }: IncomingMessage, { get }: { readonly get: boolean }): Refusal | null {
  // no client sends one that is none
  if (!isHost(headers.host)) return { status: 400, code: 'BAD_REQUEST', message: 'The Host header is not a host.' };
  const allow = get ? 'POST, GET' : 'POST';
  if (method === 'GET' && get) return null;
  if (method !== 'POST')
    return { status: 405, code: 'METHOD_NOT_ALLOWED', message: `Send a ${allow.replace(', ', ' or ')} request.`, headers: { allow } };
  const [mediaType, ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (
    mediaType !== 'application/json' ||
    parameters.some((parameter) => parameter.startsWith('charset=') && !/^charset="?utf-8"?$/.test(parameter))
  ) {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send content-type: application/json, in UTF-8.' };
  }
  if (!['identity', undefined].includes(headers['content-encoding'])) {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the body without a content-encoding.' };
  }
  if (acceptedForm(headers.accept) === null) {
    return { status: 406, code: 'NOT_ACCEPTABLE', message: 'Accept application/graphql-response+json or application/json.' };
  }
  return null;
}

const isHost = (host = 'gateway'): boolean => /^[\w.:[\]-]+$/.test(host) && URL.canParse(`http://${host}`);
