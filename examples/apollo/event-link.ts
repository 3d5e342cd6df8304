import { ApolloLink } from '@apollo/client/link';
import { print } from 'graphql';
import { type ClientOptions, createClient } from 'graphql-sse';
import { Observable } from 'rxjs';

type EventLinkOptions = Pick<ClientOptions, 'url' | 'headers' | 'retry' | 'retryAttempts'> & {
  /** Called when a subscription is open. True: again, and events may have been missed in between. */
  readonly onConnected?: (isReconnected: boolean) => void;
};

/** Subscriptions over server-sent events. Apollo's HttpLink can only read multipart subscriptions. */
export function createEventLink({ onConnected = () => {}, ...options }: EventLinkOptions): ApolloLink {
  const client = createClient({ ...options, on: { connected: onConnected } });
  return new ApolloLink(
    ({ query, variables, operationName }) =>
      new Observable((observer) =>
        client.subscribe(
          { query: print(query), variables, ...(operationName !== undefined && { operationName }) },
          {
            next: (result) => observer.next(result as ApolloLink.Result),
            error: (fault) => observer.error(fault),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
}
