import type { ExecutionResult } from 'graphql';
import { presentErrors } from '../../graphql/errors/present-errors.ts';
import type { Log } from '../../telemetry/logging/log.ts';
import type { RequestRecord } from '../../telemetry/logging/request-record.ts';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import type { OperationOutcome } from '../../telemetry/metrics/request-metrics.ts';

/** A GraphQL response as it is sent. */
export type GraphqlResponse = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

type Http = { readonly status: number; readonly headers?: Readonly<Record<string, string>> };
type Presented = ReturnType<typeof presentErrors>;
export type Present = ReturnType<typeof createPresent>;

/** Presents the result of an operation: each error with its code. It also logs and counts the operation. */
export const createPresent =
  (log: Log, metrics: Metrics, withSuggestions: boolean) =>
  (result: Pick<ExecutionResult, 'data' | 'errors' | 'extensions'>, record: RequestRecord): Presented => {
    const onBug = (bug: unknown) => {
      metrics.bug();
      log.bug(record, bug);
    };
    const presented = presentErrors(result, { requestId: record.requestId, withSuggestions, onBug });
    const codes = presented.errors?.map(({ extensions }) => extensions.code) ?? [];
    record.codes = codes;
    metrics.operation(record.operation, outcomeOf(presented), performance.now() - record.startedMs);
    if (presented.data === undefined && codes[0]) metrics.requestRejected(codes[0]);
    log.operation(record);
    return presented;
  };

function outcomeOf({ data, errors }: Presented): OperationOutcome {
  if (!errors?.length) return 'ok';
  return data === undefined ? 'refused' : 'errors';
}

/** Serializes a result. The status of a request that failed as a whole is in `extensions.http`, which is not sent. */
export function toResponse({ data, errors, extensions }: Presented): GraphqlResponse {
  const { http, ...shown } = extensions ?? {};
  const { status = 200, headers = {} } = (http ?? {}) as Partial<Http>;
  const body = JSON.stringify({ errors, data, extensions: Object.keys(shown).length > 0 ? shown : undefined });
  return { status, headers, body };
}
