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
  // The gateway answers within 13 s: docs/resilience.md, Longest waits.
  upstreamTimeout: ({ subgraphName }) => (subgraphName === 'vitec' ? 15_000 : undefined),
};
