import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestRecord } from '../../telemetry/logging/request-record.ts';
import type { RequestTarget } from './request-target.ts';

/** One request and its response. */
export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: RequestTarget;
  readonly record: RequestRecord;
  /** Whether there is memory for another response, given the responses that clients have not read yet. */
  readonly hasBufferSpace: () => boolean;
};

/** Answers a request. An error that it throws is answered 500. */
export type Route = (exchange: Exchange) => void | Promise<void>;
