import DataLoader from 'dataloader';
import type { AllowedKey } from '../domain/allowed-key.ts';
import type { Answer, Load } from '../domain/answer.ts';
import type { EndpointName } from '../domain/endpoint.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { KeyTally, Operation } from '../domain/operation.ts';
import type { WaitedTime } from './waited-time.ts';

export type Loader<Key, Value> = DataLoader<Key, Answer<Value>, string>;

/** Hears how each key was read that an operation needed. */
export type LoadObserver = {
  readonly loaded: (endpoint: EndpointName, outcome: Answer<unknown>['state'] | FailureCode) => void;
};

type LoaderParts = {
  readonly waited: WaitedTime;
  readonly observer: LoadObserver;
  /** Whether the operation is answered in parts: each key is then known as soon as it is loaded, else with the others of its turn. */
  readonly inParts: boolean;
};

/**
 * A data loader of one endpoint for one operation: each key is loaded once, whichever fields and aliases want it, and a key that fails
 * fails alone. Its cache needs no rights in the key, since it belongs to one operation of one caller.
 */
export function createLoader<Key extends AllowedKey, Value>(
  endpoint: EndpointName,
  load: Load<Key, Value>,
  operation: Operation,
  { waited, observer, inParts }: LoaderParts,
): Loader<Key, Value> {
  const { tally, callerAllowance } = operation;
  const onLoaded = (answer: Answer<Value>) => {
    tally.read += 1;
    observer.loaded(endpoint, answer.state);
    return answer;
  };
  const onFailed = (reason: unknown) => {
    const error = toError(reason);
    tallyFailure(error, tally);
    if (error instanceof Failure) observer.loaded(endpoint, error.code);
    return error;
  };
  const kind = countedAs(endpoint);
  const loadAllowed = (key: Key): Promise<Answer<Value>> =>
    callerAllowance && kind ? callerAllowance.take(`${kind} ${key.cacheKey}`).then(() => load(key, operation)) : load(key, operation);
  return new DataLoader<Key, Answer<Value>, string>(
    (keys) => {
      waited.begin();
      return Promise.all(keys.map((key) => loadAllowed(key).then(onLoaded, onFailed))).finally(waited.end);
    },
    // the keys of a whole answer become known together, so that what is loaded for their values next shares calls
    { cacheKeyFn: ({ cacheKey }) => cacheKey, batch: !inParts },
  );
}

/** What the limit of the caller counts: a contact once, however many endpoints are asked about it, and each search. Homes are free. */
function countedAs(endpoint: EndpointName): 'contact' | 'search' | null {
  if (endpoint === 'Search') return 'search';
  return endpoint === 'Estate' ? null : 'contact';
}

function tallyFailure(error: Error, { failed }: KeyTally): void {
  const failure = error instanceof Failure ? error : null;
  const code = failure?.code ?? null;
  const earlier = failed.get(code);
  if (!earlier || secondsUntilRetry(failure) < secondsUntilRetry(earlier)) failed.set(code, failure);
}

const secondsUntilRetry = (failure: Failure | null): number => failure?.retryAfterSeconds ?? 1;

/** DataLoader takes an Error for a failed key; another thrown value must not pass for an answer. */
const toError = (reason: unknown): Error => (reason instanceof Error ? reason : new TypeError('something was thrown that is not an error'));
