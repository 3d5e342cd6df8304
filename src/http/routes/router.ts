import type { Log } from '../../telemetry/logging/log.ts';
import type { Metrics } from '../../telemetry/metrics/metrics.ts';
import type { Exchange, Route } from '../server/exchange.ts';
import type { HttpRejection } from '../server/http-rejection.ts';
import { createReject } from '../server/reject.ts';
import { withoutEndSlash } from '../server/request-target.ts';
import { respondRejection } from '../server/respond.ts';
import type { Router } from '../server/server.ts';
import { allowOrigins } from './cors.ts';
import { createGraphqlRoute, type GraphqlRouteParts } from './graphql.ts';
import { createReadyRoute, healthRoute } from './health.ts';
import { createMetricsRoute } from './metrics.ts';
import { createWebhookRoute, isWebhookPath, type WebhookParts } from './webhook.ts';

export type RouterParts = {
  readonly graphql: GraphqlRouteParts;
  readonly corsOrigins: readonly string[];
  /** The page at `/`, which the demo has. */
  readonly frontPage: Route | null;
  /** Null: notifications are not accepted. */
  readonly webhook: WebhookParts | null;
  /** Whether a token opens `/metrics`; null: `/metrics` is not served here. */
  readonly isMetricsToken: ((token: string) => boolean) | null;
  readonly isReady: () => boolean;
  readonly log: Log;
  readonly metrics: Metrics;
};

const NOT_FOUND: HttpRejection = { status: 404, code: 'NOT_FOUND', message: 'Nothing is here. GraphQL is at /graphql.' };

/** Maps method and path to a route. */
export function createRouter(parts: RouterParts): Router {
  const { corsOrigins, frontPage, isMetricsToken, isReady, log, metrics } = parts;
  const reject = createReject(log, metrics);
  const graphql = createGraphqlRoute(parts.graphql, reject);
  const ready = createReadyRoute(isReady);
  const webhook = parts.webhook && createWebhookRoute(parts.webhook, { reject, log, metrics });
  const metricsRoute = isMetricsToken && createMetricsRoute(isMetricsToken, { reject, metrics });
  const notFound: Route = ({ response, record }) => {
    metrics.requestRejected(NOT_FOUND.code);
    respondRejection(response, NOT_FOUND, record.requestId);
  };

  const findRoute = ({ request, target }: Exchange): Route | null => {
    switch (withoutEndSlash(target.path)) {
      case '/graphql':
        return graphql;
      case '/health':
        return healthRoute;
      case '/ready':
        return ready;
      case '/':
        return request.method === 'GET' ? frontPage : null;
      case '/metrics':
        return request.method === 'GET' ? metricsRoute : null;
      default:
        return isWebhookPath(target.path) ? webhook : null;
    }
  };

  return {
    route: (exchange) => (findRoute(exchange) ?? notFound)(exchange),
    setHeaders: (path, request, response) => {
      if (path === '/graphql') allowOrigins(request, response, corsOrigins); // pages must be able to read rejections too
    },
    isServedWhenFull: (path) => path === '/health', // an orchestrator would restart a busy gateway
  };
}
