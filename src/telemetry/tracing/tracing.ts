import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, SpanKind as OtelSpanKind, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import { createOtlpExporter, type OtlpSettings } from './otlp-exporter.ts';
import type { SpanFacts, Tracing } from './trace-span.ts';

export type TracingSettings = OtlpSettings & {
  /** Share of the operations that are traced, where the caller does not say. */
  readonly share: number;
};

/** So long a stop waits for what is left to be sent. */
const STOP_MS = 2_000;

/**
 * OpenTelemetry, loaded by nobody unless traces are wanted: its packages are as large as a fifth of all others. It keeps its own
 * current span, since the global one would be shared by all gateways of a process. `onTrouble` hears that spans were lost, and why.
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
      // a request of a connection begins where the one before it ended, and is no part of that
      const parent = kind === 'SERVER' ? contextOf(traceparent) : (current.getStore() ?? ROOT_CONTEXT);
      const span = tracer.startSpan(name, { kind: OtelSpanKind[kind] }, parent);
      const context = trace.setSpan(parent, span);
      return {
        rename: (text) => void span.updateName(text),
        tell: (facts: SpanFacts) => void span.setAttributes(facts as Parameters<typeof span.setAttributes>[0]),
        fail: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
        end: () => span.end(),
        run: (work) => current.run(context, work),
      };
    },
    stop: () => Promise.race([provider.shutdown(), new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref())]).catch(onTrouble),
  };
}

/** The caller's `tracestate` is left: it may hold any text. Source: https://www.w3.org/TR/trace-context/#traceparent-header */
function contextOf(traceparent: string | undefined): Context {
  const spanContext = traceparent === undefined ? null : parseTraceParent(traceparent);
  return spanContext ? trace.setSpanContext(ROOT_CONTEXT, { ...spanContext, isRemote: true }) : ROOT_CONTEXT;
}
