import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';

/** What has no id of its own belongs to the contact that it was asked for with. */
const keys = { VitecStatus: () => null, PartyRoleGroup: () => null, ContactRepresentation: () => null };

/** A card seen before is shown at once and asked for anew behind it: how old it may be is for the gateway to say. */
export const createGatewayClient = (): Client =>
  new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    exchanges: [cacheExchange({ keys }), fetchExchange],
  });

/** What makes the gateway ask Vitec, whatever it has kept. */
export const ASK_VITEC = { requestPolicy: 'network-only', fetchOptions: { headers: { 'cache-control': 'no-cache' } } } as const;
export const ASK_GATEWAY = { requestPolicy: 'network-only' } as const;
