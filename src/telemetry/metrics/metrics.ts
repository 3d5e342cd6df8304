import { collectDefaultMetrics, Registry } from 'prom-client';
import { createCounter } from './counters.ts';
import { createRequestMetrics } from './request-metrics.ts';
import { createUpstreamMetrics } from './upstream-metrics.ts';

/** One function for each event. Every label has a closed list of values, and none names a person, an office or an address. */
export type Metrics = ReturnType<typeof createMetrics>;

export type MetricsSettings = {
  /** Whether the metrics are exported. If not, the process itself is not measured. */
  readonly isRead: boolean;
  readonly operationNames: readonly string[];
  readonly requestCodes: readonly string[];
};

export function createMetrics({ isRead, ...named }: MetricsSettings) {
  const registry = new Registry();
  if (isRead) collectDefaultMetrics({ register: registry }); // including the event loop delay
  return {
    ...createRequestMetrics(registry, named),
    ...createUpstreamMetrics(registry),
    logLineDropped: createCounter(
      registry,
      'gateway_log_lines_dropped_total',
      'Log lines dropped because standard output was not read or could not be written.',
    ),
    /** The metrics in the text format of Prometheus. */
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
