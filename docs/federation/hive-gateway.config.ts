import type { GatewayCLIConfig } from '@graphql-hive/gateway';

/** hive-gateway supergraph ./supergraph.graphql --config-path hive-gateway.config.ts */
export const gatewayConfig: GatewayCLIConfig = {
  propagateHeaders: {
    fromClientToSubgraphs: ({ request, subgraphName }) => {
      if (subgraphName !== 'vitec') return {};
      return {
        authorization: request.headers.get('authorization') ?? undefined,
        'x-request-id': request.headers.get('x-request-id') ?? undefined,
        'x-router-secret': process.env.VITEC_ROUTER_SECRET,
      };
    },
  },
  // the gateway's own limit is 9 s an operation (OPERATION_TIMEOUT_MS): it must have said why before it is cut off
  upstreamTimeout: ({ subgraphName }) => (subgraphName === 'vitec' ? 11_000 : undefined),
};
