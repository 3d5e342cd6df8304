import { describe, expect, it } from 'vitest';
import { findUnknownSettings } from '../../src/settings/unknown-settings.ts';
import { SECRETS, settings } from '../../src/settings.ts';
import { startOffice } from '../support/office.ts';
import { Program } from '../support/program.ts';
import { RIGHT } from '../support/refused-settings.ts';
import { startProgram } from '../support/start-program.ts';

const SECRET = 'hemligt-ord';

describe('a variable that is named like a setting', () => {
  it('is logged at the start with the nearest setting and without its value, and the gateway starts', async () => {
    await using office = await startOffice([]);
    const unknown = { VITEC_MAX_PER_SEC: SECRET, JWT_ISSUER_FILE: SECRET, OTEL_SERVICE_NAM: SECRET };
    const others = { OTEL_RESOURCE_ATTRIBUTES: SECRET, NODE_EXTRA: SECRET, npm_config_cache: SECRET, CACHE_NOTHING: '' };
    await using gateway = await startProgram(office, { ...unknown, ...others, LOG_KEY_FILE: '', LOG_MAX_PER_SECOND: '1' });
    expect((await fetch(`${gateway.url}/health`)).status).toBe(200);
    const lines = gateway.program.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
    expect(lines.map(({ time: _, address: __, graphql: ___, ...line }) => line)).toEqual([
      ...[
        ['VITEC_MAX_PER_SEC', 'VITEC_MAX_PER_SECOND'],
        ['JWT_ISSUER_FILE', 'JWT_ISSUER'],
        ['OTEL_SERVICE_NAM', 'OTEL_SERVICE_NAME'],
      ].map(([setting, nearest]) => ({ level: 'warn', msg: 'unknown setting', setting, nearest })),
      { level: 'info', msg: 'listening' },
    ]);
    expect(gateway.program.output).not.toContain(SECRET);
  });

  it('is shown beside the faults of a start that fails', async () => {
    const { VITEC_URL: _, ...settings } = RIGHT;
    await using program = new Program('src/main.ts', { ...settings, VITEC_ULR: SECRET });
    expect(await program.exit()).toBe(1);
    expect(program.errors).toContain('VITEC_URL is not set.');
    expect(program.errors).toContain('  - VITEC_ULR is not a setting. The nearest name is VITEC_URL.\n');
    expect(program.errors).not.toContain(SECRET);
  });

  it.each([
    ['VITEC_ULR', 'VITEC_URL'],
    ['vitec_url', 'VITEC_URL'],
    ['VITEC_ATTEMPT_MS', 'VITEC_ATTEMPT_TIMEOUT_MS'],
    ['CACHE_TTL', 'CACHE_TTL_MS'],
    ['CACHE_LISTINGS_TTL_MS', 'CACHE_LISTING_TTL_MS'],
    ['MAX_CONTACTS', 'MAX_CONTACTS_PER_OPERATION'],
    ['JWT_JWKS_URI', 'JWT_JWKS_URL'],
    ['LOGS_LEVEL', 'LOG_LEVEL'],
    ['ACESS_TRAIL', 'ACCESS_TRAIL'],
    ['LOGKEY', 'LOG_KEY'],
    ['AUTHMODE', 'AUTH_MODE'],
    ['METRIC_PORT', 'METRICS_PORT'],
    ['HEADER_TIMEOUT_MS', 'HEADERS_TIMEOUT_MS'],
    ['POST', null],
    ['PATH', null],
    ['LOGNAME', null],
    ['HOSTNAME', null],
    ['REDIS_URL_FIEL', 'REDIS_URL_FILE'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['WEBHOOK_SECRETS', 'WEBHOOK_SECRET'],
    ['ROUTER_SECERT', 'ROUTER_SECRET'],
    ['PROFILE_SCOPES', 'PROFILE_SCOPE'],
    ['OTEL_EXPORTER_OTLP_ENPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
  ])('%s: the nearest is %s', (name, nearest) => {
    expect(findUnknownSettings([name])).toEqual(nearest === null ? [] : [{ name, nearest }]);
  });

  it('is none of the settings, nor the file of a secret', () => {
    const names = Object.keys(settings.shape);
    expect(findUnknownSettings([...names, ...SECRETS.map((name) => `${name}_FILE`)])).toEqual([]);
    expect(findUnknownSettings(names.map((name) => `${name}_X`)).length).toBeGreaterThan(names.length / 2);
  });

  it('is none of the variables of other programs', () => {
    const ofOpenTelemetry = [
      'OTEL_SDK_DISABLED',
      'OTEL_RESOURCE_ATTRIBUTES',
      'OTEL_TRACES_SAMPLER',
      'OTEL_TRACES_EXPORTER',
      'OTEL_EXPORTER_OTLP_TIMEOUT',
      'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
      'OTEL_EXPORTER_OTLP_METRICS_HEADERS',
    ];
    const ofServices = ['REDIS', 'VITEC_CONNECT_GRAPHQL'].flatMap((service) =>
      ['SERVICE_HOST', 'SERVICE_PORT', 'SERVICE_PORT_HTTP', 'PORT', 'PORT_80_TCP', 'PORT_80_TCP_PROTO', 'PORT_80_TCP_ADDR'].map(
        (end) => `${service}_${end}`,
      ),
    );
    const ofTheSystem = ['PATH', 'HOME', 'HOSTNAME', 'LOGNAME', 'NODE_ENV', 'NODE_OPTIONS', 'npm_config_cache', 'SANDBOX_PORT', 'LC_ALL'];
    expect(findUnknownSettings([...ofOpenTelemetry, ...ofServices, ...ofTheSystem])).toEqual([]);
    expect(findUnknownSettings(['REDIS_PORT'])).toHaveLength(1); // without such a Service it is somebody's mistake
  });
});
