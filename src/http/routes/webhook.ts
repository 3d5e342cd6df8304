import type { IncomingMessage } from 'node:http';
import type { Notification } from '../../domain/notification.ts';
import type { Log } from '../../telemetry/logging/log.ts';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import type { Route } from '../server/exchange.ts';
import type { HttpRejection } from '../server/http-rejection.ts';
import type { Reject } from '../server/reject.ts';
import { decodePercent } from '../server/request-target.ts';
import { respondRejection } from '../server/respond.ts';
import { rejectionOfCaller } from './caller-rejection.ts';
import { readNotifications } from './notifications.ts';

export type WebhookParts = {
  readonly isSecret: (secret: string) => boolean;
  readonly onNotification: (notification: Notification) => void;
};
type Reporting = { readonly reject: Reject; readonly log: Log; readonly metrics: Metrics };

const PREFIX = '/webhooks/vitec';
const NO_POST: HttpRejection = { code: 'METHOD_NOT_ALLOWED', message: 'Send a POST request.', headers: { allow: 'POST' } };

export const isWebhookPath = (path: string): boolean => path === PREFIX || path.startsWith(`${PREFIX}/`);

/** Receives Vitec's notifications. It responds once they are read, since Vitec treats a late response as none. */
export const createWebhookRoute =
  ({ isSecret, onNotification }: WebhookParts, { reject, log, metrics }: Reporting): Route =>
  async (exchange) => {
    const { request, response, target, record } = exchange;
    if (!isSecret(secretOf(request, target.path))) {
      metrics.notification('refused');
      return respondRejection(response, rejectionOfCaller('missing', 'Bearer'), record.requestId);
    }
    if (request.method !== 'POST') return respondRejection(response, NO_POST, record.requestId);
    const read = await readNotifications(request, target);
    if ('rejection' in read) return reject(exchange, read.rejection);
    const { notifications } = read;
    response.writeHead(204).end();
    log.notification(record, notifications.length > 0);
    metrics.notification(notifications.length > 0 ? 'taken' : 'ignored');
    for (const notification of notifications) onNotification(notification);
  };

/** The secret in the header, or else the one at the end of the path. */
function secretOf({ headers }: IncomingMessage, path: string): string {
  const header = headers['x-webhook-secret'];
  return typeof header === 'string' ? header : (decodePercent(path.slice(PREFIX.length + 1)) ?? '');
}
