import type { z } from 'zod';
import type { AuthSettings } from './access/create-authentication.ts';
import {
  checkCombinations,
  type Environment,
  type Read,
  readAuth,
  readCredentials,
  readEach,
  readSecretFile,
} from './settings/combinations.ts';
import { faultsOf, faultText, type SettingsFault } from './settings/faults.ts';
import { ENGLISH_FAULTS } from './settings/faults-english.ts';
import { findUnknownSettings, type UnknownSetting } from './settings/unknown-settings.ts';
import { SECRETS, settings } from './settings.ts';
import type { Credentials } from './vitec/credentials.ts';

/** All settings, checked once at the start. Nothing else reads the environment. Null: the part is off, or the setting is not set. */
export type Config = ReturnType<typeof toConfig>;

/** All faults of the settings, each in a line that says what to do. No line shows a value: it may be a secret. */
export class ConfigError extends Error {
  readonly faults: readonly SettingsFault[];

  /** `unknown`: misspelt names are often the reason why a setting is missing. */
  constructor(faults: readonly SettingsFault[], unknown: readonly UnknownSetting[] = []) {
    const lines = faults.map((fault) => faultText(fault, ENGLISH_FAULTS)).map(({ what, fix }) => `  - ${what} ${fix}\n`);
    const unknownLines = unknown.map(({ name, nearest }) => `  - ${name} is not a setting. The nearest name is ${nearest}.\n`);
    const hint =
      'Correct them and start again. docs/settings.md lists all settings, and `npm run doctor` (in a container: `node src/tools/doctor.ts`) tries what is set.';
    super(
      [
        'The gateway cannot start with these settings:\n',
        ...lines,
        ...(unknown.length > 0 ? ['These variables have no effect:\n', ...unknownLines] : []),
        hint,
      ].join(''),
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** The settings that are right, and the faults of the others. `config` is null when there is a fault. */
export type SettingsRead = {
  readonly config: Config | null;
  readonly faults: readonly SettingsFault[];
  readonly read: Read;
  readonly credentials: Credentials | null;
  readonly unknown: readonly UnknownSetting[];
};

/** Reads the settings, or throws a ConfigError with all faults. Only the program that starts a sandbox sets `sandbox`: no setting does. */
export function loadConfig(environment: Environment, kind: { readonly sandbox: boolean }): Config {
  const { config, faults, unknown } = readSettings(environment, kind);
  if (!config) throw new ConfigError(faults, unknown);
  return config;
}

/** Reads the settings one by one and collects their faults. */
export function readSettings(environment: Environment, { sandbox }: { readonly sandbox: boolean }): SettingsRead {
  const faults: SettingsFault[] = [];
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const unknown = findUnknownSettings(Object.keys(given));
  for (const name of SECRETS) readSecretFile(given, name, faults);

  const { data, error } = settings.safeParse(given);
  if (error) faults.push(...faultsOf(error));
  const read = data ?? readEach(given);
  const auth = readAuth(read, given, sandbox, faults);
  const credentials = readCredentials(read, given, auth, faults);
  faults.push(...checkCombinations(read, given));
  if (!data || !auth || !credentials || faults.length > 0) return { config: null, faults, read, credentials, unknown };
  return { config: toConfig(data, { auth, credentials, sandbox, unknownSettings: unknown }), faults, read, credentials, unknown };
}

type MoreParts = {
  readonly auth: AuthSettings;
  readonly credentials: Credentials;
  readonly sandbox: boolean;
  readonly unknownSettings: readonly UnknownSetting[];
};

function toConfig(data: z.output<typeof settings>, { auth, credentials, sandbox, unknownSettings }: MoreParts) {
  return Object.freeze({
    sandbox,
    /** Variables that are named like settings, for a warning. */
    unknownSettings,
    port: data.PORT,
    host: data.HOST,
    vitec: Object.freeze({
      origin: data.VITEC_URL ?? '',
      credentials,
      maxConcurrency: data.VITEC_MAX_CONCURRENCY,
      maxPerCustomer: data.VITEC_MAX_PER_CUSTOMER,
      maxPerSecond: data.VITEC_MAX_PER_SECOND ?? null,
      attemptTimeoutMs: data.VITEC_ATTEMPT_TIMEOUT_MS,
      lockoutMs: data.VITEC_LOCKOUT_MS,
    }),
    operationTimeoutMs: data.OPERATION_TIMEOUT_MS,
    cache: toCacheTimes(data),
    /** Redis or Valkey behind the cache, and the keys that encrypt its values. */
    redis: data.REDIS_URL && data.CACHE_ENCRYPTION_KEY ? Object.freeze({ url: data.REDIS_URL, keys: data.CACHE_ENCRYPTION_KEY }) : null,
    webhookSecret: data.WEBHOOK_SECRET ?? null,
    metricsPort: data.METRICS_PORT ?? null,
    metricsToken: data.METRICS_TOKEN ?? null,
    tracing: data.OTEL_EXPORTER_OTLP_ENDPOINT
      ? Object.freeze({
          endpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT,
          headers: data.OTEL_EXPORTER_OTLP_HEADERS ?? {},
          serviceName: data.OTEL_SERVICE_NAME,
          share: data.OTEL_TRACES_SAMPLER_ARG,
        })
      : null,
    maxContactsPerOperation: data.MAX_CONTACTS_PER_OPERATION,
    maxCallsPerOperation: data.MAX_CALLS_PER_OPERATION,
    streams: Object.freeze({ inAll: data.MAX_STREAMS ?? Math.ceil(data.MAX_CONNECTIONS / 2), perCaller: data.MAX_STREAMS_PER_CALLER }),
    callerMaxContactsPerMinute: data.CALLER_MAX_CONTACTS_PER_MINUTE ?? null,
    idPattern: data.ID_PATTERN,
    auth,
    routerSecrets: data.ROUTER_SECRET ?? [],
    corsOrigins: data.CORS_ORIGINS,
    trustedDocuments: data.TRUSTED_DOCUMENTS_FILE ?? new Map<string, string>(),
    trustedDocumentsOnly: data.TRUSTED_DOCUMENTS_ONLY,
    graphiql: data.GRAPHIQL ?? sandbox,
    introspection: data.INTROSPECTION ?? sandbox,
    upstreamReport: data.UPSTREAM_REPORT ?? sandbox,
    logLevel: data.LOG_LEVEL,
    logMaxPerSecond: data.LOG_MAX_PER_SECOND,
    logKey: data.LOG_KEY ?? null,
    logCallers: data.LOG_CALLERS,
    accessTrail: toTrailSettings(data),
    http: Object.freeze({
      maxConnections: data.MAX_CONNECTIONS,
      maxHeaderBytes: data.MAX_HEADER_BYTES,
      headersTimeoutMs: data.HEADERS_TIMEOUT_MS,
      requestTimeoutMs: data.REQUEST_TIMEOUT_MS,
    }),
  });
}

export type TrailSettings = {
  /** The file; null: standard output. */
  readonly path: string | null;
  /** Whether an operation is refused when its line cannot be written. */
  readonly isRequired: boolean;
};

const toTrailSettings = ({ ACCESS_TRAIL: target, ACCESS_TRAIL_REQUIRED: isRequired }: z.output<typeof settings>): TrailSettings | null =>
  target === undefined ? null : Object.freeze({ path: target === 'stdout' ? null : target, isRequired });

/** The times of profiles and of listings, and those of all other answers. A 0 of the latter holds for all. */
function toCacheTimes(data: z.output<typeof settings>) {
  const timesOf = (ttlMs: number, graceMs: number) => ({
    ttlMs: data.CACHE_TTL_MS === 0 ? 0 : ttlMs,
    graceMs: data.CACHE_GRACE_MS === 0 ? 0 : graceMs,
  });
  return Object.freeze({
    ...timesOf(data.CACHE_TTL_MS, data.CACHE_GRACE_MS),
    slowMs: data.CACHE_SLOW_MS,
    profile: Object.freeze(timesOf(data.CACHE_PROFILE_TTL_MS, data.CACHE_PROFILE_GRACE_MS)),
    listing: Object.freeze(timesOf(data.CACHE_LISTING_TTL_MS, data.CACHE_LISTING_GRACE_MS)),
  });
}
