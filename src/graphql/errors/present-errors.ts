import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { FAILURES, Failure, type FailureCode } from '../../domain/failure.ts';
import { MAX_LISTED_ERRORS } from './error-limit.ts';
import { inOrderOfData } from './error-order.ts';
import { isRequestCode, isRetryableRequest, REQUEST_CODES, type RequestCode } from './request-codes.ts';

type Result = {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
};
/** `withSuggestions`: whether "Did you mean" may stand in a message, which tells names of the schema. */
export type ErrorPresentation = { readonly requestId: string; readonly withSuggestions: boolean; readonly onBug: (bug: unknown) => void };
export type PresentedError = GraphQLFormattedError & { readonly extensions: { readonly code: FailureCode | RequestCode } };

type Presented = Omit<Result, 'errors'> & { readonly errors: readonly PresentedError[] | undefined };

/**
 * The errors of an answer as the caller sees them: each with a code, `retryable` and the request's id, and none with a value
 * from the request, a stack or anything of Vitec's. What nobody foresaw becomes INTERNAL_SERVER_ERROR and is reported.
 * The HTTP status of a request that was refused whole rides in `extensions.http`, which the server takes off.
 */
export function presentErrors(result: Result, presentation: ErrorPresentation): Presented {
  const { errors, data, extensions } = result;
  if (!errors?.length) return { ...result, errors: undefined };
  const isRefused = data === undefined;
  const ordered = inOrderOfData(errors, data);
  const presented = ordered.slice(0, MAX_LISTED_ERRORS).map((error) => presentError(error, isRefused, presentation));
  const unlistedErrors = errors.length - presented.length + Number(extensions?.unlistedErrors ?? 0);
  return {
    ...result,
    errors: presented,
    extensions: { ...extensions, ...(unlistedErrors > 0 ? { unlistedErrors } : {}), ...(isRefused ? { http: httpOf(presented) } : {}) },
  };
}

/** A plain object: to make an error of it, as the engine does, would look for its lines and columns in the document again. */
function presentError(error: unknown, isRefused: boolean, { requestId, withSuggestions, onBug }: ErrorPresentation): PresentedError {
  const { code, message, retryAfterSeconds = null } = describe(error, isRefused);
  if (code === 'INTERNAL_SERVER_ERROR') onBug(rootCause(error));
  return {
    message: withSuggestions ? message : message.replace(/ Did you mean .*$/s, ''),
    ...placeOf(error),
    extensions: {
      code,
      retryable: isRequestCode(code) ? isRetryableRequest(code) : FAILURES[code].retryable,
      ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
      requestId,
    },
  };
}

/** The gravest of the refusals decides. */
function httpOf(errors: readonly PresentedError[]) {
  const overload = errors.find(({ extensions }) => extensions.code === 'OVERLOADED')?.extensions;
  if (overload)
    return {
      status: FAILURES.OVERLOADED.httpStatus,
      headers: { 'retry-after': String('retryAfterSeconds' in overload ? overload.retryAfterSeconds : 1) },
    };
  return {
    status: Math.max(...errors.map(({ extensions: { code } }) => (isRequestCode(code) ? REQUEST_CODES[code] : FAILURES[code].httpStatus))),
  };
}

/** Where in the document and in the answer, for errors that have such a place. */
const placeOf = (error: unknown): Pick<GraphQLFormattedError, 'locations' | 'path'> =>
  error instanceof GraphQLError
    ? { ...(error.locations ? { locations: error.locations } : {}), ...(error.path ? { path: error.path } : {}) }
    : {};

type Description = { readonly code: FailureCode | RequestCode; readonly message: string; readonly retryAfterSeconds?: number | null };

function describe(error: unknown, isRefused: boolean): Description {
  const cause = rootCause(error);
  if (error instanceof GraphQLError && isVariableError(error))
    return { code: 'BAD_USER_INPUT', message: withoutVariable(error.message, cause) };
  if (cause instanceof Failure) return cause;
  if (error instanceof GraphQLError && cause instanceof GraphQLError) {
    const { code } = error.extensions;
    // what the engine itself refuses about an argument at run time: a null where none may be
    if (error.message.startsWith('Argument "')) return { code: 'BAD_USER_INPUT', message: withoutValues(error.message) };
    if (isRefused && isRequestCode(code) && code !== 'INTERNAL_SERVER_ERROR') return { code, message: withoutValues(error.message) };
  }
  return { code: 'INTERNAL_SERVER_ERROR', message: 'Unexpected error. The request id finds it in the log.' };
}

/** Variables that do not fit their types are refused by the engine before anything runs, without a path and without a code. */
const isVariableError = ({ path, extensions, message }: GraphQLError): boolean =>
  path === undefined && extensions?.code === undefined && message.startsWith('Variable "$');

/** GraphQL's own text repeats the value, which may be a person's id or number. */
function withoutVariable(message: string, cause: unknown): string {
  if (/^Variable "\$\w+" of required type "[^"]+" was not provided\.$/.test(message)) return message;
  const [, name = '?'] = /^Variable "\$(\w+)"/.exec(message) ?? [];
  return `Variable "$${name}" does not fit its type.${cause instanceof Failure ? ` ${cause.message}` : ''}`;
}

/** Texts of the parser and the validator may quote what stands in the document. */
const withoutValues = (message: string): string =>
  message
    .replace(/^Value "[^"]*"/, 'A value')
    .replace(/,? found .*$/s, '.')
    .replace(/ (value|character|escape sequence)(:| [^a-z]).*$/s, ' $1.')
    .replace(/Unexpected (\w+) ".*$/s, 'Unexpected $1.');

function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}
