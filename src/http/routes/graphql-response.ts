import type { ExecutionResult, GraphQLError } from 'graphql';
import { type PresentedError, presentErrors } from '../../graphql/errors/present-errors.ts';
import type { IncrementalData, Part } from '../../graphql/execution/payload.ts';
import type { Log } from '../../telemetry/logging/log.ts';
import type { RequestRecord } from '../../telemetry/logging/request-record.ts';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import type { OperationOutcome } from '../../telemetry/metrics/request-metrics.ts';

/** A GraphQL response as it is sent. */
export type GraphqlResponse = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

type Http = { readonly status: number; readonly headers?: Readonly<Record<string, string>> };
type Result = Pick<ExecutionResult, 'data' | 'errors' | 'extensions'>;
type Presented = ReturnType<typeof presentErrors>;
/** It is only serialized. */
type PresentedPart = Readonly<Record<string, unknown>>;
export type Presenter = ReturnType<typeof createPresenter>;

/** Presents what an operation answers: each error with its code. It also logs and counts the operation. */
export function createPresenter(log: Log, metrics: Metrics, withSuggestions: boolean) {
  const present = (result: Result, record: RequestRecord): Presented => {
    const onBug = (bug: unknown) => {
      metrics.bug();
      log.bug(record, bug);
    };
    const presented = presentErrors(result, { requestId: record.requestId, withSuggestions, onBug });
    if (presented.errors) record.codes = [...record.codes, ...presented.errors.map(({ extensions }) => extensions.code)];
    return presented;
  };
  const count = (record: RequestRecord, outcome: OperationOutcome): void => {
    metrics.operation(record.operation, outcome, performance.now() - record.startedMs);
    log.operation(record);
  };

  return {
    /** A result that is all of an operation, or of an event of a subscription. */
    whole(result: Result, record: RequestRecord): Presented {
      const presented = present(result, record);
      count(record, outcomeOf(presented));
      const [code] = record.codes;
      if (presented.data === undefined && code) metrics.requestRejected(code);
      return presented;
    },

    /** A part of a response. `end` has to be called after the last one. */
    part({ incremental, completed, ...part }: Part, record: RequestRecord): PresentedPart {
      const errorsOf = (errors: readonly GraphQLError[]) => present({ errors, data: null }, record).errors ?? [];
      return {
        ...part,
        errors: present(part, record).errors, // without data: the operation has failed
        ...(incremental ? { incremental: incremental.map((each) => withErrors(each, errorsOf)) } : {}),
        ...(completed ? { completed: completed.map((each) => withErrors(each, errorsOf)) } : {}),
      };
    },

    /** The error with which a subscription ends. `ended` has to be called. */
    last: present,

    /** A subscription has ended, with the code of its last error or CLIENT_LEFT, after so many events. */
    ended(record: RequestRecord, code: string, events: number): void {
      metrics.streamEnded(code);
      log.subscriptionEnded(record, code, events);
    },

    end: (record: RequestRecord): void => count(record, record.codes.length > 0 ? 'errors' : 'ok'),
  };
}

/** A place with its errors presented, in the order of their paths. */
function withErrors<Place extends Pick<IncrementalData, 'errors'>>(
  place: Place,
  errorsOf: (errors: readonly GraphQLError[]) => readonly PresentedError[],
): Omit<Place, 'errors'> & { readonly errors?: readonly PresentedError[] } {
  const { errors, ...rest } = place;
  return errors?.length ? { ...rest, errors: errorsOf(errors) } : rest;
}

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
