import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { pino } from 'pino';
import { loadConfig } from '../../src/config.ts';
import { startGateway as start } from '../../src/gateway.ts';
import type { VitecAccess } from './vitec.ts';

export type GraphqlError = {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; retryable: boolean; requestId: string; retryAfterSeconds?: number };
};
export type Answer<Data> = {
  status: number;
  headers: Headers;
  data: Data;
  errors: GraphqlError[] | undefined;
  extensions: { upstream: { calls: number; cacheHits: number; waitedMs: number } } | undefined;
};
// biome-ignore lint/suspicious/noExplicitAny: a test that writes its query inline looks into the answer as it likes
type Loose = any;

export type TestGateway = {
  readonly url: string;
  /** POSTs an operation as a client does. */
  readonly query: <Data = Loose, Variables = Record<string, unknown>>(
    document: string | DocumentTypeDecoration<Data, Variables>,
    variables?: Variables,
    headers?: Record<string, string>,
  ) => Promise<Answer<Data>>;
  /** The log so far. */
  readonly log: () => string;
  /** The lines of the log so far that have this message. */
  readonly logged: (msg: string) => readonly LogLine[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export type LogLine = Readonly<Record<string, unknown>>;

/** The whole gateway on a port of its own, before an office; settings as in the environment. Open as in the sandbox, unless `sandbox` is false. */
export async function startGateway(
  { url, username, password }: VitecAccess,
  settings: Record<string, string> = {},
  { sandbox = true } = {},
): Promise<TestGateway> {
  const environment = {
    PORT: '0',
    HOST: '127.0.0.1',
    LOG_LEVEL: 'trace',
    CACHE_TTL_MS: '0', // tests of the cache set it
    VITEC_URL: url,
    VITEC_USERNAME: username,
    VITEC_PASSWORD: password,
  };
  const log = newLogFile();
  const gateway = await start(loadConfig({ ...environment, ...settings }, { sandbox }), {}, testLog(log));
  return {
    url: gateway.url,
    query: (document, variables, headers) =>
      postOperation(gateway.url, { query: String(document), variables: variables as Record<string, unknown> }, headers),
    log: () => readFileSync(log, 'utf8'),
    logged: (msg) =>
      readFileSync(log, 'utf8')
        .split('\n')
        .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as LogLine]))
        .filter((line) => line.msg === msg),
    [Symbol.asyncDispose]: () => gateway.stop('end of test'),
  };
}

export const newLogFile = (): string => join(process.env.TEST_LOG_FOLDER ?? tmpdir(), `${process.pid}-${randomUUID()}.log`);

/** All that the gateways of a test run log, which is searched for persons and secrets at its end. */
export const testLog = (dest: string) => pino.destination({ dest, sync: true });

export async function postOperation<Data = Loose>(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    ...((await response.json()) as Pick<Answer<Data>, 'data' | 'errors' | 'extensions'>),
  };
}
