import type { ServerResponse } from 'node:http';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';

/** Answers what Prometheus reads. */
export async function respondMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  const text = await metrics.text();
  response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text);
}
