import type { GatewayCLIConfig } from '@graphql-hive/gateway';

/** hive-gateway supergraph ./supergraph.graphql --config-path hive-gateway.config.ts */
export const gatewayConfig: GatewayCLIConfig = {
  propagateHeaders: {
    fromClientToSubgraphs: ({ request, subgraphName }) => {
      if (subgraphName !== 'vitec') return {};
      return {
        authorization: request.headers.get('authorization') ?? undefined,
        'cache-control': request.headers.get('cache-control') ?? undefined,
        'x-request-id': request.headers.get('x-request-id') ?? undefined,
        'x-router-secret': process.env.VITEC_ROUTER_SECRET,
      };
    },
  },
  // Subscriptions come as server-sent events. Hive Gateway asks for them with GET, which the gateway rejects.
  transportEntries: { vitec: { options: { method: 'POST' } } },
  // The gateway answers within 13 s: docs/resilience.md, Longest waits. A subscription stays open: the time-out would end it.
  upstreamTimeout: ({ subgraphName, executionRequest }) =>
    subgraphName === 'vitec' && executionRequest?.operationType !== 'subscription' ? 15_000 : undefined,
};
