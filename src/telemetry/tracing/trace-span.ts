import type { EndpointName } from '../../domain/endpoint.ts';

/** The attributes of spans. No other attribute gets in by accident, and none of these names a person or an address. */
export type SpanAttributes = {
  readonly 'graphql.operation.name'?: string;
  readonly 'graphql.operation.type'?: 'query' | 'subscription';
  readonly 'gateway.document'?: string;
  readonly 'gateway.request_id'?: string;
  /** Calls to Vitec, and contacts answered from the cache. */
  readonly 'gateway.calls'?: number;
  readonly 'gateway.cache_hits'?: number;
  readonly 'vitec.endpoint'?: EndpointName;
  /** Distinct contacts of a batch, and how many of them failed. */
  readonly 'gateway.contacts'?: number;
  readonly 'gateway.contacts_failed'?: number;
  /** Distinct codes of errors. */
  readonly 'gateway.codes'?: readonly string[];
  readonly 'http.request.method'?: 'GET';
  readonly 'http.response.status_code'?: number;
};

/** A span that has begun. */
export type TraceSpan = {
  readonly rename: (name: string) => void;
  readonly setAttributes: (attributes: SpanAttributes) => void;
  readonly setError: () => void;
  readonly end: () => void;
  /** Runs `work` with this span as the parent of the spans that begin in it, asynchronous work included. */
  readonly run: <Value>(work: () => Value) => Value;
};

export type SpanKind = 'INTERNAL' | 'SERVER' | 'CLIENT';

export type Tracing = {
  /** Begins a span as a child of the current one; a SERVER span as a child of the span in `traceparent`, or as the root of a trace. */
  readonly begin: (name: string, kind: SpanKind, traceparent?: string) => TraceSpan;
  /** Sends the remaining spans, for 2 s at most. */
  readonly stop: () => Promise<void>;
};
