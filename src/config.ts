import type { z } from 'zod';
import type { AuthSettings } from './access/create-authentication.ts';
import type { CacheKeys } from './cache/encryption.ts';
import type { TrustedDocuments } from './domain/trusted-documents.ts';
import {
  type Environment,
  type Read,
  readAuth,
  readCredentials,
  readEach,
  readSecretFile,
  togetherWrong,
} from './settings/combinations.ts';
import { SECRETS, settings } from './settings.ts';
import type { TracingSettings } from './telemetry/tracing/tracing.ts';
import type { Credentials } from './vitec/credentials.ts';

/** Everything that can be set, checked once; nobody else reads the environment. */
export type Config = {
  readonly sandbox: boolean;
  readonly port: number;
  readonly host: string;
  readonly vitec: {
    readonly origin: string;
    readonly credentials: Credentials;
    readonly maxConcurrency: number;
    readonly maxPerCustomer: number;
    readonly maxPerSecond: number | null;
    readonly attemptTimeoutMs: number;
  };
  readonly operationTimeoutMs: number;
  readonly cache: { readonly ttlMs: number; readonly graceMs: number };
  /** Redis or Valkey behind the cache, and what seals the values there. */
  readonly redis: { readonly url: string; readonly keys: CacheKeys } | null;
  readonly webhookSecret: string | null;
  readonly metricsPort: number | null;
  readonly metricsToken: string | null;
  /** Null: no traces. */
  readonly tracing: TracingSettings | null;
  readonly maxContactsPerOperation: number;
  readonly idPattern: RegExp;
  readonly auth: AuthSettings;
  readonly routerSecrets: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly trustedDocuments: TrustedDocuments;
  readonly trustedDocumentsOnly: boolean;
  readonly graphiql: boolean;
  readonly introspection: boolean;
  readonly upstreamReport: boolean;
  readonly logLevel: string;
  readonly logMaxPerSecond: number;
  readonly logKey: string | null;
  readonly http: {
    readonly maxConnections: number;
    readonly headersTimeoutMs: number;
    readonly requestTimeoutMs: number;
    readonly maxHeaderBytes: number;
  };
};

/** All that is wrong with the settings, each in a line that says what to do. No line shows a value: it might be a secret. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    const list = faults.map((fault) => `  - ${fault}\n`).join('');
    super(
      `The gateway cannot start with these settings:\n${list}Mend them and start again. docs/settings.md lists all settings, and \`node src/tools/doctor.ts\` tries what is set.`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** What could be read of the settings, whatever is wrong with the others; `config` is null when anything is. */
export type SettingsRead = {
  readonly config: Config | null;
  readonly faults: readonly string[];
  readonly read: Read;
  readonly credentials: Credentials | null;
};

/** Reads the settings, or throws a ConfigError that tells all faults at once. Only the program that starts a sandbox says `sandbox`: no setting does. */
export function loadConfig(environment: Environment, kind: { readonly sandbox: boolean }): Config {
  const { config, faults } = readSettings(environment, kind);
  if (!config) throw new ConfigError(faults);
  return config;
}

/** Reads what can be read and tells what cannot, for those who try the settings one by one. */
export function readSettings(environment: Environment, { sandbox }: { readonly sandbox: boolean }): SettingsRead {
  const faults: string[] = [];
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  for (const name of SECRETS) readSecretFile(given, name, faults);

  const { data, error } = settings.safeParse(given);
  faults.push(...(error?.issues ?? []).map(({ path, message }) => `${path.map(String).join('.')} ${message}.`));
  const read = data ?? readEach(given);
  const auth = readAuth(read, given, sandbox, faults);
  const credentials = readCredentials(read, given, auth, faults);
  faults.push(...togetherWrong(read, given));
  if (!data || !auth || !credentials || faults.length > 0) return { config: null, faults, read, credentials };
  return { config: toConfig(data, auth, credentials, sandbox), faults, read, credentials };
}

function toConfig(data: z.output<typeof settings>, auth: AuthSettings, credentials: Credentials, sandbox: boolean): Config {
  return Object.freeze({
    sandbox,
    port: data.PORT,
    host: data.HOST,
    vitec: {
      origin: data.VITEC_URL ?? '',
      credentials,
      maxConcurrency: data.VITEC_MAX_CONCURRENCY,
      maxPerCustomer: data.VITEC_MAX_PER_CUSTOMER,
      maxPerSecond: data.VITEC_MAX_PER_SECOND ?? null,
      attemptTimeoutMs: data.VITEC_ATTEMPT_TIMEOUT_MS,
    },
    operationTimeoutMs: data.OPERATION_TIMEOUT_MS,
    cache: { ttlMs: data.CACHE_TTL_MS, graceMs: data.CACHE_GRACE_MS },
    redis: data.REDIS_URL && data.CACHE_ENCRYPTION_KEY ? { url: data.REDIS_URL, keys: data.CACHE_ENCRYPTION_KEY } : null,
    webhookSecret: data.WEBHOOK_SECRET ?? null,
    metricsPort: data.METRICS_PORT ?? null,
    metricsToken: data.METRICS_TOKEN ?? null,
    tracing: data.OTEL_EXPORTER_OTLP_ENDPOINT
      ? {
          endpoint: data.OTEL_EXPORTER_OTLP_ENDPOINT,
          headers: data.OTEL_EXPORTER_OTLP_HEADERS ?? {},
          serviceName: data.OTEL_SERVICE_NAME,
          share: data.OTEL_TRACES_SAMPLER_ARG,
        }
      : null,
    maxContactsPerOperation: data.MAX_CONTACTS_PER_OPERATION,
    idPattern: data.ID_PATTERN,
    auth,
    routerSecrets: data.ROUTER_SECRET ?? [],
    corsOrigins: data.CORS_ORIGINS,
    trustedDocuments: data.TRUSTED_DOCUMENTS_FILE ?? new Map(),
    trustedDocumentsOnly: data.TRUSTED_DOCUMENTS_ONLY,
    graphiql: data.GRAPHIQL ?? sandbox,
    introspection: data.INTROSPECTION ?? sandbox,
    upstreamReport: data.UPSTREAM_REPORT ?? sandbox,
    logLevel: data.LOG_LEVEL,
    logMaxPerSecond: data.LOG_MAX_PER_SECOND,
    logKey: data.LOG_KEY ?? null,
    http: {
      maxConnections: data.MAX_CONNECTIONS,
      maxHeaderBytes: data.MAX_HEADER_BYTES,
      headersTimeoutMs: data.HEADERS_TIMEOUT_MS,
      requestTimeoutMs: data.REQUEST_TIMEOUT_MS,
    },
  });
}
