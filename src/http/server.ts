import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Caller } from '../access/caller.ts';
import { Failure } from '../domain/failure.ts';
import { checkRequest } from './check-request.ts';
import { toRequestId } from './request-id.ts';
import { respondJson, respondRefusal } from './respond.ts';
import type { RequestContext } from './yoga.ts';

export type ServerParts = {
  readonly graphql: (request: IncomingMessage, response: ServerResponse, context: RequestContext) => unknown;
  /** Who calls; throws UNAUTHENTICATED. */
  readonly authenticate: (request: IncomingMessage) => Promise<Caller>;
  readonly allowGet: boolean;
  readonly graphiql: boolean;
  readonly isReady: () => boolean;
};

/** Every request, from the first check to the answer. What is true of requests as such is decided here, before GraphQL. */
export function createHttpServer(parts: ServerParts): Server {
  return createServer(async (request, response) => {
    const requestId = toRequestId(request.headers['x-request-id']);
    response.setHeader('x-request-id', requestId);
    response.setHeader('x-content-type-options', 'nosniff');
    switch (new URL(request.url ?? '/', 'http://gateway').pathname) {
      case '/graphql':
        return await answerGraphql(request, response, requestId, parts);
      case '/health':
        return respondJson(response, 200, { status: 'ok' });
      case '/ready':
        return respondJson(response, parts.isReady() ? 200 : 503, { status: parts.isReady() ? 'ready' : 'stopping' });
      default:
        return respondRefusal(response, { status: 404, code: 'NOT_FOUND', message: 'Nothing is here. GraphQL is at /graphql.' }, requestId);
    }
  });
}

async function answerGraphql(request: IncomingMessage, response: ServerResponse, requestId: string, parts: ServerParts): Promise<void> {
  const refusal = checkRequest(request, { get: parts.allowGet, page: parts.graphiql });
  if (refusal) return respondRefusal(response, refusal, requestId);
  response.setHeader('cache-control', 'no-store');
  try {
    const caller = await parts.authenticate(request);
    await parts.graphql(request, response, { requestId, caller });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    respondRefusal(
      response,
      { status: 401, code: error.code, message: error.message, headers: { 'www-authenticate': 'Bearer' } },
      requestId,
    );
  }
}
