import type { IncomingMessage } from 'node:http';
import type { Notification, NotificationKind, NotificationOutcome } from '../../domain/notification.ts';
import type { Log } from '../../telemetry/logging/log.ts';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import type { Exchange, Route } from '../server/exchange.ts';
import type { HttpRejection } from '../server/http-rejection.ts';
import type { Reject } from '../server/reject.ts';
import { decodePercent } from '../server/request-target.ts';
import { respondRejection } from '../server/respond.ts';
import { rejectionOfCaller } from './caller-rejection.ts';
import { readNotifications, readQueryForm } from './notifications.ts';

export type WebhookParts = {
  readonly isSecret: (secret: string) => boolean;
  readonly onNotification: (notification: Notification) => void;
};
type Reporting = { readonly reject: Reject; readonly log: Log; readonly metrics: Metrics };

const PREFIX = '/webhooks/vitec';
const NO_POST: HttpRejection = { code: 'METHOD_NOT_ALLOWED', message: 'Send a POST request.', headers: { allow: 'POST' } };

export const isWebhookPath = (path: string): boolean => path === PREFIX || path.startsWith(`${PREFIX}/`);

/**
 * Receives Vitec's notifications. Vitec treats an answer after 2 s as none, so the gateway answers as soon as they are read: it waits neither
 * for Redis nor for the other replicas.
 */
export function createWebhookRoute({ isSecret, onNotification }: WebhookParts, { reject, log, metrics }: Reporting): Route {
  const report = ({ record }: Exchange, outcome: NotificationOutcome, kind: NotificationKind) => {
    log.notification(record, outcome, kind);
    metrics.notification(outcome);
  };
  return async (exchange) => {
    const { request, response, target, record } = exchange;
    if (!isSecret(secretOf(request, target.path))) {
      report(exchange, 'refused', readQueryForm(target));
      return respondRejection(response, rejectionOfCaller('missing', 'Bearer'), record.requestId);
    }
    if (request.method !== 'POST') return respondRejection(response, NO_POST, record.requestId);
    const read = await readNotifications(request, target);
    if ('rejection' in read) {
      report(exchange, 'unreadable', readQueryForm(target));
      return reject(exchange, read.rejection);
    }
    response.writeHead(204).end();
    for (const form of read.forms) {
      report(exchange, form.outcome, form);
      if (form.notification) onNotification(form.notification);
    }
  };
}

/** The secret in the header, or else the one at the end of the path. */
function secretOf({ headers }: IncomingMessage, path: string): string {
  const header = headers['x-webhook-secret'];
  return typeof header === 'string' ? header : (decodePercent(path.slice(PREFIX.length + 1)) ?? '');
}
