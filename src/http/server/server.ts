import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Log } from '../../telemetry/logging/log.ts';
import { createRequestRecord, type RequestRecord } from '../../telemetry/logging/request-record.ts';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import { checkMessage, INVALID_TARGET } from './check-message.ts';
import { answerClientError, answerConnect } from './client-error.ts';
import { limitConnections, TOO_MANY_CONNECTIONS } from './connections.ts';
import type { Route } from './exchange.ts';
import type { HttpRejection } from './http-rejection.ts';
import { createPipelining } from './pipelining.ts';
import { createReject } from './reject.ts';
import { toRequestId } from './request-id.ts';
import { type RequestTarget, readTarget, withoutEndSlash } from './request-target.ts';
import { respondRejection } from './respond.ts';
import { limitSlowReaders } from './slow-readers.ts';

type HttpLimits = {
  readonly maxConnections: number;
  readonly maxHeaderBytes: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
};

/** The routes behind the server. A path is given without a slash at its end. */
export type Router = {
  readonly route: Route;
  /** Sets the headers that every response of a path needs, rejections by the server included. */
  readonly setHeaders: (path: string, request: IncomingMessage, response: ServerResponse) => void;
  /** Whether a path is answered on connections beyond the limit too. */
  readonly isServedWhenFull: (path: string) => boolean;
};

export type ServerParts = {
  readonly router: Router;
  readonly limits: HttpLimits;
  /** While this is false, a connection is closed after its response. */
  readonly isReady: () => boolean;
  readonly log: Log;
  readonly metrics: Metrics;
};

/** Longer than the idle timeout of load balancers (60 s): they must not send a request into a connection that is being closed. */
const KEEP_ALIVE_MS = 65_000;
/** How often Node checks the timeouts of requests. */
const CHECK_MS = 250;
/** Unread responses: about twenty of the largest. */
const SLOW_READER_LIMITS = { timeoutMs: 30_000, maxUnreadBytes: 256 * 1024 * 1024 } as const;
const INTERNAL_SERVER_ERROR: HttpRejection = {
  code: 'INTERNAL_SERVER_ERROR',
  message: 'Unexpected error. The request id finds it in the log.',
};

/** An HTTP/1.1 server that limits connections, pipelining and slow readers, checks each message, and passes it to the router. */
export function createHttpServer({ router, limits, isReady, log, metrics }: ServerParts): Server {
  const options = {
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: CHECK_MS,
    maxHeaderSize: limits.maxHeaderBytes,
    requireHostHeader: false, // checkMessage rejects a missing Host with a code
  };
  const server = createServer(options, (request, response) => {
    const target = readTarget(request.url ?? '/');
    const path = withoutEndSlash(target?.path ?? '');
    router.setHeaders(path, request, response);
    if (isBeyondLimit(request.socket) && !router.isServedWhenFull(path)) {
      metrics.requestRejected(TOO_MANY_CONNECTIONS.code);
      return respondRejection(response, TOO_MANY_CONNECTIONS, toRequestId(undefined));
    }
    const record = createRequestRecord(toRequestId(request.headers['x-request-id']), performance.now());
    if (!isReady()) response.setHeader('connection', 'close');
    response.setHeader('x-request-id', record.requestId);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    response.setHeader('cache-control', 'no-store');
    pipelining.enqueue(request, response, () => {
      // an unhandled rejection would end the process
      answer(request, response, target, record).catch((error: unknown) => answerUnexpectedError(request, response, record, error));
    });
  });
  const reject = createReject(log, metrics);
  const pipelining = createPipelining();
  const hasBufferSpace = limitSlowReaders(server, SLOW_READER_LIMITS);
  const isBeyondLimit = limitConnections(server, limits.maxConnections);

  const answer = async (request: IncomingMessage, response: ServerResponse, target: RequestTarget | null, record: RequestRecord) => {
    if (target === null) return reject({ response, record }, INVALID_TARGET);
    const rejection = checkMessage(request);
    if (rejection) return reject({ response, record }, rejection);
    await router.route({ request, response, target, record, hasBufferSpace });
  };

  const answerUnexpectedError = (request: IncomingMessage, response: ServerResponse, record: RequestRecord, error: unknown): void => {
    if (request.destroyed && !request.complete) return; // the client disconnected before it had sent all of the request
    metrics.bug();
    log.bug(record, error);
    if (response.headersSent) response.destroy();
    else respondRejection(response, INTERNAL_SERVER_ERROR, record.requestId);
  };

  // Node answers an unknown expectation without a code; checkMessage answers it with one
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('connect', (_request, socket) => {
    socket.on('error', () => socket.destroy()); // an 'error' event without a listener would end the process
    pipelining.afterCompleteRequests(socket as Socket, () => answerConnect(socket, metrics.requestRejected));
  });
  /** Node tells of each further byte too, and a stream before it may last for hours. */
  const faulty = new WeakSet<Duplex>();
  server.on('clientError', (error, socket) => {
    if (faulty.has(socket)) return;
    faulty.add(socket);
    pipelining.afterCompleteRequests(socket as Socket, () => answerClientError(error, socket, metrics.requestRejected));
  });
  return server;
}
