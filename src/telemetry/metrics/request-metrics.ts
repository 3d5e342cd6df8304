import { Counter, Histogram, type Registry } from 'prom-client';
import type { Answer } from '../../domain/answer.ts';
import type { EndpointName } from '../../domain/endpoint.ts';
import { FAILURE_CODES, type FailureCode, PUBLIC_CODES } from '../../domain/failure.ts';
import { createEndpointCounter } from './endpoint-counter.ts';
import { createLabelCounter } from './label-counter.ts';

/** ok: nothing failed; errors: some fields are null because of a failure; refused: the response has no data. */
const OUTCOMES = ['ok', 'errors', 'refused'] as const;
export type OperationOutcome = (typeof OUTCOMES)[number];

/** Callers choose operation names freely, so only names in trusted documents are labels. */
const OTHER = 'other';

type RequestMetricsOptions = {
  /** Names in the trusted documents. */
  readonly operationNames: readonly string[];
  /** Codes of rejected requests, in addition to those of failures. */
  readonly requestCodes: readonly string[];
};

type Measured = { readonly counts: Record<OperationOutcome, number>; readonly seconds: { readonly observe: (seconds: number) => void } };

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
  const ofOperation = new Map<string, Measured>();
  for (const operation of [...operationNames, OTHER]) {
    seconds.zero({ operation });
    ofOperation.set(operation, { counts: { ok: 0, errors: 0, refused: 0 }, seconds: seconds.labels({ operation }) });
  }
  new Counter({
    name: 'gateway_operations_total',
    help: 'Operations, by name (other: in no trusted document) and outcome.',
    labelNames: ['operation', 'outcome'],
    registers,
    collect() {
      this.reset();
      for (const [operation, { counts }] of ofOperation) for (const outcome of OUTCOMES) this.inc({ operation, outcome }, counts[outcome]);
    },
  });
  const contacts = createEndpointCounter<Answer<unknown>['state'] | FailureCode>(registry, {
    name: 'gateway_contacts_total',
    help: 'Contacts that operations loaded, by endpoint and outcome.',
    outcomes: ['FRESH', 'CACHED', 'STALE', ...FAILURE_CODES],
  });
  const requestRejected = createLabelCounter<string>(registry, {
    name: 'gateway_refused_requests_total',
    help: 'Requests rejected as a whole, by code.',
    label: 'code',
    values: [...PUBLIC_CODES, ...requestCodes],
  });
  const bugs = new Counter({
    name: 'gateway_internal_errors_total',
    help: 'Unexpected errors of the gateway, each with a line in the log.',
    registers,
  });
  const notifications = createLabelCounter<'taken' | 'ignored' | 'refused'>(registry, {
    name: 'gateway_notifications_total',
    help: "Vitec's notifications. ignored: they concern no cache entry; refused: without the secret.",
    label: 'outcome',
    values: ['taken', 'ignored', 'refused'],
  });

  return {
    operation(name: string | null, outcome: OperationOutcome, durationMs: number): void {
      const measured = ofOperation.get(name ?? OTHER) ?? ofOperation.get(OTHER);
      if (!measured) return;
      measured.counts[outcome] += 1;
      measured.seconds.observe(durationMs / 1_000);
    },
    loaded: (endpoint: EndpointName, state: Answer<unknown>['state']) => contacts(endpoint, state),
    loadFailed: (endpoint: EndpointName, code: FailureCode) => contacts(endpoint, code),
    requestRejected,
    bug: () => bugs.inc(),
    notification: notifications,
  };
}
