import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { FAILURES, Failure, type FailureCode } from '../../domain/failure.ts';
import { StreamEnd } from '../../domain/stream-end.ts';
import { MAX_LISTED_ERRORS } from './error-limit.ts';
import { sortByPosition } from './error-order.ts';
import { httpStatusOf, isRequestCode, isRetryableRequest, type RequestCode } from './request-codes.ts';

type Result = {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
};
/** `withSuggestions`: whether a message may contain "Did you mean", which reveals names of the schema. */
export type ErrorPresentation = { readonly requestId: string; readonly withSuggestions: boolean; readonly onBug: (bug: unknown) => void };
export type PresentedError = GraphQLFormattedError & {
  readonly extensions: { readonly code: FailureCode | RequestCode; readonly retryAfterSeconds?: number };
};

type Presented = Omit<Result, 'errors'> & { readonly errors: readonly PresentedError[] | undefined };

/**
 * Presents the errors of a result to the caller: each has a code, `retryable` and the request id, and none contains a value from the
 * request, a stack or text from Vitec. An unexpected error becomes INTERNAL_SERVER_ERROR and is passed to `onBug`.
 * The HTTP status of a request that failed as a whole is in `extensions.http`, which the server removes.
 */
export function presentErrors(result: Result, presentation: ErrorPresentation): Presented {
  const { errors, data, extensions } = result;
  if (!errors?.length) return { ...result, errors: undefined };
  const isRejected = data === undefined;
  const ordered = sortByPosition(errors, data);
  const presented = ordered.slice(0, MAX_LISTED_ERRORS).map((error) => presentError(error, isRejected, presentation));
  const unlistedErrors = errors.length - presented.length + Number(extensions?.unlistedErrors ?? 0);
  return {
    ...result,
    errors: presented,
    extensions: { ...extensions, ...(unlistedErrors > 0 ? { unlistedErrors } : {}), ...(isRejected ? { http: httpOf(presented) } : {}) },
  };
}

/** Returns a plain object: a GraphQLError would compute its line and column in the document again. */
function presentError(error: unknown, isRejected: boolean, { requestId, withSuggestions, onBug }: ErrorPresentation): PresentedError {
  const { code, message, retryAfterSeconds = null } = describe(error, isRejected);
  if (code === 'INTERNAL_SERVER_ERROR') onBug(rootCause(error));
  return {
    message: withSuggestions ? message : message.replace(/ Did you mean .*$/s, ''),
    ...locationOf(error),
    extensions: {
      code,
      retryable: isRequestCode(code) ? isRetryableRequest(code) : FAILURES[code].retryable,
      ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
      requestId,
    },
  };
}

/** The most severe error decides the status; the first that can be retried decides when. */
function httpOf(errors: readonly PresentedError[]) {
  const status = Math.max(...errors.map(({ extensions }) => httpStatusOf(extensions.code)));
  const retryAfterSeconds = errors.flatMap(({ extensions }) => extensions.retryAfterSeconds ?? [])[0];
  return { status, ...(retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }) };
}

/** The locations in the document and the path in the response, if the error has them. */
const locationOf = (error: unknown): Pick<GraphQLFormattedError, 'locations' | 'path'> =>
  error instanceof GraphQLError
    ? { ...(error.locations ? { locations: error.locations } : {}), ...(error.path ? { path: error.path } : {}) }
    : {};

type Description = { readonly code: FailureCode | RequestCode; readonly message: string; readonly retryAfterSeconds?: number | null };

function describe(error: unknown, isRejected: boolean): Description {
  const cause = rootCause(error);
  if (error instanceof GraphQLError && isVariableError(error))
    return { code: 'BAD_USER_INPUT', message: withoutVariable(error.message, cause) };
  if (cause instanceof Failure || cause instanceof StreamEnd) return cause;
  if (error instanceof GraphQLError && cause instanceof GraphQLError) {
    const { code } = error.extensions;
    // graphql-js rejects an argument at run time: null for a non-null type
    if (error.message.startsWith('Argument "')) return { code: 'BAD_USER_INPUT', message: withoutValues(error.message) };
    if (isRejected && isRequestCode(code) && code !== 'INTERNAL_SERVER_ERROR') return { code, message: withoutValues(error.message) };
  }
  return { code: 'INTERNAL_SERVER_ERROR', message: 'Unexpected error. The request id finds it in the log.' };
}

/** graphql-js reports variables that do not fit their types before it executes, without a path and without a code. */
const isVariableError = ({ path, extensions, message }: GraphQLError): boolean =>
  path === undefined && extensions?.code === undefined && message.startsWith('Variable "$');

/** The message of graphql-js repeats the value, which may identify a person. */
function withoutVariable(message: string, cause: unknown): string {
  if (/^Variable "\$\w+" of required type "[^"]+" was not provided\.$/.test(message)) return message;
  const [, name = '?'] = /^Variable "\$(\w+)"/.exec(message) ?? [];
  return `Variable "$${name}" does not fit its type.${cause instanceof Failure ? ` ${cause.message}` : ''}`;
}

/** Messages of the parser and the validator may quote values of the document. */
const withoutValues = (message: string): string =>
  message
    .replace(/^Value "[^"]*"/, 'A value')
    .replace(/,? found .*$/s, '.')
    .replace(/ (value|character|escape sequence)(:| [^a-z]).*$/s, ' $1.')
    .replace(/Unexpected (\w+) ".*$/s, 'Unexpected $1.');

function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}
