import { ApolloLink } from '@apollo/client/link';
import { concat, mergeMap, type Observable, of, timer } from 'rxjs';

/** Emits once after so many milliseconds. */
export type Pause = (delayMs: number) => Observable<unknown>;

const RETRIES = 1;
const LONGEST_WAIT_SECONDS = 15;
const WAIT_SECONDS_IF_UNKNOWN = 2;

/**
 * Asks once more where an error says that it may help, and no sooner than it says. Apollo's own RetryLink sees failures of the
 * network alone, and a contact that fails comes with HTTP 200.
 */
export const createRetryLink = (pause: Pause = timer): ApolloLink =>
  new ApolloLink((operation, forward) => {
    const ask = (retriesLeft: number): Observable<ApolloLink.Result> =>
      forward(operation).pipe(
        mergeMap((result) => {
          const waitSeconds = secondsToWait(result);
          if (waitSeconds === null || waitSeconds > LONGEST_WAIT_SECONDS || retriesLeft === 0) return of(result);
          // what could be read is shown at once, and mended when the second answer comes
          return concat(of(result), pause(waitSeconds * 1_000).pipe(mergeMap(() => ask(retriesLeft - 1))));
        }),
      );
    return ask(RETRIES);
  });

/** Null where nothing failed that asking again could mend, and for a part of an answer, whose other parts are still to come. */
function secondsToWait(result: ApolloLink.Result): number | null {
  if ('hasNext' in result) return null;
  const { errors = [] } = result;
  const waits = errors
    .filter(({ extensions }) => extensions?.retryable === true)
    .map(({ extensions }) => Number(extensions?.retryAfterSeconds ?? WAIT_SECONDS_IF_UNKNOWN));
  return waits.length === 0 ? null : Math.max(...waits);
}
