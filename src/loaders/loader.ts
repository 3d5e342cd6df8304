import DataLoader from 'dataloader';
import type { AllowedKey } from '../domain/allowed-key.ts';
import type { Answer, Load } from '../domain/answer.ts';
import type { EndpointName } from '../domain/endpoint.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { KeyTally, Operation } from '../domain/operation.ts';
import type { WaitedTime } from './waited-time.ts';

export type Loader<Key, Value> = DataLoader<Key, Loading<Value>, string>;

/** A key whose load has begun. Its outcome may be an error, instead of a rejection that nobody waits for. */
type Loading<Value> = { readonly outcome: Promise<Answer<Value> | Error> };

/** Loads a key. Rejects with a Failure. */
export async function loadKey<Key, Value>(loader: Loader<Key, Value>, key: Key): Promise<Answer<Value>> {
  const { outcome } = await loader.load(key);
  const loaded = await outcome;
  if (loaded instanceof Error) throw loaded;
  return loaded;
}

/** Hears how each key was read that an operation needed. */
export type LoadObserver = {
  readonly loaded: (endpoint: EndpointName, outcome: Answer<unknown>['state'] | FailureCode) => void;
};

/**
 * A data loader of one endpoint for one operation: each key is loaded once, whichever fields and aliases want it, and a key that fails
 * fails alone. A key resolves when it has been loaded, and not with the last one of its batch: a part of a response must not wait for others.
 * The cache needs no rights in the key, since it belongs to one operation of one caller.
 */
export function createLoader<Key extends AllowedKey, Value>(
  endpoint: EndpointName,
  load: Load<Key, Value>,
  operation: Operation,
  waited: WaitedTime,
  observer: LoadObserver,
): Loader<Key, Value> {
  const { tally, callerAllowance } = operation;
  const onLoaded = (answer: Answer<Value>) => {
    waited.end();
    tally.read += 1;
    observer.loaded(endpoint, answer.state);
    return answer;
  };
  const onFailed = (reason: unknown) => {
    waited.end();
    const error = toError(reason);
    tallyFailure(error, tally);
    if (error instanceof Failure) observer.loaded(endpoint, error.code);
    return error;
  };
  const kind = countedAs(endpoint);
  const loadAllowed = (key: Key): Promise<Answer<Value>> =>
    callerAllowance && kind ? callerAllowance.take(`${kind} ${key.cacheKey}`).then(() => load(key, operation)) : load(key, operation);
  const begin = (key: Key): Loading<Value> => {
    waited.begin();
    return { outcome: loadAllowed(key).then(onLoaded, onFailed) };
  };
  return new DataLoader<Key, Loading<Value>, string>(async (keys) => keys.map(begin), { cacheKeyFn: ({ cacheKey }) => cacheKey });
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

const toError = (reason: unknown): Error => (reason instanceof Error ? reason : new TypeError('something was thrown that is not an error'));
