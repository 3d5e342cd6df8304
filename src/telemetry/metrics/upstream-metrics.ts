import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { FAILURES, type FailureCode } from '../../domain/failure.ts';
import { createCounts } from './label-counter.ts';

/** How many calls are open and wait, and how many may be open. */
type QueueCount = { readonly open: number; readonly waiting: number; readonly slots: number };
/** How many customers are left alone now, and for how many the next call tells whether they are well again. */
type BreakerCount = { readonly open: number; readonly halfOpen: number };

const FAILURE_CODES = Object.keys(FAILURES) as FailureCode[];

/** What is counted of the care for Vitec. What can be read when Prometheus asks costs a call nothing. */
export function createUpstreamMetrics(registry: Registry) {
  const registers = [registry];
  const attempts = createCounts<FailureCode | 'OK'>(registry, {
    name: 'gateway_upstream_attempts_total',
    help: 'Attempts to ask Vitec, by outcome.',
    label: 'outcome',
    values: ['OK', ...FAILURE_CODES],
  });
  const attemptSeconds = new Histogram({
    name: 'gateway_upstream_attempt_seconds',
    help: 'Seconds that an attempt to ask Vitec took.',
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  const waitSeconds = new Histogram({
    name: 'gateway_upstream_wait_seconds',
    help: 'Seconds that a call waited in the queue, whether it began or not.',
    buckets: [0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  const retries = new Counter({ name: 'gateway_upstream_retries_total', help: 'Attempts that came after a failed one.', registers });
  const reconnects = new Counter({
    name: 'gateway_upstream_reconnects_total',
    help: 'Requests sent once more over a new connection, since the kept one had ended.',
    registers,
  });
  const shared = new Counter({
    name: 'gateway_upstream_shared_total',
    help: 'Callers who shared a call that another had begun.',
    registers,
  });
  const lookups = createCounts<'hit' | 'stale' | 'miss'>(registry, {
    name: 'gateway_cache_lookups_total',
    help: 'Looks into what is kept: hit, still good; stale, older, so Vitec is asked; miss, nothing.',
    label: 'outcome',
    values: ['hit', 'stale', 'miss'],
  });
  const unknownRelations = new Counter({
    name: 'gateway_unknown_relations_total',
    help: 'Rows whose relation Vitec names by a word that the schema has none for, shown as OTHER.',
    registers,
  });
  const redisFaults = new Counter({ name: 'gateway_redis_faults_total', help: 'Times that Redis could not be used.', registers });

  return {
    attempt(outcome: FailureCode | 'OK', durationMs: number): void {
      attempts(outcome);
      attemptSeconds.observe(durationMs / 1_000);
    },
    waited: (waitedMs: number) => waitSeconds.observe(waitedMs / 1_000),
    retried: () => retries.inc(),
    reconnected: () => reconnects.inc(),
    shared: () => shared.inc(),
    lookedUp: lookups,
    unknownRelations: (count: number) => unknownRelations.inc(count),
    redisFault: () => redisFaults.inc(),
    watchQueue: (read: () => QueueCount) => watchQueue(registry, read),
    watchBreakers: (read: () => BreakerCount) => watchBreakers(registry, read),
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
  watch('gateway_upstream_calls_open', 'Calls to Vitec that are open.', 'open');
  watch('gateway_upstream_calls_waiting', 'Calls that wait for a slot or a permit.', 'waiting');
  watch('gateway_upstream_slots', 'Calls to Vitec that may be open at once.', 'slots');
}

function watchBreakers(registry: Registry, read: () => BreakerCount): void {
  new Gauge({
    name: 'gateway_upstream_breakers',
    help: 'Customers whose breaker is not closed. open: left alone; half_open: the next call, or one under way, tells whether they are well.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { open, halfOpen } = read();
      this.set({ state: 'open' }, open);
      this.set({ state: 'half_open' }, halfOpen);
    },
  });
}
