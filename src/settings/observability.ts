import { collector, headerList, oneOf, secret, share, text, wholeNumber } from './checks.ts';
import { EXPLANATIONS } from './setting.ts';

const LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export const observability = {
  METRICS_PORT: wholeNumber(1, 65_535).optional().register(EXPLANATIONS, {
    description: 'TCP port of `/metrics` for Prometheus, for whoever reaches it.',
    example: '9464',
    without: 'no such port',
  }),
  METRICS_TOKEN: secret.optional().register(EXPLANATIONS, {
    description: 'What opens `/metrics` on `PORT`, as `Authorization: Bearer`. Without it and `METRICS_PORT` there are no metrics.',
    example: 'not-a-token',
    without: 'nothing does',
    isSecret: true,
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.optional().register(EXPLANATIONS, {
    description: 'Where traces are sent, as OTLP over HTTP, to `/v1/traces` there.',
    example: 'http://collector:4318',
    without: 'no traces',
  }),
  OTEL_EXPORTER_OTLP_HEADERS: headerList.optional().register(EXPLANATIONS, {
    description: 'Headers that are sent with them.',
    example: 'x-api-key=not-a-key',
    isSecret: true,
  }),
  OTEL_SERVICE_NAME: text
    .default('vitec-connect-graphql')
    .register(EXPLANATIONS, { description: 'Name of this gateway in the traces.', example: 'gateway-test' }),
  OTEL_TRACES_SAMPLER_ARG: share.prefault('1').register(EXPLANATIONS, {
    description: 'Share of the operations that are traced, where the caller does not say in `traceparent`.',
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
  LOG_KEY: secret.optional().register(EXPLANATIONS, {
    description: 'Key of the hashes that stand for contacts and documents in the log.',
    example: 'not-a-key',
    without: 'random per process',
    isSecret: true,
  }),
};
