import { collector, FORMATS, flag, headerList, notBlank, oneOf, secret, share, text, wholeNumber } from './checks.ts';
import { EXPLANATIONS } from './setting.ts';

const LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export const observability = {
  METRICS_PORT: wholeNumber(1, 65_535).optional().register(EXPLANATIONS, {
    description: 'TCP port of `/metrics` for Prometheus, without authentication.',
    example: '9464',
    without: 'no such port',
  }),
  METRICS_TOKEN: secret.optional().register(EXPLANATIONS, {
    description: 'Token for `/metrics` on `PORT`, as `Authorization: Bearer`. Without it and `METRICS_PORT` there are no metrics.',
    example: 'not-a-token',
    without: 'no `/metrics` there',
    isSecret: true,
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional().register(EXPLANATIONS, {
    description: 'Collector of traces, as OTLP over HTTP; they are sent to its `/v1/traces`.',
    example: 'http://collector:4318',
    without: 'no traces',
  }),
  OTEL_EXPORTER_OTLP_HEADERS: headerList.optional().register(EXPLANATIONS, {
    description: 'Headers of the requests to the collector.',
    example: 'x-api-key=not-a-key',
    isSecret: true,
  }),
  OTEL_SERVICE_NAME: text
    .default('vitec-connect-graphql')
    .register(EXPLANATIONS, { description: 'Name of this gateway in the traces.', example: 'gateway-test' }),
  OTEL_TRACES_SAMPLER_ARG: share.prefault('1').register(EXPLANATIONS, {
    description: 'Share of the operations that are traced, unless the caller decides in `traceparent`.',
    unit: 'share',
    example: '0.1',
  }),
  LOG_LEVEL: oneOf(LEVELS, { code: 'UNKNOWN_LOG_LEVEL', params: { levels: LEVELS } })
    .default('info')
    .register(EXPLANATIONS, { description: 'Lowest level that is logged.', example: 'warn', inDemo: 'info on a terminal, else error' }),
  LOG_MAX_PER_SECOND: wholeNumber(1, 100_000).default(100).register(EXPLANATIONS, {
    description: 'Identical lines logged per second; the rest are counted.',
    unit: 'lines/s',
    example: '20',
  }),
  LOG_CALLERS: flag.default(false).register(EXPLANATIONS, {
    description: 'Whether the log names a caller by the `sub` of its token instead of by a hash of it.',
    example: 'true',
  }),
  ACCESS_TRAIL: notBlank.register(FORMATS, { accepts: '`stdout`, or the path of a file' }).optional().register(EXPLANATIONS, {
    description: 'Where the access trail is written: who looked at whose data ([access-trail.md](access-trail.md)).',
    example: '/var/log/gateway/access.jsonl',
    without: 'no access trail',
  }),
  ACCESS_TRAIL_REQUIRED: flag.default(false).register(EXPLANATIONS, {
    description:
      'Whether an operation is refused when its line of the access trail cannot be written, and a token without `sub`. Needs `ACCESS_TRAIL`.',
    example: 'true',
  }),
  LOG_KEY: secret.optional().register(EXPLANATIONS, {
    description: 'Key of the hashes of contacts, callers and documents in the log and the access trail.',
    example: 'not-a-key',
    without: 'random per process',
    isSecret: true,
  }),
};
