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
  // The gateway ends an operation after 9 s (OPERATION_TIMEOUT_MS) with a code.
  upstreamTimeout: ({ subgraphName }) => (subgraphName === 'vitec' ? 11_000 : undefined),
};
