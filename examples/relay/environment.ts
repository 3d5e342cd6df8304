import { Environment, type FetchFunction, type GraphQLResponse, Network, RecordSource, Store } from 'relay-runtime';

/** Longer than the gateway itself waits (docs/resilience.md, Longest waits), so that its own answer comes first. */
const TIMEOUT_MS = 15_000;

/** `authorization` is asked before each request, since a token lives shorter than a page. */
export const createEnvironment = (url: string, authorization: () => string | null = () => null): Environment =>
  new Environment({ network: Network.create(createFetch(url, authorization)), store: new Store(new RecordSource()) });

const createFetch =
  (url: string, authorization: () => string | null): FetchFunction =>
  async ({ name, text }, variables): Promise<GraphQLResponse> => {
    const token = authorization();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...(token === null ? {} : { authorization: token }),
      },
      body: JSON.stringify({ query: text, operationName: name, variables }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.headers.get('content-type')?.includes('json')) throw new Error(`No GraphQL in an answer with status ${response.status}`);
    // handed on with its errors: Relay keeps each at its field, where @catch reads it, and throws when there is no data at all
    return await response.json();
  };
