import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { listen } from './listen.ts';

/** https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto in JSON, and nothing beside it. */
const value = z.union([
  z.strictObject({ stringValue: z.string() }),
  z.strictObject({ intValue: z.string().regex(/^\d+$/) }),
  z.strictObject({ arrayValue: z.strictObject({ values: z.array(z.strictObject({ stringValue: z.string() })) }) }),
]);
const attributes = z.array(z.strictObject({ key: z.string(), value }));
const nanoseconds = z.string().regex(/^\d{19}$/);
const span = z.strictObject({
  traceId: z.string().regex(/^[0-9a-f]{32}$/),
  spanId: z.string().regex(/^[0-9a-f]{16}$/),
  parentSpanId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  flags: z.number(),
  name: z.string(),
  kind: z.number().min(1).max(5),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes,
  status: z.strictObject({ code: z.number().min(0).max(2) }),
});
const request = z.strictObject({
  resourceSpans: z.array(
    z.strictObject({
      resource: z.strictObject({ attributes }),
      scopeSpans: z.array(z.strictObject({ scope: z.strictObject({ name: z.string() }), spans: z.array(span) })),
    }),
  ),
});

export type ReceivedSpan = Omit<z.output<typeof span>, 'attributes'> & { readonly attributes: Readonly<Record<string, unknown>> };

/** A collector that takes OTLP over HTTP in JSON, and refuses what is none. */
export async function startOtlpReceiver({ status = 200 } = {}) {
  const received = { spans: [] as ReceivedSpan[], services: [] as unknown[], headers: [] as IncomingHttpHeaders[], faults: [] as string[] };
  const server = createServer(async (incoming, response) => {
    received.headers.push(incoming.headers);
    const { data, error } = request.safeParse(JSON.parse(await text(incoming)));
    if (error || incoming.url !== '/v1/traces' || incoming.method !== 'POST') {
      received.faults.push(String(error ?? incoming.url));
      response.writeHead(400).end();
      return;
    }
    for (const { resource, scopeSpans } of data.resourceSpans) {
      received.services.push(read(resource.attributes)['service.name']);
      for (const { spans } of scopeSpans) received.spans.push(...spans.map((each) => ({ ...each, attributes: read(each.attributes) })));
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  });
  return Object.assign(received, await listen(server));
}

const read = (given: z.output<typeof attributes>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(given.map(({ key, value: of }) => [key, plain(of)]));

const plain = (of: z.output<typeof value>): unknown => {
  if ('stringValue' in of) return of.stringValue;
  return 'intValue' in of ? Number(of.intValue) : of.arrayValue.values.map(({ stringValue }) => stringValue);
};
