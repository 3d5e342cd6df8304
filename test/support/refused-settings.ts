import { ConfigError, loadConfig } from '../../src/config.ts';
import type { SettingsFault } from '../../src/settings/faults.ts';
import { temporaryFile } from './tokens.ts';

/** Settings that are right, so that a fault stands alone. */
export const RIGHT = {
  VITEC_URL: 'https://vitec.example',
  VITEC_USERNAME: 'partner',
  VITEC_PASSWORD: 'hemligt',
  JWT_JWKS_URL: 'https://login.example/jwks',
  JWT_ISSUER: 'i',
  JWT_AUDIENCE: 'a',
};
const { VITEC_PASSWORD: _, ...WITHOUT_PASSWORD } = RIGHT;
const credentials = (value: unknown) => ({
  ...WITHOUT_PASSWORD,
  VITEC_CREDENTIALS_FILE: temporaryFile('credentials.json', typeof value === 'string' ? value : JSON.stringify(value)),
});
const documents = (text: string) => ({ ...RIGHT, TRUSTED_DOCUMENTS_FILE: temporaryFile('documents.json', text) });
const keys = (text: string) => ({ ...RIGHT, JWT_JWKS_URL: '', JWT_JWKS_FILE: temporaryFile('keys.json', text) });

/** Which ioredis would take for another address, or for none. */
export const REFUSED_REDIS_ADDRESSES: readonly string[] = [
  ...[
    'http://localhost',
    'localhost:6379',
    'redis:localhost',
    'redis:/localhost',
    'redis://',
    'redis:///1',
    'redis://:6379',
    'redis://[::1',
  ],
  ...[
    'REDIS://localhost',
    'REDISS://localhost',
    'redis://local host',
    ' redis://localhost',
    'redis://localhost:0',
    'redis://localhost:65536',
  ],
  ...['/cache', '/99', '/16', '/-1', '/1.5', '/1e1', '/01', '/0x1', '/0/1', '/0/', '//', '//0', '/%31', '/ 1'].map(
    (path) => `redis://localhost${path}`,
  ),
  ...['?db=1', '/0?db=1', '?family=6', '/?password=hemligt', '?', '#1', '/0#', '/#cache'].map((more) => `redis://localhost${more}`),
  ...['%', '100%', '%zz', '%E0%A4'].map((password) => `redis://:hemligt${password}@localhost`),
];

/** Settings with every fault that there is, in each of the settings that it can be in. */
export const REFUSED: readonly Readonly<Record<string, string>>[] = [
  {},
  { ...RIGHT, VITEC_USERNAME: '' },
  ...Object.entries({
    PORT: ['4000s', '70000'],
    METRICS_PORT: ['0', '4000'],
    VITEC_URL: ['none', 'http://vitec.example', 'https://vitec.example/CRM', 'https://a:b@vitec.example'],
    VITEC_USERNAME: ['a:b', ' '],
    VITEC_PASSWORD: [' '],
    VITEC_CREDENTIALS_FILE: ['/does/not/exist'],
    VITEC_PASSWORD_FILE: ['/does/not/exist'],
    REDIS_URL: ['redis://localhost', ...REFUSED_REDIS_ADDRESSES],
    REDIS_URL_FILE: ['/does/not/exist'],
    CACHE_ENCRYPTION_KEY: ['short'],
    AUTH_MODE: ['basic', 'none'],
    JWT_JWKS_URL: ['none', 'http://login.example'],
    JWT_JWKS_FILE: ['/does/not/exist'],
    ID_PATTERN: ['(', '.*'],
    PROFILE_SCOPE: ['two words'],
    ROUTER_SECRET: ['a,b,c'],
    CORS_ORIGINS: ['*'],
    TRUSTED_DOCUMENTS_FILE: ['/does/not/exist'],
    TRUSTED_DOCUMENTS_ONLY: ['true', 'yes'],
    OTEL_EXPORTER_OTLP_ENDPOINT: ['ftp://collector', 'http://a:b@collector'],
    OTEL_EXPORTER_OTLP_HEADERS: ['none', 'x-key=%ff'],
    OTEL_TRACES_SAMPLER_ARG: ['2'],
    LOG_LEVEL: ['loud'],
    ACCESS_TRAIL: [' '],
    ACCESS_TRAIL_REQUIRED: ['true', 'yes'],
    REQUEST_TIMEOUT_MS: ['5000'],
    MAX_STREAMS: ['0', '2000'],
    MAX_STREAMS_PER_CALLER: ['0'],
    VITEC_ATTEMPT_TIMEOUT_MS: ['9000'],
    OPERATION_TIMEOUT_MS: ['0'],
  }).flatMap(([name, values]) => values.map((value) => ({ ...RIGHT, [name]: value }))),
  { ...RIGHT, AUTH_MODE: 'passthrough', PROFILE_SCOPE: 'profiles' },
  credentials('{'),
  credentials([]),
  credentials({}),
  credentials({ M1: {} }),
  credentials({ M1: { password: 7 } }),
  credentials({ M1: { passwords: { listings: 'p' } } }),
  { ...credentials({ M1: { password: 'p' } }), VITEC_USERNAME: '' },
  credentials({ G1: { password: 'p', customers: ['M1'] }, G2: { password: 'p', customers: ['M1'] } }),
  documents('{'),
  documents('{}'),
  documents('[]'),
  documents('{"a":"{"}'),
  documents('{"a":"{ __typename }","sha256:a":"{ node(id: 1) { id } }"}'),
  { ...RIGHT, TRUSTED_DOCUMENTS_FILE: temporaryFile('documents.json', Buffer.from('å', 'latin1')) },
  keys('{'),
  keys('{}'),
  keys('{"keys":[]}'),
];

export const faultsOf = (environment: Readonly<Record<string, string>>): readonly SettingsFault[] => {
  try {
    loadConfig(environment, { sandbox: false });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};
