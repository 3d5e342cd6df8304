import type { IncomingMessage } from 'node:http';
import type { RefusalReason } from '../access/authentication.ts';
import type { FailureCode } from '../domain/failure.ts';
import type { RequestCode } from '../graphql/request-codes.ts';

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
export function checkRequest({ method, headers, url }: IncomingMessage, { get }: { readonly get: boolean }): Refusal | null {
  // the engine makes an address of it, and answers what is none with a stack
  if (!isHost(headers.host)) return { status: 400, code: 'BAD_REQUEST', message: 'The Host header is not a host.' };
  const allow = get ? 'POST, GET' : 'POST';
  if (method === 'GET' && get) return checkParameters(new URL(url ?? '/', 'http://gateway').searchParams);
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
  if (!acceptsJson(headers.accept)) {
    return { status: 406, code: 'NOT_ACCEPTABLE', message: 'Accept application/graphql-response+json or application/json.' };
  }
  return null;
}

const isHost = (host = 'gateway'): boolean => /^[\w.:[\]-]+$/.test(host) && URL.canParse(`http://${host}`);

/** What a query in the address carries beside it must be JSON. */
function checkParameters(parameters: URLSearchParams): Refusal | null {
  try {
    for (const name of ['variables', 'extensions']) JSON.parse(parameters.get(name) || '{}');
    return null;
  } catch {
    return { status: 400, code: 'BAD_REQUEST', message: '`variables` and `extensions` in the address must be JSON.' };
  }
}

const acceptsJson = (accept = '*/*'): boolean =>
  accept
    .split(',')
    .map((range) =>
      range
        .toLowerCase()
        .split(';')
        .map((part) => part.trim()),
    )
    .some(
      ([mediaType = '', ...parameters]) =>
        ['*/*', 'application/*', 'application/json', 'application/graphql-response+json'].includes(mediaType) &&
        !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)), // "q=0" says: not this one
    );
