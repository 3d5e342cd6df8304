import { GraphQLError } from 'graphql';
import type { Failure } from '../../domain/failure.ts';
import type { RequestCode } from './request-codes.ts';

/** An error for a request that fails as a whole. */
export const requestError = (code: RequestCode, message: string): GraphQLError => new GraphQLError(message, { extensions: { code } });

/** An error for an operation that fails as a whole with a failure of the domain. */
export const requestErrorOf = (failure: Failure): GraphQLError => new GraphQLError(failure.message, { originalError: failure });
