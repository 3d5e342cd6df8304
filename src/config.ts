import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Credentials, parseCredentialsFile } from './vitec/credentials.ts';

/** Everything that can be set, checked once; nobody else reads the environment. */
export type Config = {
  readonly sandbox: boolean;
  readonly port: number;
  readonly host: string;
  readonly vitec: {
    readonly origin: string;
    readonly credentials: Credentials;
    readonly maxConcurrency: number;
    readonly attemptTimeoutMs: number;
  };
  readonly operationTimeoutMs: number;
  readonly maxContactsPerOperation: number;
  readonly idPattern: RegExp;
  readonly graphiql: boolean;
  readonly introspection: boolean;
  readonly upstreamReport: boolean;
  readonly logLevel: string;
};

/** All that is wrong with the settings, each in a line that says what to do. No line shows a value: it might be a secret. */
export class ConfigError extends Error {
  constructor(faults: readonly string[]) {
    super(
      `The gateway cannot start with these settings:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\nThe README has a table of all settings.`,
    );
    this.name = 'ConfigError';
  }
}

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'needs a whole number without a unit')
    .transform(Number)
    .refine((number) => number >= least && number <= most, `needs a number from ${least} to ${most}`);
const flag = z.enum(['true', 'false'], 'needs true or false').transform((text) => text === 'true');

/** One line a setting: its check, its default, its meaning and unit. The environment's names, so that a message can name them. */
const settings = z.object({
  PORT: wholeNumber(0, 65_535).default(4_000).describe('TCP port of GraphQL; 0 takes a free one.'),
  HOST: z.string().default('0.0.0.0').describe('Address to listen on.'),
  VITEC_URL: z
    .string()
    .transform(toOrigin)
    .describe('Origin of Vitec Connect, as https://connect.maklare.vitec.net. http only for this machine.'),
  VITEC_USERNAME: z.string().optional().describe('User name of Vitec Connect, one for each partner.'),
  VITEC_PASSWORD: z.string().optional().describe('Password for every customer; for one that differs, use the file.'),
  VITEC_CREDENTIALS_FILE: z.string().optional().describe('Path of a JSON file with a pair for each customer or group.'),
  VITEC_MAX_CONCURRENCY: wholeNumber(1, 1_000).default(64).describe('Calls to Vitec that may be open at once.'),
  VITEC_ATTEMPT_TIMEOUT_MS: wholeNumber(1, 600_000).default(3_000).describe('Milliseconds that one call to Vitec may take in all.'),
  OPERATION_TIMEOUT_MS: wholeNumber(1, 600_000)
    .default(9_000)
    .describe('Milliseconds that one GraphQL operation may wait for Vitec in all.'),
  MAX_CONTACTS_PER_OPERATION: wholeNumber(1, 10_000).default(100).describe('Distinct contacts that one operation may name and reach.'),
  ID_PATTERN: z
    .string()
    .default('[A-Za-z0-9_-]{1,64}')
    .transform(toIdPattern)
    .describe('Regular expression that a customerId and a contactId match as a whole.'),
  GRAPHIQL: flag.optional().describe('Whether GET /graphql shows GraphiQL.'),
  INTROSPECTION: flag.optional().describe('Whether the schema may be asked for.'),
  UPSTREAM_REPORT: flag.optional().describe('Whether answers tell their cost in extensions.upstream.'),
  LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'needs silent, fatal, error, warn, info, debug or trace')
    .default('info')
    .describe('Least grave level that is logged.'),
});

/** Values that must not stand in a process list: each can be given as the path of a file in NAME_FILE instead. */
const SECRETS = ['VITEC_USERNAME', 'VITEC_PASSWORD'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings, or throws a ConfigError that tells all faults at once. `sandbox` is said by the program that starts one, never by a setting. */
export function loadConfig(environment: Environment, { sandbox }: { readonly sandbox: boolean }): Config {
  const faults: string[] = [];
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  for (const name of SECRETS) readSecretFile(given, name, faults);

  const { data, error } = settings.safeParse(given);
  for (const { path, code, message } of error?.issues ?? []) {
    const isMissing = code === 'invalid_type' && given[String(path[0])] === undefined;
    faults.push(isMissing ? `${String(path[0])} is not set: ${settings.shape.VITEC_URL.description}` : `${String(path[0])} ${message}.`);
  }
  const credentials = readCredentials(given, faults);
  if (!data || !credentials || faults.length > 0) throw new ConfigError(faults);

  return Object.freeze({
    sandbox,
    port: data.PORT,
    host: data.HOST,
    vitec: {
      origin: data.VITEC_URL,
      credentials,
      maxConcurrency: data.VITEC_MAX_CONCURRENCY,
      attemptTimeoutMs: data.VITEC_ATTEMPT_TIMEOUT_MS,
    },
    operationTimeoutMs: data.OPERATION_TIMEOUT_MS,
    maxContactsPerOperation: data.MAX_CONTACTS_PER_OPERATION,
    idPattern: data.ID_PATTERN,
    graphiql: data.GRAPHIQL ?? sandbox,
    introspection: data.INTROSPECTION ?? sandbox,
    upstreamReport: data.UPSTREAM_REPORT ?? sandbox,
    logLevel: data.LOG_LEVEL,
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
    faults.push(`${name}_FILE names a file that cannot be read.`);
  }
}

function readCredentials(given: Environment, faults: string[]): Credentials | null {
  const { VITEC_USERNAME: username, VITEC_PASSWORD: password, VITEC_CREDENTIALS_FILE: path } = given;
  if (path === undefined) {
    if (username !== undefined && password !== undefined) return { everyCustomer: { username, password }, ofCustomer: new Map() };
    const missing = [username === undefined && 'VITEC_USERNAME', password === undefined && 'VITEC_PASSWORD'].filter(Boolean).join(' and ');
    faults.push(`${missing} not set: give both, or a pair for each customer in VITEC_CREDENTIALS_FILE.`);
    return null;
  }
  if (password !== undefined) {
    faults.push('VITEC_PASSWORD and VITEC_CREDENTIALS_FILE are both set: keep one.');
    return null;
  }
  try {
    return parseCredentialsFile(readFileSync(path, 'utf8'), username ?? null);
  } catch (error) {
    const why = error instanceof Error && !('code' in error) ? error.message : 'names a file that cannot be read';
    faults.push(`VITEC_CREDENTIALS_FILE ${why}.`);
    return null;
  }
}

/** Only an origin: a path would be lost, and a password in an address ends up in logs. */
function toOrigin(text: string, context: z.RefinementCtx): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const fault = !url
    ? 'is not a URL'
    : url.username !== '' || url.password !== ''
      ? 'must not hold a user name or a password: use VITEC_USERNAME and VITEC_PASSWORD'
      : url.pathname !== '/' || url.search !== '' || url.hash !== ''
        ? 'must be an origin, without a path, a query or a fragment'
        : url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url.hostname))
          ? 'must begin with https://, since the password goes there'
          : null;
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  return url?.origin ?? '';
}

const isThisMachine = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

function toIdPattern(text: string, context: z.RefinementCtx): RegExp {
  try {
    const pattern = new RegExp(`^(?:${text})$`);
    if (!['', '.', '..'].some((id) => pattern.test(id))) return pattern;
    context.addIssue({ code: 'custom', message: 'must not match an empty text, "." or "..", which would change the address' });
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a regular expression' });
  }
  return /(?!)/;
}
