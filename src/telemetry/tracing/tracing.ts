import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, SpanKind as OtelSpanKind, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { createOtlpExporter, type OtlpSettings } from './otlp-exporter.ts';
import type { SpanAttributes, Tracing } from './trace-span.ts';

export type TracingSettings = OtlpSettings & {
  /** Share of operations that are traced, from 0 to 1, unless the caller's `traceparent` decides. */
  readonly share: number;
};

/** Longest time to send the remaining spans when the gateway stops. */
const STOP_MS = 2_000;

/**
 * Tracing with OpenTelemetry. This module is loaded on demand, since its packages are a fifth of all dependencies. It has its own current
 * span: the global one would be shared by all gateways of a process. `onTrouble` receives the reason when spans are lost.
 */
export function createTracing({ share, ...otlp }: TracingSettings, onTrouble: (error: unknown) => void): Tracing {
  const provider = new TracerProvider({
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: createOtlpExporter(otlp, onTrouble) })],
  });
  const tracer = provider.getTracer('gateway');
  const current = new AsyncLocalStorage<Context>();

  return {
    begin(name, kind, traceparent) {
      // a pipelined request runs in the async context of the request before it, which is not its parent
      const parent = kind === 'SERVER' ? contextOf(traceparent) : (current.getStore() ?? ROOT_CONTEXT);
      const span = tracer.startSpan(name, { kind: OtelSpanKind[kind] }, parent);
      const context = trace.setSpan(parent, span);
      return {
        rename: (text) => void span.updateName(text),
        setAttributes: (attributes: SpanAttributes) => void span.setAttributes(attributes as Parameters<typeof span.setAttributes>[0]),
        setError: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
        end: () => span.end(),
        run: (work) => current.run(context, work),
      };
    },
    stop: () => Promise.race([provider.shutdown(), new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref())]).catch(onTrouble),
  };
}

/** Ignores the caller's `tracestate`, which may contain any text. Source: https://www.w3.org/TR/trace-context/#traceparent-header */
function contextOf(traceparent: string | undefined): Context {
  const spanContext = traceparent === undefined ? null : parseTraceParent(traceparent);
  return spanContext ? trace.setSpanContext(ROOT_CONTEXT, { ...spanContext, isRemote: true }) : ROOT_CONTEXT;
}
