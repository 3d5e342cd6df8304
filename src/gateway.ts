import type { DestinationStream } from 'pino';
import { createAuthentication } from './access/create-authentication.ts';
import { createRouterCheck, createSecretCheck } from './access/secret.ts';
import type { Config } from './config.ts';
import { createDataSource } from './data-source.ts';
import { StreamEnd } from './domain/stream-end.ts';
import { REQUEST_CODES } from './graphql/errors/request-codes.ts';
import { createContext } from './graphql/execution/context.ts';
import { createEngine } from './graphql/execution/engine.ts';
import { operationNames } from './graphql/execution/trusted-documents.ts';
import { OpenStreams } from './graphql/limits/open-streams.ts';
import { createSchema } from './graphql/schema/schema.ts';
import type { ExampleVariables } from './http/routes/graphiql.ts';
import { createGraphqlHandler } from './http/routes/graphql-handler.ts';
import { createPresenter } from './http/routes/graphql-response.ts';
import { createPage, INLINE_PAGE_POLICY } from './http/routes/html-page.ts';
import { createMetricsServer } from './http/routes/metrics.ts';
import { createRouter } from './http/routes/router.ts';
import { traceOperations } from './http/routes/trace-operations.ts';
import { createDrain } from './http/server/drain.ts';
import { boundUrl, listen, localUrl } from './http/server/listen.ts';
import { createHttpServer } from './http/server/server.ts';
import { openTrail } from './open-trail.ts';
import { createCallerRef } from './telemetry/logging/caller-ref.ts';
import { createContactRef } from './telemetry/logging/contact-ref.ts';
import { createDocumentRef } from './telemetry/logging/document-ref.ts';
import { createLog } from './telemetry/logging/log.ts';
import { createStandardOutput, type LogOutput } from './telemetry/logging/standard-output.ts';
import { createMetrics } from './telemetry/metrics/metrics.ts';

/** How long open requests may take after a stop. */
const DRAIN_MS = 10_000;
/** How long the last lines of the log may take to be read. */
const LOG_MS = 1_000;
/** How long the start waits for Redis, which it can do without. */
const REDIS_START_MS = 500;
export type Gateway = {
  /** `http://host:port`, as a client on this machine writes it. */
  readonly url: string;
  /** Becomes not ready. After `lingerMs`, in which load balancers notice it, takes no more requests, answers the open ones, and closes. */
  readonly stop: (signal: string, lingerMs?: number) => Promise<void>;
};

/** For the demo: variables for GraphiQL, and the page at `/`. */
type DemoPages = { readonly examples?: ExampleVariables; readonly frontPage?: string };

/** Creates the parts and listens. Read from bottom to top, it is the way of a request. */
export async function startGateway(
  config: Config,
  { examples = {}, frontPage }: DemoPages = {},
  logDestination?: DestinationStream,
): Promise<Gateway> {
  const documentRef = createDocumentRef(config.trustedDocuments, config.logKey);
  const namesOfTrusted = operationNames(config.trustedDocuments);
  const metrics = createMetrics({
    isRead: config.metricsPort !== null || config.metricsToken !== null,
    operationNames: namesOfTrusted,
    requestCodes: Object.keys(REQUEST_CODES),
  });
  const output: LogOutput =
    logDestination ?? createStandardOutput({ onDropped: metrics.logLineDropped, onResumed: (lines) => log.linesDropped(lines) });
  const [contactRef, callerRef] = [createContactRef(config.logKey), createCallerRef(config.logKey)];
  const log = createLog(
    {
      level: config.logLevel,
      perSecond: config.logMaxPerSecond,
      documentRef,
      callerRef,
      showsCallers: config.logCallers,
    },
    output,
  );
  for (const { name, nearest } of config.unknownSettings) log.unknownSetting(name, nearest);
  const opened = config.accessTrail && (await openTrail(config.accessTrail, { output, contactRef, callerRef, log, metrics }));
  if (opened && config.logKey === null) log.trailWithoutKey();
  // OpenTelemetry is loaded only if traces are configured, to save start time and memory
  const tracing = config.tracing && (await import('./telemetry/tracing/tracing.ts')).createTracing(config.tracing, log.tracesTrouble);
  const dataSource = await createDataSource(config, { log, metrics, tracing, contactRef });

  // the library of the limit is loaded only if there is one
  const perMinute = config.callerMaxContactsPerMinute;
  const callerLimit =
    perMinute === null ? null : (await import('./access/caller-limit.ts')).createCallerLimit(perMinute, dataSource.sharedCounts);

  const contextParts = {
    ...config,
    loads: dataSource.loads,
    changes: dataSource.changes,
    observer: metrics,
    callerLimit,
    nowMs: () => performance.now(),
    hasTrail: opened !== null,
  };
  const run = createEngine({
    schema: createSchema({ withService: config.introspection }),
    createContext: (asking) => createContext(asking, contextParts),
    settings: config,
    trail: opened?.trail ?? null,
    streams: config.webhookSecret === null ? null : new OpenStreams(config.streams, metrics.openStreams),
  });

  const graphql = createGraphqlHandler({ ...config, run, presenter: createPresenter(log, metrics, config.sandbox) });
  let stopping = false;
  const isReady = () => !stopping;
  const router = createRouter({
    graphql: {
      handler: tracing ? traceOperations(graphql, tracing, namesOfTrusted, documentRef) : graphql,
      authenticate: createAuthentication(config.auth, config.idPattern),
      authScheme: config.auth.mode === 'passthrough' ? 'Basic' : 'Bearer',
      comesThroughRouter: createRouterCheck(config.routerSecrets),
      // 9 MB of source, which production seldom shows
      graphiqlPage: config.graphiql ? (await import('./http/routes/graphiql.ts')).createGraphiqlPage(examples) : null,
      allowGet: config.sandbox,
    },
    corsOrigins: config.corsOrigins,
    frontPage: frontPage === undefined ? null : createPage(frontPage, INLINE_PAGE_POLICY),
    webhook:
      config.webhookSecret === null
        ? null
        : {
            isSecret: createSecretCheck([config.webhookSecret]),
            onNotification: dataSource.onNotification,
          },
    isMetricsToken: config.metricsToken === null ? null : createSecretCheck([config.metricsToken]),
    isReady,
    log,
    metrics,
  });
  const server = createHttpServer({ router, limits: config.http, isReady, log, metrics });
  const drain = createDrain(server, DRAIN_MS);
  const metricsServer = config.metricsPort === null ? null : createMetricsServer(metrics);

  await dataSource.untilReady(REDIS_START_MS); // else the first answers would find nothing there
  if (metricsServer && config.metricsPort !== null) await listen(metricsServer, config.metricsPort, config.host);
  const bound = await listen(server, config.port, config.host);
  log.listening(boundUrl(bound));

  return {
    url: localUrl(bound),
    async stop(signal, lingerMs = 0) {
      stopping = true;
      log.stopping(signal);
      await new Promise((resolve) => setTimeout(resolve, lingerMs));
      dataSource.changes.stop(() => new StreamEnd('SHUTTING_DOWN'));
      await drain();
      await opened?.close();
      metricsServer?.close().closeAllConnections();
      await dataSource.close();
      await tracing?.stop();
      log.stopped();
      await output.untilRead?.(LOG_MS);
    },
  };
}
