import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AuthSettings } from './access/create-authentication.ts';
import { parseKeySet } from './access/key-set.ts';
import { type CacheKeys, parseCacheKeys } from './cache/encryption.ts';
import {
  address,
  collector,
  fileThrough,
  flag,
  headerList,
  idPattern,
  list,
  origin,
  secret,
  share,
  through,
  UNREADABLE,
  wholeNumber,
} from './config-checks.ts';
import { parseTrustedDocuments, type TrustedDocuments } from './graphql/trusted-documents.ts';
import type { TracingSettings } from './telemetry/tracing.ts';
import { type Credentials, type CredentialsFile, parseCredentialsFile, toCredentials } from './vitec/credentials.ts';

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
  readonly http: { readonly maxConnections: number; readonly headersTimeoutMs: number; readonly requestTimeoutMs: number };
};

/** All that is wrong with the settings, each in a line that says what to do. No line shows a value: it might be a secret. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    const list = faults.map((fault) => `  - ${fault}\n`).join('');
    super(
      `The gateway cannot start with these settings:\n${list}Mend them and start again. The README has a table of all settings, and \`npm run doctor\` tries what is set.`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** One entry a setting: its check, its default, its meaning and unit. The names are the environment's. */
export const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(4_000).describe('TCP port of GraphQL; 0 takes a free one.'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on.'),
  HEADERS_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000).describe('Milliseconds that a sender has for the headers of a request.'),
  REQUEST_TIMEOUT_MS: wholeNumber(100, 600_000).default(15_000).describe('Milliseconds that a sender has for all of a request.'),
  MAX_CONNECTIONS: wholeNumber(1, 100_000).default(2_000).describe('Connections that may be open at once; those beyond are answered 503.'),
  VITEC_URL: origin.optional().describe('Origin of Vitec Connect, https://connect.maklare.vitec.net; http for this machine alone.'),
  VITEC_USERNAME: secret
    .refine((text) => !text.includes(':'), 'holds a colon, which ends a user name in HTTP Basic: check it, Vitec gives none with a colon')
    .optional()
    .describe('User name at Vitec, one for each partner.'),
  VITEC_PASSWORD: secret.optional().describe('Password at Vitec for every customer; where they differ, use the file.'),
  VITEC_CREDENTIALS_FILE: fileThrough(parseCredentialsFile, 'write it as {"M30011": {"username": "...", "password": "..."}}')
    .optional()
    .describe('Path of a JSON file with a pair for each customer or group.'),
  VITEC_MAX_CONCURRENCY: wholeNumber(1, 1_000).default(64).describe('Calls to Vitec that may be open at once.'),
  VITEC_MAX_PER_CUSTOMER: wholeNumber(1, 1_000).default(40).describe('Calls to Vitec that may be open at once for one customer.'),
  VITEC_MAX_PER_SECOND: wholeNumber(1, 100_000)
    .optional()
    .describe('Calls to Vitec that may begin in one second, all at once if need be; without it they are not counted.'),
  VITEC_ATTEMPT_TIMEOUT_MS: wholeNumber(1, 600_000).default(3_000).describe('Milliseconds that one call to Vitec may take in all.'),
  OPERATION_TIMEOUT_MS: wholeNumber(1, 600_000).default(9_000).describe('Milliseconds that one operation may wait for Vitec in all.'),
  CACHE_TTL_MS: wholeNumber(0, 86_400_000)
    .default(60_000)
    .describe('Milliseconds that an answer of Vitec is shown without asking again; 0 keeps nothing.'),
  CACHE_GRACE_MS: wholeNumber(0, 604_800_000)
    .default(3_600_000)
    .describe('Milliseconds longer that it is shown, marked STALE, when Vitec cannot be asked; 0 never.'),
  REDIS_URL: z
    .string()
    .refine(
      (text) => /^rediss?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''),
      'is no address of Redis: set redis://host:port or rediss://host:port',
    )
    .optional()
    .describe('Redis or Valkey, where replicas share what is kept and the calls a second.'),
  CACHE_ENCRYPTION_KEY: through(parseCacheKeys, 'set what that prints')
    .optional()
    .describe(
      'Key that seals what is kept in Redis: 32 bytes in base64; several with commas between while one replaces another, the newest first.',
    ),
  WEBHOOK_SECRET: secret
    .optional()
    .describe("Secret of Vitec's notifications, in x-webhook-secret or at the end of /webhooks/vitec/; without one they are not taken."),
  MAX_CONTACTS_PER_OPERATION: wholeNumber(1, 10_000).default(100).describe('Distinct contacts that one operation may name and reach.'),
  ID_PATTERN: idPattern.prefault('[A-Za-z0-9_-]{1,64}').describe('Regular expression that a customerId and a contactId match as a whole.'),
  AUTH_MODE: z
    .enum(['jwt', 'passthrough', 'none'], 'is no such mode: set jwt or passthrough (none is for the sandbox alone)')
    .optional()
    .describe('How callers are known: jwt, passthrough (their own Vitec password), or none (sandbox alone).'),
  JWT_JWKS_URL: address.optional().describe('Address of the JSON Web Key Set that tokens are signed with.'),
  JWT_JWKS_FILE: fileThrough(parseKeySet, 'put the JSON Web Key Set with the public keys of the tokens into it')
    .optional()
    .describe('Path of a file with that key set, where no address can be reached.'),
  JWT_ISSUER: z.string().optional().describe('The `iss` that tokens must have.'),
  JWT_AUDIENCE: z.string().optional().describe('The `aud` that tokens must have.'),
  JWT_CUSTOMERS_CLAIM: z.string().default('customerIds').describe("Name of the claim that lists the caller's customers."),
  ROUTER_SECRET: list
    .refine(
      (secrets) => secrets.length === 1 || secrets.length === 2,
      'holds no secret or too many: set one, or two with a comma between while one replaces the other',
    )
    .optional()
    .describe('What every GraphQL request must carry in x-router-secret.'),
  CORS_ORIGINS: list
    .refine(
      (origins) => origins.every((text) => URL.canParse(text) && new URL(text).origin === text),
      'holds what is no origin: set origins with commas between, as https://app.example',
    )
    .default([])
    .describe('Origins whose pages may call from a browser.'),
  TRUSTED_DOCUMENTS_FILE: fileThrough(parseTrustedDocuments, 'write it as {sha256: document}, or as a manifest of Apollo or Relay')
    .optional()
    .describe(
      'Path of a JSON file {sha256: document}, or of a manifest of Apollo or Relay: documents that a request may name by their hash.',
    ),
  TRUSTED_DOCUMENTS_ONLY: flag.default(false).describe('Whether no other document runs.'),
  GRAPHIQL: flag.optional().describe('Whether a browser gets GraphiQL at /graphql.'),
  INTROSPECTION: flag.optional().describe('Whether the schema may be asked for, `_service` included.'),
  UPSTREAM_REPORT: flag.optional().describe('Whether answers tell their cost in `extensions.upstream`.'),
  METRICS_PORT: wholeNumber(1, 65_535).optional().describe('TCP port of `/metrics` for Prometheus, for whoever reaches it.'),
  METRICS_TOKEN: secret
    .optional()
    .describe('What opens `/metrics` on PORT, as `Authorization: Bearer`; without it and METRICS_PORT there are no metrics.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: collector
    .optional()
    .describe('Where traces are sent, as OTLP over HTTP, to `/v1/traces` there; without it there are none.'),
  OTEL_EXPORTER_OTLP_HEADERS: headerList.optional().describe('Headers that are sent with them: name=value with commas between.'),
  OTEL_SERVICE_NAME: z.string().default('vitec-connect-graphql').describe('Name of this gateway in the traces.'),
  OTEL_TRACES_SAMPLER_ARG: share
    .prefault('1')
    .describe('Share of the operations that are traced, 0 to 1, where the caller does not say in `traceparent`.'),
  LOG_LEVEL: z
    .enum(LEVELS, `is no such level: set one of ${LEVELS.join(', ')}`)
    .default('info')
    .describe('The least grave level that is logged.'),
  LOG_MAX_PER_SECOND: wholeNumber(1, 100_000)
    .default(100)
    .describe('Lines alike that are logged in one second; of the others their number is told.'),
  LOG_KEY: secret
    .optional()
    .describe('Key of the hashes that stand for contacts and documents in the log; without one they differ with each start.'),
});

/** Values that must not stand in a process list: each can be given as the path of a file in NAME_FILE instead. */
export const SECRETS = [
  'VITEC_USERNAME',
  'VITEC_PASSWORD',
  'REDIS_URL',
  'CACHE_ENCRYPTION_KEY',
  'WEBHOOK_SECRET',
  'ROUTER_SECRET',
  'METRICS_TOKEN',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'LOG_KEY',
] as const;

type Environment = Readonly<Record<string, string | undefined>>;
/** What could be read, when some could not. */
type Read = Partial<z.output<typeof settings>>;

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
  if (read.TRUSTED_DOCUMENTS_ONLY && !given.TRUSTED_DOCUMENTS_FILE)
    faults.push('TRUSTED_DOCUMENTS_ONLY is true without documents: give them in TRUSTED_DOCUMENTS_FILE.');
  if (given.REDIS_URL && !given.CACHE_ENCRYPTION_KEY)
    faults.push(
      'REDIS_URL is set without CACHE_ENCRYPTION_KEY: persons are kept there only sealed. Set one; `openssl rand -base64 32` makes it.',
    );
  if ((read.REQUEST_TIMEOUT_MS ?? 0) < (read.HEADERS_TIMEOUT_MS ?? 0))
    faults.push('REQUEST_TIMEOUT_MS is less than HEADERS_TIMEOUT_MS: a request is at least its headers. Change one of them.');
  if (!given.VITEC_URL) faults.push('VITEC_URL is not set: give the origin of Vitec Connect, https://connect.maklare.vitec.net.');
  if (read.METRICS_PORT !== undefined && read.METRICS_PORT === read.PORT)
    faults.push('PORT and METRICS_PORT are the same: set another in one of them.');
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
    http: { maxConnections: data.MAX_CONNECTIONS, headersTimeoutMs: data.HEADERS_TIMEOUT_MS, requestTimeoutMs: data.REQUEST_TIMEOUT_MS },
  });
}

function readSecretFile(given: Record<string, string | undefined>, name: string, faults: string[]): void {
  const path = given[`${name}_FILE`];
  if (path === undefined) return;
  if (given[name] !== undefined) {
    faults.push(`${name} and ${name}_FILE are both set: keep one.`);
    return;
  }
  try {
    given[name] = readFileSync(path, 'utf8').replace(/\r?\n$/, ''); // editors and `echo` end a file with a line break
  } catch {
    faults.push(`${name}_FILE ${UNREADABLE}.`);
  }
}

/** The settings that are right by themselves, so that what hangs together can be checked beside a fault elsewhere. */
function readEach(given: Environment): Read {
  const entries = Object.entries(settings.shape).flatMap(([name, check]) => {
    const { success, data } = check.safeParse(given[name]);
    return success ? [[name, data]] : [];
  });
  return Object.fromEntries(entries) as Read;
}

function readAuth(read: Read, given: Environment, sandbox: boolean, faults: string[]): AuthSettings | null {
  const mode = read.AUTH_MODE ?? (sandbox ? 'none' : 'jwt');
  if (mode === 'none' && !sandbox) {
    faults.push('AUTH_MODE=none would let anyone read everything: it starts with the sandbox alone. Set jwt or passthrough.');
    return null;
  }
  if (mode !== 'jwt') return { mode };
  const missing = [
    ...(given.JWT_JWKS_URL || given.JWT_JWKS_FILE ? [] : ['JWT_JWKS_URL (or JWT_JWKS_FILE)']),
    ...['JWT_ISSUER', 'JWT_AUDIENCE'].filter((name) => !given[name]),
  ];
  if (missing.length > 0)
    faults.push(`${missing.join(', ')} not set: tokens are checked against them. Set them, or another AUTH_MODE than jwt.`);
  if (given.JWT_JWKS_URL && given.JWT_JWKS_FILE) faults.push('JWT_JWKS_URL and JWT_JWKS_FILE are both set: keep one.');
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWT_CUSTOMERS_CLAIM: customersClaim } = read;
  const keys = read.JWT_JWKS_URL ?? read.JWT_JWKS_FILE;
  return keys && issuer && audience && customersClaim ? { mode, keys, issuer, audience, customersClaim } : null;
}

function readCredentials(read: Read, given: Environment, auth: AuthSettings | null, faults: string[]): Credentials | null {
  if (auth?.mode === 'passthrough') return { everyCustomer: null, ofCustomer: new Map() }; // each caller brings its own
  const { VITEC_USERNAME: username = null, VITEC_PASSWORD: password = null, VITEC_CREDENTIALS_FILE: file = null } = read;
  if (given.VITEC_CREDENTIALS_FILE) {
    if (password !== null) faults.push('VITEC_PASSWORD and VITEC_CREDENTIALS_FILE are both set: keep one.');
    return file && credentialsOfFile(file, username, faults);
  }
  if (username !== null && password !== null) return { everyCustomer: { username, password }, ofCustomer: new Map() };
  const missing = [...(username === null ? ['VITEC_USERNAME'] : []), ...(password === null ? ['VITEC_PASSWORD'] : [])];
  faults.push(`${missing.join(' and ')} not set: give both, or a pair for each customer in VITEC_CREDENTIALS_FILE.`);
  return null;
}

function credentialsOfFile(file: CredentialsFile, username: string | null, faults: string[]): Credentials | null {
  try {
    return toCredentials(file, username);
  } catch (error) {
    faults.push(`VITEC_CREDENTIALS_FILE ${(error as Error).message}.`);
    return null;
  }
}
