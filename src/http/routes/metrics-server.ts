import { createServer, type Server } from 'node:http';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import { readTarget, withoutEndSlash } from '../server/request-target.ts';
import { respondMetrics } from './metrics.ts';

/** `/metrics` without a token, on a port that callers must not reach. */
export const createMetricsServer = (metrics: Metrics): Server =>
  createServer(({ url }, response) => {
    if (withoutEndSlash(readTarget(url ?? '')?.path ?? '') !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    respondMetrics(response, metrics).catch(() => response.writeHead(500).end());
  });
