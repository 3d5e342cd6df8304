import type { Log } from '../../telemetry/logging/log.ts';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import type { Exchange } from './exchange.ts';
import type { HttpRejection } from './http-rejection.ts';
import { respondRejection } from './respond.ts';

export type Reject = (exchange: Pick<Exchange, 'response' | 'record'>, rejection: HttpRejection) => void;

/** Rejects a request, with a line in the log and a count by its code. */
export const createReject =
  (log: Log, metrics: Metrics): Reject =>
  ({ response, record }, rejection) => {
    log.requestRejected(record, rejection);
    metrics.requestRejected(rejection.code);
    respondRejection(response, rejection, record.requestId);
  };
