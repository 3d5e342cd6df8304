import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { FailureCode } from '../domain/failure.ts';
import type { PartyRolesAnswer } from '../domain/party-roles-answer.ts';

/** What is counted, one function an event. Every label has few values, and none names a person, an office or an address. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry }); // among them the delay of the event loop
  const registers = [registry];
  const contacts = new Counter({
    name: 'gateway_contacts_total',
    help: 'Contacts that operations needed, by how they were read.',
    labelNames: ['outcome'],
    registers,
  });
  const attempts = new Counter({
    name: 'gateway_upstream_attempts_total',
    help: 'Attempts to ask Vitec, by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  const attemptSeconds = new Histogram({
    name: 'gateway_upstream_attempt_seconds',
    help: 'Seconds that an attempt to ask Vitec took.',
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  const operations = new Counter({
    name: 'gateway_operations_total',
    help: 'Operations answered, by whether anything failed.',
    labelNames: ['outcome'],
    registers,
  });
  const operationSeconds = new Histogram({
    name: 'gateway_operation_seconds',
    help: 'Seconds from a request to its answer.',
    buckets: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  const redisFaults = new Counter({ name: 'gateway_redis_faults_total', help: 'Times that Redis could not be used.', registers });
  const notifications = new Counter({
    name: 'gateway_notifications_total',
    help: "Vitec's notifications, by whether they concerned anything kept.",
    labelNames: ['outcome'],
    registers,
  });

  return {
    contactRead: (state: PartyRolesAnswer['state']) => contacts.inc({ outcome: state }),
    contactFailed: (code: FailureCode) => contacts.inc({ outcome: code }),
    attempt(outcome: FailureCode | 'OK', durationMs: number): void {
      attempts.inc({ outcome });
      attemptSeconds.observe(durationMs / 1_000);
    },
    operation(hasErrors: boolean, durationMs: number): void {
      operations.inc({ outcome: hasErrors ? 'errors' : 'ok' });
      operationSeconds.observe(durationMs / 1_000);
    },
    redisFault: () => redisFaults.inc(),
    notification: (isTaken: boolean) => notifications.inc({ outcome: isTaken ? 'taken' : 'ignored' }),
    /** The text that Prometheus reads. */
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
