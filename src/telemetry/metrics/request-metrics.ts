import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Answer } from '../../domain/answer.ts';
import { ENDPOINT_NAMES, type EndpointName } from '../../domain/endpoint.ts';
import { FAILURE_CODES, type FailureCode, PUBLIC_CODES } from '../../domain/failure.ts';
import { NOTIFICATION_OUTCOMES, type NotificationOutcome } from '../../domain/notification.ts';
import { STREAM_ENDS } from '../../domain/stream-end.ts';
import { createCounter, createOutcomeCounter } from './counters.ts';

/** ok: nothing failed; errors: some fields are null because of a failure; refused: the response has no data. */
const OUTCOMES = ['ok', 'errors', 'refused'] as const;
export type OperationOutcome = (typeof OUTCOMES)[number];

/** How a subscription ends. */
const STREAM_END_CODES: ReadonlySet<string> = new Set([
  'CLIENT_LEFT',
  ...Object.keys(STREAM_ENDS),
  'UNAUTHENTICATED',
  'AUTHENTICATION_UNAVAILABLE',
  'ACCESS_TRAIL_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
]);

/** Callers choose operation names freely, so only names in trusted documents are labels. */
const OTHER = 'other';

type RequestMetricsOptions = {
  /** Names in the trusted documents. */
  readonly operationNames: readonly string[];
  /** Codes of rejected requests, in addition to those of failures. */
  readonly requestCodes: readonly string[];
};

/** Metrics of requests, operations and contacts. */
export function createRequestMetrics(registry: Registry, { operationNames, requestCodes }: RequestMetricsOptions) {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'gateway_operation_seconds',
    help: 'Time from request to response, by operation.',
    labelNames: ['operation'],
    buckets: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  const operationLabels = new Set([...operationNames, OTHER]);
  for (const operation of operationLabels) seconds.zero({ operation });
  const operations = createOutcomeCounter<string, OperationOutcome>(registry, {
    name: 'gateway_operations_total',
    help: 'Operations, by name (other: in no trusted document) and outcome.',
    label: 'operation',
    values: [...operationLabels],
    outcomes: OUTCOMES,
  });
  const contacts = createOutcomeCounter<EndpointName, Answer<unknown>['state'] | FailureCode>(registry, {
    name: 'gateway_contacts_total',
    help: 'Contacts, estates and searches that operations loaded, by endpoint and outcome.',
    label: 'endpoint',
    values: ENDPOINT_NAMES,
    outcomes: ['FRESH', 'CACHED', 'STALE', ...FAILURE_CODES],
  });
  const rejected = new Counter({
    name: 'gateway_refused_requests_total',
    help: 'Requests rejected as a whole, by code.',
    labelNames: ['code'],
    registers,
  });
  const codes = new Set<string>([...PUBLIC_CODES, ...requestCodes]);
  for (const code of codes) rejected.inc({ code }, 0);
  const notifications = new Counter({
    name: 'gateway_notifications_total',
    help: "Vitec's notifications. ignored: of no cache entry; unknown: of no known form; unreadable: rejected; refused: without the secret.",
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of NOTIFICATION_OUTCOMES) notifications.inc({ outcome }, 0);

  const streams = new Gauge({ name: 'gateway_open_streams', help: 'Subscriptions that are open.', registers });

  const streamEnds = new Counter({
    name: 'gateway_stream_ends_total',
    help: 'Subscriptions that ended, by code. CLIENT_LEFT: the client closed its connection, or read nothing.',
    labelNames: ['code'],
    registers,
  });
  for (const code of STREAM_END_CODES) streamEnds.inc({ code }, 0);

  return {
    /** A code of an error, or CLIENT_LEFT. */
    streamEnded(code: string): void {
      streamEnds.inc({ code: STREAM_END_CODES.has(code) ? code : OTHER });
    },
    openStreams: (count: number) => streams.set(count),
    operation(name: string | null, outcome: OperationOutcome, durationMs: number): void {
      const operation = name !== null && operationLabels.has(name) ? name : OTHER;
      operations(operation, outcome);
      seconds.observe({ operation }, durationMs / 1_000);
    },
    loaded: contacts,
    requestRejected(code: string): void {
      if (codes.has(code)) rejected.inc({ code });
    },
    bug: createCounter(registry, 'gateway_internal_errors_total', 'Unexpected errors of the gateway, each with a line in the log.'),
    notification: (outcome: NotificationOutcome) => notifications.inc({ outcome }),
  };
}
