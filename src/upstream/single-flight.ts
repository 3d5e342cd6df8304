import type { AllowedKey } from '../domain/allowed-key.ts';
import type { Fetch, FetchedAnswer } from '../domain/answer.ts';
import { CancelSignal, unlessAborted } from '../domain/cancel-signal.ts';
import { Failure } from '../domain/failure.ts';
import type { Operation } from '../domain/operation.ts';

type Flight<Value> = { readonly answer: Promise<FetchedAnswer<Value>>; readonly signal: CancelSignal; sharers: number };

/**
 * Callers with the same rights who ask an endpoint for the same key at once share one call. A disconnecting caller does not affect the
 * others; the last one cancels the call. No caller joins a call of an earlier generation. `onShared` is called for each caller that joins one.
 */
export function withSingleFlight<Key extends AllowedKey, Value>(
  fetch: Fetch<Key, Value>,
  generationOf: (key: Key) => string,
  onShared: () => void = () => undefined,
): Fetch<Key, Value> {
  const flights = new Map<string, Flight<Value>>();

  const begin = (key: Key, operation: Operation): Flight<Value> => {
    const signal = new CancelSignal();
    const { deadlineMs, wantsFresh, cost, record, fairnessKey, tally } = operation; // a spread for each call would cost more
    return { answer: fetch(key, { signal, deadlineMs, wantsFresh, cost, record, fairnessKey, tally }), signal, sharers: 0 };
  };

  const join = async (key: Key, operation: Operation, mayJoinAgain: boolean): Promise<FetchedAnswer<Value>> => {
    const { signal } = operation;
    signal.throwIfAborted();
    const flightKey = flightKeyOf(key, generationOf(key));
    const flying = flights.get(flightKey);
    if (flying) onShared();
    const flight = flying ?? begin(key, operation);
    if (!flying) flights.set(flightKey, flight);
    flight.sharers += 1;
    try {
      return await unlessAborted(signal, (resolve, reject) => {
        flight.answer.then(resolve, reject);
        return () => {
          flight.sharers -= 1;
          if (signal.reason && flight.sharers > 0) return;
          if (flights.get(flightKey) === flight) flights.delete(flightKey);
          if (signal.reason) flight.signal.abort(signal.reason);
        };
      });
    } catch (error) {
      if (signal.aborted || !(error instanceof Failure)) throw error;
      // it was the first caller's operation that was too busy: this caller queues with its own deadline
      if (mayJoinAgain && flying && error.code === 'OVERLOADED') return join(key, operation, false);
      throw error.copy(); // an error object is never shared between operations
    }
  };

  return (key, operation) => join(key, operation, true);
}

/** The cache key where nothing else tells calls apart, which is nearly always. */
function flightKeyOf({ cacheKey, rights }: AllowedKey, generation: string): string {
  return rights.kind === 'GATEWAY' && generation === ''
    ? cacheKey
    : JSON.stringify([rights.kind === 'OWN' ? rights.hash : null, cacheKey, generation]);
}
