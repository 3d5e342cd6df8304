import { GraphQLError } from 'graphql';
import type { RequestCode } from './request-codes.ts';

/** An error for a request that fails as a whole. */
export const requestError = (code: RequestCode, message: string): GraphQLError => new GraphQLError(message, { extensions: { code } });

/** An error for an operation that fails as a whole with an error of the domain. */
export const requestErrorOf = (failure: Error): GraphQLError => new GraphQLError(failure.message, { originalError: failure });

/** A thrown value as the error of a whole request. An unexpected one keeps its cause, for the log. */
export const toRequestError = (thrown: unknown): GraphQLError =>
  thrown instanceof GraphQLError
    ? thrown
    : requestErrorOf(thrown instanceof Error ? thrown : new TypeError('something was thrown that is not an error'));
