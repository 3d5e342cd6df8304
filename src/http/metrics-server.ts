import { createServer, type Server } from 'node:http';
import type { Metrics } from '../telemetry/metrics.ts';

/** `/metrics` on a port of its own, which is not for callers. */
export const createMetricsServer = (metrics: Metrics): Server =>
  createServer(({ url }, response) => {
    if (url?.split('?')[0] !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.text().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text),
      () => response.writeHead(500).end(),
    );
  });
