import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type Authenticate, AuthenticationError } from '../../access/authentication.ts';
import { credentialsOf } from '../../access/credentials-header.ts';
import { CancelSignal } from '../../domain/cancel-signal.ts';
import { Failure } from '../../domain/failure.ts';
import type { RequestContext } from '../../graphql/execution/engine.ts';
import type { Log } from '../../telemetry/logging/log.ts';
import { createRequestRecord, type RequestRecord } from '../../telemetry/logging/request-record.ts';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import { rejectionOfCaller } from '../routes/caller-rejection.ts';
import { checkRequest, type HttpRejection } from '../routes/check-request.ts';
import { allowOrigins, answersPreflight } from '../routes/cors.ts';
import type { Page } from '../routes/html-page.ts';
import { respondMetrics } from '../routes/metrics.ts';
import { givenSecret, isWebhook, type Notification, readNotifications } from '../routes/notifications.ts';
import { wantsFresh } from '../routes/wants-fresh.ts';
import { wantsPage } from './accept.ts';
import { checkMessage } from './check-message.ts';
import { answerClientError, answerConnect } from './client-error.ts';
import { limitConnections, TOO_MANY_CONNECTIONS } from './connections.ts';
import { createPipelining } from './pipelining.ts';
import { toRequestId } from './request-id.ts';
import { type RequestTarget, readTarget, withoutEndSlash } from './request-target.ts';
import { respondJson, respondRejection } from './respond.ts';
import { limitSlowReaders } from './slow-readers.ts';

type HttpLimits = {
  readonly maxConnections: number;
  readonly maxHeaderBytes: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
};

export type ServerParts = {
  readonly graphql: (request: IncomingMessage, response: ServerResponse, context: RequestContext) => Promise<void>;
  readonly authenticate: Authenticate;
  /** What a caller that is not let in is asked for. */
  readonly authScheme: 'Bearer' | 'Basic';
  readonly comesThroughRouter: (header: string | string[] | undefined) => boolean;
  /** The page of GraphiQL, where a browser may have it. */
  readonly graphiqlPage: Page | null;
  /** What stands at `/`: the demo's page. */
  readonly frontPage: Page | null;
  readonly allowGet: boolean;
  readonly corsOrigins: readonly string[];
  readonly limits: HttpLimits;
  /** Null: notifications are not taken. */
  readonly webhook: { readonly isSecret: (given: string) => boolean; readonly onNotification: (notification: Notification) => void } | null;
  /** Tells whether this opens `/metrics` here; null: nothing does. */
  readonly isMetricsToken: ((given: string) => boolean) | null;
  readonly isReady: () => boolean;
  readonly log: Log;
  readonly metrics: Metrics;
};

/** An idle connection outlives those of load balancers (60 s), so that none sends a request into one that is being closed. */
const KEEP_ALIVE_MS = 65_000;
/** How often slow senders are looked for; nobody is cut off earlier than it is due. */
const CHECK_MS = 250;
/** The largest answers, some twenty of them, may wait for their readers. */
const SLOW_READER_LIMITS = { timeoutMs: 30_000, maxUnreadBytes: 256 * 1024 * 1024 } as const;
const TOO_MANY_UNREAD_RESPONSES: HttpRejection = {
  ...TOO_MANY_CONNECTIONS,
  message: 'Too many answers wait to be read. Ask again in a moment.',
};

/** Every request, from the first check to the answer. What is true of requests as such is decided here, before GraphQL. */
export function createHttpServer(parts: ServerParts): Server {
  const {
    maxConnections,
    maxHeaderBytes: maxHeaderSize,
    headersTimeoutMs: headersTimeout,
    requestTimeoutMs: requestTimeout,
  } = parts.limits;
  const options = {
    headersTimeout,
    requestTimeout,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: CHECK_MS,
    maxHeaderSize,
    requireHostHeader: false, // checkMessage does it, and answers with a code
  };
  const server = createServer(options, (request, response) => {
    const target = readTarget(request.url ?? '/');
    const path = withoutEndSlash(target?.path ?? '');
    if (path === '/graphql') allowOrigins(request, response, parts.corsOrigins); // a page must be able to read rejections too
    // whoever runs containers would take a busy gateway for a dead one
    if (isShed(request.socket) && path !== '/health') {
      parts.metrics.requestRejected(TOO_MANY_CONNECTIONS.code);
      return respondRejection(response, TOO_MANY_CONNECTIONS, toRequestId(undefined));
    }
    const record = createRequestRecord(toRequestId(request.headers['x-request-id']), performance.now());
    if (!parts.isReady()) response.setHeader('connection', 'close');
    response.setHeader('x-request-id', record.requestId);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    response.setHeader('cache-control', 'no-store');
    pipelining.enqueue(request, response, () => {
      // what is thrown in here and caught nowhere would end the process
      route({ request, response, record, target }, { ...parts, hasBufferSpace }).catch((bug: unknown) =>
        answerBug(request, response, record, parts, bug),
      );
    });
  });
  // Node would answer an expectation that it does not know itself, and without a code
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy()); // an error without a listener would end the process
    pipelining.afterCompleteRequests(socket as Socket, () => answerConnect(socket, parts.metrics.requestRejected));
  });
  const pipelining = createPipelining();
  const hasBufferSpace = limitSlowReaders(server, SLOW_READER_LIMITS);
  const isShed = limitConnections(server, maxConnections);
  server.on('clientError', (error, socket) =>
    pipelining.afterCompleteRequests(socket as Socket, () => answerClientError(error, socket, parts.metrics.requestRejected)),
  );
  return server;
}

type Routed = ServerParts & { readonly hasBufferSpace: () => boolean };
type Arrived = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly record: RequestRecord;
  /** Null: not one that a server takes. */
  readonly target: RequestTarget | null;
};

async function route({ request, response, record, target }: Arrived, parts: Routed): Promise<void> {
  const rejection = checkMessage(request, target);
  if (rejection || !target) return reject(response, rejection ?? NOT_FOUND, record, parts);
  const path = withoutEndSlash(target.path);
  if (path === '/graphql') return await answerGraphql(request, response, record, parts);
  if (path === '/' && request.method === 'GET' && parts.frontPage) return parts.frontPage(request, response);
  if (path === '/health') return respondJson(response, 200, { status: 'ok' });
  if (path === '/ready') return respondJson(response, parts.isReady() ? 200 : 503, { status: parts.isReady() ? 'ready' : 'stopping' });
  if (parts.webhook && isWebhook(target.path))
    return await answerWebhook(request, response, record, { target, webhook: parts.webhook }, parts);
  if (parts.isMetricsToken && path === '/metrics' && request.method === 'GET')
    return await answerMetrics(request, response, record, parts.isMetricsToken, parts);
  parts.metrics.requestRejected('NOT_FOUND');
  respondRejection(response, NOT_FOUND, record.requestId);
}

const NOT_FOUND: HttpRejection = { status: 404, code: 'NOT_FOUND', message: 'Nothing is here. GraphQL is at /graphql.' };

/** A sender that has left in the midst of its request is no bug; the rest is, and is told as such. */
function answerBug(
  { destroyed, complete }: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
  { log, metrics }: ServerParts,
  bug: unknown,
): void {
  if (destroyed && !complete) return;
  metrics.bug();
  log.bug(record, bug);
  if (response.headersSent) response.destroy();
  else
    respondRejection(
      response,
      { status: 500, code: 'INTERNAL_SERVER_ERROR', message: 'Unexpected error. The request id finds it in the log.' },
      record.requestId,
    );
}

async function answerMetrics(
  request: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
  isToken: (given: string) => boolean,
  parts: ServerParts,
): Promise<void> {
  const given = credentialsOf(request.headers.authorization, 'Bearer');
  if (given !== null && isToken(given)) return await respondMetrics(response, parts.metrics);
  reject(response, rejectionOfCaller(given === null ? 'missing' : 'invalid', 'Bearer'), record, parts);
}

/** Vitec counts a late answer for none: it is answered as soon as it has been read. */
async function answerWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  record: RequestRecord,
  { target, webhook }: { readonly target: RequestTarget; readonly webhook: NonNullable<ServerParts['webhook']> },
  parts: ServerParts,
): Promise<void> {
  const { log, metrics } = parts;
  if (!webhook.isSecret(givenSecret(request, target.path))) {
    metrics.notification('refused');
    return respondRejection(response, rejectionOfCaller('missing', 'Bearer'), record.requestId);
  }
  if (request.method !== 'POST')
    return respondRejection(
      response,
      { status: 405, code: 'METHOD_NOT_ALLOWED', message: 'Send a POST request.', headers: { allow: 'POST' } },
      record.requestId,
    );
  const read = await readNotifications(request, target);
  if ('rejection' in read) return reject(response, read.rejection, record, parts);
  const { notifications } = read;
  response.writeHead(204).end();
  log.notification(record, notifications.length > 0);
  metrics.notification(notifications.length > 0 ? 'taken' : 'ignored');
  for (const notification of notifications) webhook.onNotification(notification);
}

async function answerGraphql(request: IncomingMessage, response: ServerResponse, record: RequestRecord, parts: Routed): Promise<void> {
  if (parts.graphiqlPage && request.method === 'GET' && wantsPage(request.headers.accept)) return parts.graphiqlPage(request, response);
  if (answersPreflight(request, response)) return;
  const rejection = checkRequest(request, { get: parts.allowGet });
  if (rejection) return reject(response, rejection, record, parts);
  if (!parts.comesThroughRouter(request.headers['x-router-secret']))
    return reject(response, rejectionOfCaller('not through the router', parts.authScheme), record, parts);
  if (!parts.hasBufferSpace()) return reject(response, TOO_MANY_UNREAD_RESPONSES, record, parts);
  try {
    const caller = await parts.authenticate(request.headers.authorization);
    await parts.graphql(request, response, {
      caller,
      record,
      wantsFresh: wantsFresh(request.headers['cache-control']),
      signal: untilGone(response),
    });
  } catch (error) {
    if (!(error instanceof AuthenticationError)) throw error;
    reject(response, rejectionOfCaller(error.reason, parts.authScheme), record, parts);
  }
}

function reject(response: ServerResponse, rejection: HttpRejection, record: RequestRecord, { log, metrics }: ServerParts): void {
  log.requestRejected(record, rejection);
  metrics.requestRejected(rejection.code);
  respondRejection(response, rejection, record.requestId);
}

/** Aborts when the caller leaves before its answer; the operation's deadline aborts it too. */
function untilGone(response: ServerResponse): CancelSignal {
  const signal = new CancelSignal();
  response.once('close', () => {
    if (!response.writableFinished) signal.abort(new Failure('CANCELLED', { upstreamCause: 'CANCELLED' }));
  });
  return signal;
}
