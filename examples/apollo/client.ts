import { ApolloClient } from '@apollo/client';
import { Defer20220824Handler } from '@apollo/client/incremental';
import { ApolloLink } from '@apollo/client/link';
import { SetContextLink } from '@apollo/client/link/context';
import { HttpLink } from '@apollo/client/link/http';
import { OperationTypeNode } from 'graphql';
import { createCache } from './cache.ts';
import { createEventLink } from './event-link.ts';
import { createRetryLink, type Pause } from './retry-link.ts';

declare module '@apollo/client' {
  namespace ApolloClient {
    namespace DeclareDefaultOptions {
      interface Query {
        errorPolicy: 'all';
      }
      interface WatchQuery {
        errorPolicy: 'all';
      }
    }
  }
}

/** Longer than the gateway itself waits (docs/resilience.md, Longest waits), so that its own answer comes first. */
const TIMEOUT_MS = 15_000;

type ClientOptions = {
  /** Asked before each request, since a token lives shorter than a page. */
  readonly authorization?: () => string | null;
  readonly pause?: Pause;
};

export function createClient(url: string, { authorization = () => null, pause }: ClientOptions = {}): ApolloClient {
  const authorizationHeader = () => {
    const token = authorization();
    return token === null ? {} : { authorization: token };
  };
  const events = createEventLink({
    url,
    headers: authorizationHeader,
    onConnected: (isReconnected) => {
      if (isReconnected) void client.refetchQueries({ include: 'active' }); // what changed in between is not told
    },
  });
  const answers = ApolloLink.from([
    createRetryLink(pause),
    new SetContextLink(({ headers }) => ({ headers: { ...headers, ...authorizationHeader() } })),
    new HttpLink({ uri: url, fetch: fetchInTime }),
  ]);
  const client = new ApolloClient({
    cache: createCache(),
    link: ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, events, answers),
    incrementalHandler: new Defer20220824Handler(),
    defaultOptions: {
      // with 'none' one contact that fails would hide all the others of a list
      query: { errorPolicy: 'all' },
      // a failure is kept like any answer: a screen that opens asks anew
      watchQuery: { errorPolicy: 'all', fetchPolicy: 'cache-and-network' },
    },
  });
  return client;
}

const fetchInTime: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(init?.signal ? [init.signal] : [])]) });
