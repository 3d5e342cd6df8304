import type { DestinationStream } from 'pino';
import { createAuthentication } from './access/create-authentication.ts';
import { createRouterCheck } from './access/router-secret.ts';
import { createSecretCheck } from './access/secret.ts';
import { type AnswerStore, createAnswerStore } from './cache/cache.ts';
import { createKeyHash } from './cache/encryption.ts';
import { GatewayRedis } from './cache/redis.ts';
import { withCache } from './cache/with-cache.ts';
import type { Config } from './config.ts';
import type { FetchPartyRoles } from './domain/answer.ts';
import { type AllowedContact, contactCacheKey } from './domain/contact.ts';
import type { FailureCode } from './domain/failure.ts';
import type { Generations } from './domain/generations.ts';
import type { Operation } from './domain/operation.ts';
import { REQUEST_CODES } from './graphql/errors/request-codes.ts';
import { createContext } from './graphql/execution/context.ts';
import { createEngine } from './graphql/execution/engine.ts';
import { operationNames } from './graphql/execution/trusted-documents.ts';
import { createSchema } from './graphql/schema/schema.ts';
import { createGraphiqlPage, type ExampleVariables } from './http/routes/graphiql.ts';
import { createGraphqlHandler } from './http/routes/graphql.ts';
import { createPresent } from './http/routes/graphql-answer.ts';
import { createMetricsServer } from './http/routes/metrics-server.ts';
import { createPage, OWN_SCRIPTS_ALONE } from './http/routes/page.ts';
import { traceOperations } from './http/routes/trace-operations.ts';
import type { Notification } from './http/routes/webhook.ts';
import { boundUrl, localUrl } from './http/server/address.ts';
import { createDrain } from './http/server/drain.ts';
import { listen } from './http/server/listen.ts';
import { createHttpServer } from './http/server/server.ts';
import { createContactRef } from './telemetry/logging/contact-ref.ts';
import { createDocumentRef } from './telemetry/logging/document-ref.ts';
import { createLog, type Log } from './telemetry/logging/log.ts';
import { createStandardOutput, type LogOutput } from './telemetry/logging/standard-output.ts';
import { createMetrics, type Metrics } from './telemetry/metrics/metrics.ts';
import { loadTracing } from './telemetry/tracing/load-tracing.ts';
import type { Tracing } from './telemetry/tracing/trace-span.ts';
import { withAttemptsTraced, withBatchesTraced } from './telemetry/tracing/trace-upstream.ts';
import { withBreaker } from './upstream/breaker.ts';
import { withCallQueue } from './upstream/call-queue.ts';
import { createGenerations } from './upstream/generations.ts';
import { beginRefresh } from './upstream/operation-deadline.ts';
import { createRateLimiter, type RateLimiter, untilPermit } from './upstream/rate-limiter.ts';
import { withRetries } from './upstream/retries.ts';
import { withSingleFlight } from './upstream/single-flight.ts';
import { createVitecClient, type VitecClient } from './vitec/client.ts';
import { createAskVitec, readPartyRoles } from './vitec/endpoints/party-roles.ts';

/** What is still being answered when the gateway is told to stop has so long. */
const DRAIN_MS = 10_000;
/** The last lines of the log have so long to be read. */
const LOG_MS = 1_000;
/** So long the start waits for Redis, which it can do without. */
const REDIS_START_MS = 500;
/** So long Vitec is waited for when an older answer could be shown. */
const SOFT_TIMEOUT_MS = 300;

export type Gateway = {
  /** `http://host:port`, as a client on this machine writes it. */
  readonly url: string;
  /**
   * Is not ready from now on; after `lingerMs`, in which those who balance load learn that, takes no more, answers what was asked, and
   * lets go of Vitec.
   */
  readonly stop: (signal: string, lingerMs?: number) => Promise<void>;
};

/** What the demo shows beside: variables to fill in, and the page at `/`. */
type Showing = { readonly examples?: ExampleVariables; readonly frontPage?: string };

/** Makes the parts, joins them and listens: read it from top to bottom to see the way of a request backwards. */
export async function startGateway(
  config: Config,
  { examples = {}, frontPage }: Showing = {},
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
    logDestination ?? createStandardOutput({ onDropped: metrics.logLineDropped, onTakenAgain: (lines) => log.linesDropped(lines) });
  const log = createLog({ level: config.logLevel, perSecond: config.logMaxPerSecond, documentRef }, output);
  const onRedisTrouble = (error: unknown) => {
    metrics.redisFault();
    log.redisTrouble(error);
  };
  const tracing = await loadTracing(config.tracing, log.tracesTrouble);
  const redis = config.redis ? new GatewayRedis(config.redis.url, onRedisTrouble) : null;
  const hashedKey = config.redis ? createKeyHash(config.redis.keys) : (name: string) => name;
  const generations = createGenerations(hashedKey);
  const store = createAnswerStore(redis && config.redis && { redis, keys: config.redis.keys, onTrouble: onRedisTrouble }, {
    keepMs: config.cache.ttlMs + config.cache.graceMs,
    hashedKey,
    generations,
    read: readPartyRoles,
    nowMs: () => performance.now(),
  });
  const { maxPerSecond } = config.vitec;
  const rateLimiter = maxPerSecond === null ? null : createRateLimiter(maxPerSecond, redis, () => performance.now());
  const vitec = createVitecClient({
    ...config.vitec,
    idPattern: config.idPattern,
    onReconnect: metrics.reconnected,
    ...(rateLimiter ? { untilPermit: (signal) => untilPermit(rateLimiter, signal) } : {}),
  });
  const fetchPartyRoles = joinCares(config, { vitec, rateLimiter, store, generations, log, metrics, tracing });

  const run = createEngine({
    schema: createSchema({ withService: config.introspection }),
    createContext: (asking) => createContext(asking, { ...config, fetchPartyRoles, watch: metrics }),
    settings: config,
  });

  const graphql = createGraphqlHandler({ ...config, run, present: createPresent(log, metrics, config.sandbox) });
  let stopping = false;
  const server = createHttpServer({
    graphql: tracing ? traceOperations(graphql, tracing, namesOfTrusted, documentRef) : graphql,
    authenticate: createAuthentication(config.auth, config.idPattern),
    authScheme: config.auth.mode === 'passthrough' ? 'Basic' : 'Bearer',
    comesThroughRouter: createRouterCheck(config.routerSecrets),
    graphiqlPage: config.graphiql ? createGraphiqlPage(examples) : null,
    frontPage: frontPage === undefined ? null : createPage(frontPage, OWN_SCRIPTS_ALONE),
    allowGet: config.sandbox,
    corsOrigins: config.corsOrigins,
    limits: config.http,
    webhook:
      config.webhookSecret === null
        ? null
        : {
            isSecret: createSecretCheck([config.webhookSecret]),
            onNotification: (notification) => void dropKept(store, notification),
          },
    isMetricsToken: config.metricsToken === null ? null : createSecretCheck([config.metricsToken]),
    isReady: () => !stopping,
    log,
    metrics,
  });
  const drain = createDrain(server, DRAIN_MS);
  const metricsServer = config.metricsPort === null ? null : createMetricsServer(metrics);

  await redis?.untilReady(REDIS_START_MS); // else the first answers would find nothing there
  if (metricsServer && config.metricsPort !== null) await listen(metricsServer, config.metricsPort, config.host);
  const bound = await listen(server, config.port, config.host);
  log.listening(boundUrl(bound));

  return {
    url: localUrl(bound),
    async stop(signal, lingerMs = 0) {
      stopping = true;
      log.stopping(signal);
      await new Promise((resolve) => setTimeout(resolve, lingerMs));
      await drain();
      metricsServer?.close().closeAllConnections();
      await vitec.close();
      await tracing?.stop();
      store.close();
      redis?.close();
      log.stopped();
      await output.untilTaken?.(LOG_MS);
    },
  };
}

type Cared = {
  readonly vitec: VitecClient;
  readonly rateLimiter: RateLimiter | null;
  readonly store: AnswerStore;
  readonly generations: Generations;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracing: Tracing | null;
};

/**
 * Composes the policies, innermost first. A pause between attempts holds no slot, since retries stand outside the queue. The breaker counts
 * attempts. Callers who share a call share its retries. The cache stands before all of it.
 */
function joinCares(config: Config, { vitec, rateLimiter, store, generations, log, metrics, tracing }: Cared): FetchPartyRoles {
  const nowMs = () => performance.now();
  const askVitec = createAskVitec(vitec, () => new Date(), nowMs, metrics);
  const queued = withCallQueue(tracing ? withAttemptsTraced(askVitec, tracing) : askVitec, {
    concurrency: config.vitec.maxConcurrency,
    concurrencyPerCustomer: config.vitec.maxPerCustomer,
    attemptTimeoutMs: config.vitec.attemptTimeoutMs,
    rateLimiter,
    nowMs,
    onWaited: metrics.waited,
    watch: metrics.watchQueue,
  });
  const retried = withRetries(withBreaker(queued, nowMs, metrics.watchBreakers), Math.random, metrics.retried);
  const shared = withSingleFlight(retried, generations, metrics.shared);
  const refOf = createContactRef(config.logKey);
  const settings = {
    ...config.cache,
    softTimeoutMs: SOFT_TIMEOUT_MS,
    onLookup: metrics.lookedUp,
    onFailure: (contact: AllowedContact, { record }: Operation, code: FailureCode) => log.contactFailed(record, code, () => refOf(contact)),
    beginRefresh: (operation: Operation) => beginRefresh(operation, config.operationTimeoutMs),
  };
  const kept = withCache(shared, { store, generations }, settings, { nowMs, date: () => new Date() });
  return tracing ? withBatchesTraced(kept, tracing) : kept;
}

/** A notification of a customer, or of one contact, drops what is kept of it. */
function dropKept(store: AnswerStore, { customerId, contactId }: Notification): Promise<void> {
  return contactId === null
    ? store.deleteCustomer(customerId)
    : store.delete({ customerId, name: contactCacheKey({ customerId, contactId }) });
}
