import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
import { createRequestMetrics } from './request-metrics.ts';
import { createUpstreamMetrics } from './upstream-metrics.ts';

/** What is counted, one function an event. Every label has a closed list of values, and none names a person, an office or an address. */
export type Metrics = ReturnType<typeof createMetrics>;

export type MetricsSettings = {
  /** Whether anybody reads them: else the process itself is not measured. */
  readonly isRead: boolean;
  readonly operationNames: readonly string[];
  readonly requestCodes: readonly string[];
};

export function createMetrics({ isRead, ...named }: MetricsSettings) {
  const registry = new Registry();
  if (isRead) collectDefaultMetrics({ register: registry }); // among them the delay of the event loop
  const logLinesDropped = new Counter({
    name: 'gateway_log_lines_dropped_total',
    help: 'Lines of the log that were dropped, since nobody read standard output or it could not be written to.',
    registers: [registry],
  });
  return {
    ...createRequestMetrics(registry, named),
    ...createUpstreamMetrics(registry),
    logLineDropped: () => logLinesDropped.inc(),
    /** The text that Prometheus reads. */
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
