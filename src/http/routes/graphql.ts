import type { ServerResponse } from 'node:http';
import { type Authenticate, AuthenticationError } from '../../access/authentication.ts';
import type { Caller } from '../../access/caller.ts';
import { CancelSignal } from '../../domain/cancel-signal.ts';
import { Failure } from '../../domain/failure.ts';
import { wantsPage } from '../server/accept.ts';
import { TOO_MANY_CONNECTIONS } from '../server/connections.ts';
import type { Exchange, Route } from '../server/exchange.ts';
import { readMembers } from '../server/header-list.ts';
import type { HttpRejection } from '../server/http-rejection.ts';
import type { Reject } from '../server/reject.ts';
import { errorOfCaller, rejectionOfCaller } from './caller-rejection.ts';
import { checkRequest } from './check-request.ts';
import { answersPreflight } from './cors.ts';
import type { GraphqlHandler } from './graphql-handler.ts';

export type GraphqlRouteParts = {
  readonly handler: GraphqlHandler;
  readonly authenticate: Authenticate;
  /** The scheme that a 401 response asks for. */
  readonly authScheme: 'Bearer' | 'Basic';
  readonly comesThroughRouter: (header: string | string[] | undefined) => boolean;
  /** Null: browsers get no GraphiQL. */
  readonly graphiqlPage: Route | null;
  readonly allowGet: boolean;
};

const TOO_MANY_UNREAD_RESPONSES: HttpRejection = {
  ...TOO_MANY_CONNECTIONS,
  message: 'Too many answers wait to be read. Ask again in a moment.',
};

/** `/graphql`: the page for browsers, the preflight of CORS, and operations, which it checks and authenticates before it reads them. */
export function createGraphqlRoute(parts: GraphqlRouteParts, reject: Reject): Route {
  const { graphiqlPage, authScheme } = parts;

  const check = ({ request, hasBufferSpace }: Exchange): HttpRejection | null => {
    const rejection = checkRequest(request, { get: parts.allowGet });
    if (rejection) return rejection;
    if (!parts.comesThroughRouter(request.headers['x-router-secret'])) return rejectionOfCaller('not through the router', authScheme);
    return hasBufferSpace() ? null : TOO_MANY_UNREAD_RESPONSES;
  };

  const renew = async (authorization: string | undefined): Promise<Caller> => {
    try {
      return await parts.authenticate(authorization);
    } catch (error) {
      if (!(error instanceof AuthenticationError)) throw error;
      throw errorOfCaller(error.reason);
    }
  };

  return async (exchange) => {
    const { request, response, record } = exchange;
    if (graphiqlPage && request.method === 'GET' && wantsPage(request.headers.accept)) return await graphiqlPage(exchange);
    if (answersPreflight(request, response)) return;
    const rejection = check(exchange);
    if (rejection) return reject(exchange, rejection);
    try {
      const caller = await parts.authenticate(request.headers.authorization);
      record.caller = caller.identity;
      const signal = untilDisconnected(response);
      record.wantsFresh = wantsFresh(request.headers['cache-control']);
      await parts.handler(exchange, { caller, record, signal, renewCaller: () => renew(request.headers.authorization) });
    } catch (error) {
      if (!(error instanceof AuthenticationError)) throw error;
      reject(exchange, rejectionOfCaller(error.reason, authScheme, error.fault));
    }
  };
}

/** Aborts when the caller disconnects before its response; the deadline of the operation aborts it too. */
function untilDisconnected(response: ServerResponse): CancelSignal {
  const signal = new CancelSignal();
  response.once('close', () => {
    if (!response.writableFinished) signal.abort(new Failure('CANCELLED', { upstreamCause: 'CANCELLED' }));
  });
  return signal;
}

/** Directives of `cache-control` that bypass the cache. Browsers send `max-age=0` for fetch with `cache: 'no-cache'`. */
const FRESH = /^(?:no-cache|no-store|max-age *= *"?0+"?)$/;

const wantsFresh = (cacheControl = ''): boolean => cacheControl !== '' && readMembers(cacheControl).some(({ value }) => FRESH.test(value));
