import type { EndpointName } from '../../domain/endpoint.ts';

/** All that a span may say: no other attribute gets in by accident, and none of these can name a person or an address. */
export type SpanFacts = {
  readonly 'graphql.operation.name'?: string;
  readonly 'graphql.operation.type'?: 'query';
  readonly 'gateway.document'?: string;
  readonly 'gateway.request_id'?: string;
  /** Calls to Vitec, and contacts answered from what is kept. */
  readonly 'gateway.calls'?: number;
  readonly 'gateway.cache_hits'?: number;
  readonly 'vitec.endpoint'?: EndpointName;
  /** Distinct contacts of a batch, and those of them that could not be read. */
  readonly 'gateway.contacts'?: number;
  readonly 'gateway.contacts_failed'?: number;
  /** Codes of errors, each once. */
  readonly 'gateway.codes'?: readonly string[];
  readonly 'http.request.method'?: 'GET';
  readonly 'http.response.status_code'?: number;
};

/** A piece of work that a trace shows. */
export type TraceSpan = {
  readonly rename: (name: string) => void;
  readonly tell: (facts: SpanFacts) => void;
  readonly fail: () => void;
  readonly end: () => void;
  /** What begins in here, and in all that it waits for, stands below this span. */
  readonly run: <Value>(work: () => Value) => Value;
};

export type SpanKind = 'INTERNAL' | 'SERVER' | 'CLIENT';

export type Tracing = {
  /** Below the span that this is run in; for SERVER below the caller's own, which its `traceparent` header names, or the first of a trace. */
  readonly begin: (name: string, kind: SpanKind, traceparent?: string) => TraceSpan;
  /** Sends what is left, for a moment. */
  readonly stop: () => Promise<void>;
};
