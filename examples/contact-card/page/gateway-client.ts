import { Client, cacheExchange, fetchExchange } from '@urql/core';

/**
 * A part seen before is shown at once and asked for again behind it: the gateway decides how old it may be. The cache is by operation, not
 * normalised: each part is asked for alone, and a part that failed must not make the others ask again.
 */
export const createGatewayClient = (): Client =>
  new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchSubscriptions: true,
    exchanges: [cacheExchange, fetchExchange],
  });

/** Makes the gateway ask Vitec even for what it has cached. */
export const ASK_VITEC = { requestPolicy: 'network-only', fetchOptions: { headers: { 'cache-control': 'no-cache' } } } as const;
export const ASK_GATEWAY = { requestPolicy: 'network-only' } as const;
