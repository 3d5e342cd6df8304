import { ApolloClient } from '@apollo/client';
import { ApolloLink } from '@apollo/client/link';
import { SetContextLink } from '@apollo/client/link/context';
import { HttpLink } from '@apollo/client/link/http';
import { createCache } from './cache.ts';
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
  return new ApolloClient({
    cache: createCache(),
    link: ApolloLink.from([
      createRetryLink(pause),
      new SetContextLink(({ headers }) => {
        const token = authorization();
        return token === null ? {} : { headers: { ...headers, authorization: token } };
      }),
      new HttpLink({ uri: url, fetch: fetchInTime }),
    ]),
    defaultOptions: {
      // with 'none' one contact that fails would hide all the others of a list
      query: { errorPolicy: 'all' },
      // a failure is kept like any answer: a screen that opens asks anew
      watchQuery: { errorPolicy: 'all', fetchPolicy: 'cache-and-network' },
    },
  });
}

const fetchInTime: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(init?.signal ? [init.signal] : [])]) });
