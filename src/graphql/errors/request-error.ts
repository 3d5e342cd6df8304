import { GraphQLError } from 'graphql';
import type { Failure } from '../../domain/failure.ts';
import type { RequestCode } from './request-codes.ts';

/** Refuses a request as such, with a code of its own. */
export const requestError = (code: RequestCode, message: string): GraphQLError => new GraphQLError(message, { extensions: { code } });

/** Refuses an operation whole for a failure of the domain. */
export const requestErrorOf = (failure: Failure): GraphQLError => new GraphQLError(failure.message, { originalError: failure });
