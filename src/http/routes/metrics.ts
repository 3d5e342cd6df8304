import { createServer, type Server, type ServerResponse } from 'node:http';
import { credentialsOf } from '../../access/credentials-header.ts';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import type { Route } from '../server/exchange.ts';
import type { Reject } from '../server/reject.ts';
import { readTarget, withoutEndSlash } from '../server/request-target.ts';
import { rejectionOfCaller } from './caller-rejection.ts';

/** `/metrics` for requests with the token. */
export const createMetricsRoute =
  (isToken: (token: string) => boolean, { reject, metrics }: { readonly reject: Reject; readonly metrics: Metrics }): Route =>
  async (exchange) => {
    const token = credentialsOf(exchange.request.headers.authorization, 'Bearer');
    if (token !== null && isToken(token)) return await respondMetrics(exchange.response, metrics);
    reject(exchange, rejectionOfCaller(token === null ? 'missing' : 'invalid', 'Bearer'));
  };

/** `/metrics` without a token, on a port that callers must not reach. */
export const createMetricsServer = (metrics: Metrics): Server =>
  createServer(({ url }, response) => {
    if (withoutEndSlash(readTarget(url ?? '')?.path ?? '') !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    respondMetrics(response, metrics).catch(() => response.writeHead(500).end());
  });

/** Responds in the text format of Prometheus. */
async function respondMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  const text = await metrics.text();
  response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text);
}
