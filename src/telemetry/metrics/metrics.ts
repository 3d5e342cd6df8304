import { Counter, collectDefaultMetrics, Registry } from 'prom-client';
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
    trailLine: createTrailCounter(registry),
    /** The metrics in the text format of Prometheus. */
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** written; lost: the operation was answered without its line; refused: it was refused, since the trail is required. */
const TRAIL_OUTCOMES = ['written', 'lost', 'refused'] as const;

function createTrailCounter(registry: Registry): (outcome: (typeof TRAIL_OUTCOMES)[number]) => void {
  const lines = new Counter({
    name: 'gateway_access_trail_lines_total',
    help: 'Lines of the access trail. lost: not written, the operation was answered; refused: not written, the operation was refused.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of TRAIL_OUTCOMES) lines.inc({ outcome }, 0);
  return (outcome) => lines.inc({ outcome });
}
