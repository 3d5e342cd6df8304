import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { GraphQLFormattedError } from 'graphql';
import { freePort } from '../support/listen.ts';

export type SupergraphGateway = { readonly url: string; readonly [Symbol.asyncDispose]: () => Promise<void> };
/** Serves a supergraph; `routerSecret` goes to the subgraph `vitec` alone. */
export type StartGateway = (supergraph: string, routerSecret: string) => Promise<SupergraphGateway>;

/** Headers of the caller that go on to the gateway. */
const FORWARDED = ['authorization', 'cache-control', 'x-request-id'] as const;
type Headers = { readonly [Name in (typeof FORWARDED)[number]]?: string | undefined };

/** `redacted`: nothing of a subgraph's errors goes on, as in Apollo Router unless it is told otherwise. */
const apolloGateway =
  ({ redacted }: { readonly redacted: boolean }): StartGateway =>
  async (supergraph, routerSecret) => {
    const gateway = new ApolloGateway({
      supergraphSdl: supergraph,
      buildService: ({ name, url }) =>
        new RemoteGraphQLDataSource<Headers>({
          url: url ?? '',
          willSendRequest({ request, context }) {
            if (name !== 'vitec') return;
            request.http?.headers.set('x-router-secret', routerSecret);
            for (const name of FORWARDED) {
              const value = context[name];
              if (value) request.http?.headers.set(name, value);
            }
          },
        }),
    });
    const formatError = (error: GraphQLFormattedError) => (redacted ? { message: 'Subgraph errors redacted' } : error);
    const server = new ApolloServer<Headers>({ gateway, includeStacktraceInErrorResponses: false, formatError });
    const { url } = await startStandaloneServer(server, {
      listen: { host: '127.0.0.1', port: 0 },
      context: async ({ req }) => Object.fromEntries(FORWARDED.map((name) => [name, req.headers[name]])),
    });
    return { url, [Symbol.asyncDispose]: () => server.stop() };
  };

const HIVE_GATEWAY = join(createRequire(import.meta.url).resolve('@graphql-hive/gateway'), '../bin.js');
/** The recipe of the docs, as it stands there. */
const HIVE_RECIPE = fileURLToPath(new URL('../../docs/federation/hive-gateway.config.ts', import.meta.url));

/** `edit` changes the text of the recipe. */
export const startHiveGateway = async (supergraph: string, routerSecret: string, edit: ((recipe: string) => string) | null = null) => {
  const file = join(mkdtempSync(join(tmpdir(), 'supergraph-')), 'supergraph.graphql');
  writeFileSync(file, supergraph);
  const recipe = edit ? join(file, '../hive-gateway.config.ts') : HIVE_RECIPE;
  if (edit) writeFileSync(recipe, edit(readFileSync(HIVE_RECIPE, 'utf8')));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [HIVE_GATEWAY, 'supergraph', file, '--config-path', recipe, '--port', String(port), '--host', '127.0.0.1'],
    { env: { ...process.env, VITEC_ROUTER_SECRET: routerSecret }, cwd: import.meta.dirname },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const origin = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Hive Gateway ended: ${output}`);
    const health = await fetch(`${origin}/readiness`).catch(() => null);
    if (health?.ok) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url: `${origin}/graphql`,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
    },
  };
};

export const GATEWAYS: Readonly<Record<string, StartGateway>> = {
  'Apollo Gateway': apolloGateway({ redacted: false }),
  'Hive Gateway': (supergraph, routerSecret) => startHiveGateway(supergraph, routerSecret),
};

export const startRedactingGateway = apolloGateway({ redacted: true });
