import type { AllowedKey } from '../domain/allowed-key.ts';
import type { Fetch, FetchedAnswer } from '../domain/answer.ts';
import { CancelSignal } from '../domain/cancel-signal.ts';
import { FAILURES, Failure } from '../domain/failure.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';

type Flight<Value> = { answer: Promise<FetchedAnswer<Value>> | null; readonly signal: CancelSignal; sharers: number };

/**
 * Callers with the same rights who ask an endpoint for the same key at the same time share one call. A disconnecting caller does not affect the
 * others; the last one cancels the call. No caller joins a call of an earlier generation. `onShared` is called for each caller that joins one.
 */
export function withSingleFlight<Key extends AllowedKey, Value>(
  fetch: Fetch<Key, Value>,
  generationOf: (key: Key) => string,
  onShared: () => void = () => undefined,
): Fetch<Key, Value> {
  let flights = new Map<string, Flight<Value>>();

  const begin = (key: Key, flightKey: string, { deadlineMs, fairnessKey, allowance, cost }: UpstreamOperation): Flight<Value> => {
    const signal = new CancelSignal();
    const flight = { answer: fetch(key, { signal, deadlineMs, fairnessKey, allowance, cost }), signal, sharers: 0 };
    flights.set(flightKey, flight);
    return flight;
  };

  const join = (key: Key, operation: UpstreamOperation, mayJoinAgain: boolean): Promise<FetchedAnswer<Value>> => {
    const { signal } = operation;
    return unlessAborted(signal, (resolve, reject) => {
      const flightKey = flightKeyOf(key, generationOf(key));
      const shared = flights.get(flightKey);
      if (shared) onShared();
      const flight = shared ?? begin(key, flightKey, operation);
      flight.sharers += 1;
      flight.answer?.then(resolve, (error: unknown) => {
        if (!(error instanceof Failure)) reject(error);
        // it was about the first caller's operation: this caller asks with its own deadline and allowance
        else if (shared && mayAskAgain(error, mayJoinAgain) && !signal.aborted) {
          forgetFlight(flightKey, flight);
          join(key, operation, false).then(resolve, reject);
        } else reject(error.copy()); // an error object is never shared between operations
      });
      return () => {
        flight.sharers -= 1;
        if (!signal.reason) forgetFlight(flightKey, flight);
        else if (flight.sharers === 0) {
          forgetFlight(flightKey, flight);
          flight.signal.abort(signal.reason);
        }
      };
    });
  };

  /**
   * No later caller joins this flight. A Map that grows and shrinks leaves its old tables linked to the new one. Once V8 has promoted a dead one, that link keeps all later
   * flights from being collected young: so the answer is let go, and an empty Map is replaced.
   */
  const forgetFlight = (flightKey: string, flight: Flight<Value>) => {
    if (flights.get(flightKey) !== flight) return;
    flights.delete(flightKey);
    flight.answer = null;
    if (flights.size === 0) flights = new Map();
  };

  return (key, operation) => join(key, operation, true);
}

/** Once, or all callers would queue one after another. One that is out of calls takes no time, so the others go on until one has a call left. */
const mayAskAgain = ({ code }: Failure, isFirstTime: boolean): boolean =>
  FAILURES[code].ofOperation && (isFirstTime || code === 'CALL_LIMIT_EXCEEDED');

/** The cache key where nothing else tells calls apart, which is nearly always. */
function flightKeyOf({ cacheKey, rights }: AllowedKey, generation: string): string {
  return rights.kind === 'GATEWAY' && generation === ''
    ? cacheKey
    : JSON.stringify([rights.kind === 'OWN' ? rights.hash : null, cacheKey, generation]);
}
