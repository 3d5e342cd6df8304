import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

export type OtlpSettings = {
  /** Where `/v1/traces` is. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly serviceName: string;
};

/** Timeout of a request to the collector. Its spans are lost then. */
const TIMEOUT_MS = 5_000;

/**
 * Sends spans as OTLP over HTTP in JSON. The official exporter would add 9 MB of packages for metrics and logs. Spans that the collector
 * does not accept are lost. Source: https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export function createOtlpExporter(settings: OtlpSettings, onTrouble: (error: unknown) => void): SpanExporter {
  const sending = new Set<Promise<void>>();
  const url = `${settings.endpoint.replace(/\/$/, '')}/v1/traces`;
  const send = async (spans: readonly ReadableSpan[]): Promise<ExportResult> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...settings.headers, 'content-type': 'application/json' },
        body: JSON.stringify(toOtlp(spans, settings.serviceName)),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw Object.assign(new Error('the collector rejected the spans'), { code: `HTTP ${response.status}` });
      return { code: ExportResultCode.SUCCESS };
    } catch (error) {
      onTrouble(error instanceof TypeError && error.cause ? error.cause : error); // fetch puts the reason into `cause`
      return { code: ExportResultCode.FAILED };
    }
  };
  const settled = async () => void (await Promise.all(sending));

  return {
    export(spans, done) {
      const sent: Promise<void> = send(spans).then((result) => {
        sending.delete(sent);
        done(result);
      });
      sending.add(sent);
    },
    forceFlush: settled,
    shutdown: settled,
  };
}

/** 64-bit numbers are strings, ids hexadecimal. Source: https://github.com/open-telemetry/opentelemetry-proto/blob/main/docs/specification.md */
const toOtlp = (spans: readonly ReadableSpan[], serviceName: string) => ({
  resourceSpans: [
    {
      resource: { attributes: toAttributes({ 'service.name': serviceName }) },
      scopeSpans: [{ scope: { name: 'gateway' }, spans: spans.map(toOtlpSpan) }],
    },
  ],
});

function toOtlpSpan(span: ReadableSpan) {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    traceId,
    spanId,
    ...(span.parentSpanContext ? { parentSpanId: span.parentSpanContext.spanId } : {}),
    flags: traceFlags,
    name: span.name,
    kind: span.kind + 1, // 0 is "unspecified" in OTLP
    startTimeUnixNano: toNanoseconds(span.startTime),
    endTimeUnixNano: toNanoseconds(span.endTime),
    attributes: toAttributes(span.attributes),
    status: { code: span.status.code },
  };
}

/** A string, since the value exceeds the safe integers of JavaScript. */
const toNanoseconds = ([seconds, nanoseconds]: readonly [number, number]): string =>
  `${BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds)}`;

const toAttributes = (attributes: Readonly<Record<string, unknown>>) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: toValue(value) }));

function toValue(value: unknown): object {
  if (Array.isArray(value)) return { arrayValue: { values: value.map(toValue) } };
  return typeof value === 'number' ? { intValue: String(value) } : { stringValue: String(value) };
}
