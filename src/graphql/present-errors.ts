import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { FAILURES, Failure } from '../domain/failure.ts';

type Result = { readonly data?: unknown; readonly errors?: readonly unknown[] | undefined; readonly extensions?: unknown };
export type ErrorPresentation = { readonly requestId: string; readonly onBug: (bug: unknown) => void };

/**
 * The errors of an answer as the caller sees them: each with a code, `retryable` and the request's id, and none with a value
 * from the request, a stack or anything of Vitec's. What nobody foresaw becomes INTERNAL_SERVER_ERROR and is reported.
 * The HTTP status of a refused request rides in `extensions.http`, which the server takes off.
 */
export function presentErrors<Answer extends Result>(result: Answer, presentation: ErrorPresentation): Answer {
  if (!result.errors?.length) return result;
  const isRefused = result.data === undefined;
  return { ...result, errors: result.errors.map((error) => presentError(error, isRefused, presentation)) };
}

function presentError(error: unknown, isRefused: boolean, { requestId, onBug }: ErrorPresentation): GraphQLError {
  const shown = describe(error, isRefused);
  if (shown.code === 'INTERNAL_SERVER_ERROR') onBug(rootCause(error));
  const { code, message, retryable, retryAfterSeconds, http } = shown;
  return new GraphQLError(message, {
    ...placeOf(error),
    extensions: {
      code,
      retryable,
      ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
      requestId,
      ...(isRefused ? { http } : {}),
    },
  });
}

/** Where in the document and in the answer, for errors that have such a place. */
const placeOf = (error: unknown): GraphQLErrorOptions =>
  error instanceof GraphQLError
    ? { nodes: error.nodes ?? null, source: error.source ?? null, positions: error.positions ?? null, path: error.path ?? null }
    : {};

type Shown = {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly http: { readonly status: number; readonly headers?: Readonly<Record<string, string>> };
};

function describe(error: unknown, isRefused: boolean): Shown {
  const cause = rootCause(error);
  if (cause instanceof Failure && !isVariableError(error)) {
    const { code, message, retryAfterSeconds } = cause;
    return { code, message, retryable: FAILURES[code].retryable, retryAfterSeconds, http: { status: 400 } };
  }
  const final = { retryable: false, retryAfterSeconds: null } as const;
  if (error instanceof GraphQLError) {
    const { code, http } = error.extensions as { code?: unknown; http?: { status?: number; headers?: Record<string, string> } };
    if (isVariableError(error))
      return { ...final, code: 'BAD_USER_INPUT', message: withoutVariableValue(error, cause), http: { status: 400 } };
    // what the engine itself refuses about an argument at run time: a null where none may be
    if (error.message.startsWith('Argument "') && cause instanceof GraphQLError)
      return { ...final, code: 'BAD_USER_INPUT', message: error.message, http: { status: 400 } };
    if (isRefused && typeof code === 'string' && code !== 'INTERNAL_SERVER_ERROR') {
      return {
        ...final,
        code,
        message: withoutValues(error.message),
        http: { status: http?.status ?? 400, ...(http?.headers && { headers: http.headers }) },
      };
    }
  }
  return {
    ...final,
    code: 'INTERNAL_SERVER_ERROR',
    message: 'Unexpected error. The request id finds it in the log.',
    http: { status: 500 },
  };
}

/** Variables that do not fit their types are refused by the engine before anything runs, without a path and without a code. */
const isVariableError = (error: unknown): boolean =>
  error instanceof GraphQLError &&
  error.path === undefined &&
  error.extensions.code === undefined &&
  error.message.startsWith('Variable "$');

/** GraphQL's own text repeats the value, which may be a person's id or number. */
function withoutVariableValue({ message }: GraphQLError, cause: unknown): string {
  const [, name = '?'] = /^Variable "\$(\w+)"/.exec(message) ?? [];
  return `Variable "$${name}" does not fit its type.${cause instanceof Failure ? ` ${cause.message}` : ''}`;
}

/** Texts of the parser and the validator may quote what stands in the document. */
const withoutValues = (message: string): string =>
  message
    .replace(/,? found .*$/s, '.')
    .replace(/(value|character): .*$/s, '$1.')
    .replace(/Unexpected (\w+) ".*$/s, 'Unexpected $1.');

function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}
