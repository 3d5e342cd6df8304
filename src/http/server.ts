import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Authenticate, Refused } from '../access/authentication.ts';
import { checkRequest } from './check-request.ts';
import { refusalOfCaller } from './refuse-caller.ts';
import { toRequestId } from './request-id.ts';
import { respondJson, respondRefusal } from './respond.ts';
import type { RequestContext } from './yoga.ts';

export type ServerParts = {
  readonly graphql: (request: IncomingMessage, response: ServerResponse, context: RequestContext) => unknown;
  readonly authenticate: Authenticate;
  /** What a caller that is not let in is asked for. */
  readonly authScheme: 'Bearer' | 'Basic';
  readonly comesThroughRouter: (header: string | string[] | undefined) => boolean;
  /** The page of GraphiQL, where a browser may have it. */
  readonly graphiqlPage: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  readonly allowGet: boolean;
  readonly isReady: () => boolean;
};

/** Every request, from the first check to the answer. What is true of requests as such is decided here, before GraphQL. */
export function createHttpServer(parts: ServerParts): Server {
  return createServer(async (request, response) => {
    const requestId = toRequestId(request.headers['x-request-id']);
    response.setHeader('x-request-id', requestId);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    response.setHeader('cache-control', 'no-store');
    switch (request.url?.split('?')[0]) {
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
  if (parts.graphiqlPage && request.method === 'GET' && request.headers.accept?.includes('text/html'))
    return parts.graphiqlPage(request, response);
  const refusal = checkRequest(request, { get: parts.allowGet });
  if (refusal) return respondRefusal(response, refusal, requestId);
  if (!parts.comesThroughRouter(request.headers['x-router-secret']))
    return respondRefusal(response, refusalOfCaller('missing', parts.authScheme), requestId);
  try {
    const caller = await parts.authenticate(request.headers.authorization);
    await parts.graphql(request, response, { requestId, caller });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    respondRefusal(response, refusalOfCaller(error.reason, parts.authScheme), requestId);
  }
}
