import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { ENDPOINT_NAMES, type EndpointName, FUNCTION_GROUPS, type FunctionGroup } from '../../domain/endpoint.ts';
import { FAILURE_CODES, type FailureCode } from '../../domain/failure.ts';
import { STALE_REASONS, type StaleReason } from '../../domain/vitec-state.ts';
import { createCounter, createOutcomeCounter } from './counters.ts';

/** Calls that are open and that wait, and the concurrency limit. */
type QueueCount = { readonly open: number; readonly waiting: number; readonly limit: number };
/** Customers whose circuit breaker is open or half-open. */
type BreakerCount = { readonly open: number; readonly halfOpen: number };
/** Whose password Vitec refuses. */
const PASSWORD_OWNERS = ['gateway', 'caller'] as const;
type CountLockouts = (passwordOf: (typeof PASSWORD_OWNERS)[number], functionGroup: FunctionGroup) => number;

/** Metrics of the calls to Vitec, by endpoint where the endpoint makes a difference. */
export function createUpstreamMetrics(registry: Registry) {
  const registers = [registry];
  const attempts = createOutcomeCounter<EndpointName, FailureCode | 'OK'>(registry, {
    name: 'gateway_upstream_attempts_total',
    help: 'Attempts to call Vitec, by endpoint and outcome. CANCELLED: the caller left.',
    label: 'endpoint',
    values: ENDPOINT_NAMES,
    outcomes: ['OK', ...FAILURE_CODES],
  });
  const attemptSeconds = new Histogram({
    name: 'gateway_upstream_attempt_seconds',
    help: 'Duration of attempts to call Vitec, by endpoint. Cancelled attempts are not measured.',
    labelNames: ['endpoint'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  const waitSeconds = new Histogram({
    name: 'gateway_upstream_wait_seconds',
    help: 'Time that calls spent in the queue, whether or not they were sent.',
    buckets: [0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  const lookups = createOutcomeCounter<EndpointName, 'hit' | 'stale' | 'miss' | 'bypass'>(registry, {
    name: 'gateway_cache_lookups_total',
    help: 'Cache lookups, by endpoint. hit: fresh; stale: expired, within its grace; miss: no entry; bypass: a no-cache request.',
    label: 'endpoint',
    values: ENDPOINT_NAMES,
    outcomes: ['hit', 'stale', 'miss', 'bypass'],
  });
  const unknownRelations = new Counter({
    name: 'gateway_unknown_relations_total',
    help: 'Codes of relations, types, statuses and levels that the schema has no word for, shown as OTHER, by endpoint.',
    labelNames: ['endpoint'],
    registers,
  });

  const ignoredRows = new Counter({
    name: 'gateway_ignored_rows_total',
    help: 'Rows in answers of Vitec to a batch that were not asked for, by endpoint.',
    labelNames: ['endpoint'],
    registers,
  });

  const staleAnswers = new Counter({
    name: 'gateway_stale_answers_total',
    help: 'Stale answers that were shown, by endpoint and reason. SLOW: Vitec had not answered yet; FAILED: it could not be asked.',
    labelNames: ['endpoint', 'reason'],
    registers,
  });

  for (const endpoint of ENDPOINT_NAMES) {
    for (const reason of STALE_REASONS) staleAnswers.inc({ endpoint, reason }, 0);
    attemptSeconds.zero({ endpoint });
    ignoredRows.inc({ endpoint }, 0);
    unknownRelations.inc({ endpoint }, 0);
  }

  return {
    attempt(endpoint: EndpointName, outcome: FailureCode | 'OK', durationMs: number): void {
      attempts(endpoint, outcome);
      if (outcome !== 'CANCELLED') attemptSeconds.observe({ endpoint }, durationMs / 1_000); // its duration says when the caller left
    },
    waited: (waitedMs: number) => waitSeconds.observe(waitedMs / 1_000),
    retried: createCounter(registry, 'gateway_upstream_retries_total', 'Retries of calls to Vitec.'),
    reconnected: createCounter(
      registry,
      'gateway_upstream_reconnects_total',
      'Requests sent again over a new connection because the keep-alive connection had closed.',
    ),
    shared: createCounter(registry, 'gateway_upstream_shared_total', 'Callers that joined a call in progress.'),
    lookedUp: lookups,
    shownStale: (endpoint: EndpointName, reason: StaleReason) => staleAnswers.inc({ endpoint, reason }),
    unknownCodes: (endpoint: EndpointName, count: number) => unknownRelations.inc({ endpoint }, count),
    ignoredRows: (endpoint: EndpointName, count: number) => ignoredRows.inc({ endpoint }, count),
    redisFault: createCounter(registry, 'gateway_redis_faults_total', 'Failed uses of Redis.'),
    watchQueue: (read: () => QueueCount) => watchQueue(registry, read),
    watchBreakers: (read: () => BreakerCount) => watchBreakers(registry, read),
    watchLockouts: (read: CountLockouts) => watchLockouts(registry, read),
  };
}

function watchQueue(registry: Registry, read: () => QueueCount): void {
  const watch = (name: string, help: string, count: keyof QueueCount) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read()[count]);
      },
    });
  watch('gateway_upstream_calls_open', 'Calls to Vitec in progress.', 'open');
  watch('gateway_upstream_calls_waiting', 'Calls in the queue.', 'waiting');
  watch('gateway_upstream_concurrency_limit', 'Limit of concurrent calls to Vitec (VITEC_MAX_CONCURRENCY).', 'limit');
}

function watchBreakers(registry: Registry, read: () => BreakerCount): void {
  new Gauge({
    name: 'gateway_upstream_breakers',
    help: 'Customers whose circuit breaker is not closed. open: not called; half_open: one probe call.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { open, halfOpen } = read();
      this.set({ state: 'open' }, open);
      this.set({ state: 'half_open' }, halfOpen);
    },
  });
}

function watchLockouts(registry: Registry, read: CountLockouts): void {
  new Gauge({
    name: 'gateway_upstream_lockouts',
    help: 'Lockouts: what Vitec is not asked for because it refused it. gateway: customers; caller: passwords and user names of callers.',
    labelNames: ['password_of', 'function_group'],
    registers: [registry],
    collect() {
      for (const passwordOf of PASSWORD_OWNERS)
        for (const functionGroup of FUNCTION_GROUPS)
          this.set({ password_of: passwordOf, function_group: functionGroup }, read(passwordOf, functionGroup));
    },
  });
}
