import type { AllowedKey } from '../domain/allowed-key.ts';
import type { Fetch, FetchedAnswer, SharedFetch } from '../domain/answer.ts';
import { CancelSignal } from '../domain/cancel-signal.ts';
import { FAILURES, Failure } from '../domain/failure.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';

type Flight<Value> = { answer: Promise<FetchedAnswer<Value>> | null; readonly signal: CancelSignal; sharers: number };

/**
 * Callers of the same `call` share one fetch; the cache decides who shares a call. A disconnecting caller does not affect the others; the last one
 * cancels the fetch. `onShared` is called for each caller that joins one.
 */
export function withSingleFlight<Key extends AllowedKey, Value>(
  fetch: Fetch<Key, Value>,
  onShared: () => void = () => undefined,
): SharedFetch<Key, Value> {
  let flights = new Map<object, Flight<Value>>();

  const begin = (key: Key, call: object, { deadlineMs, callerKey, fairnessKey, allowance, cost }: UpstreamOperation): Flight<Value> => {
    const signal = new CancelSignal();
    const flight = { answer: fetch(key, { signal, deadlineMs, callerKey, fairnessKey, allowance, cost }), signal, sharers: 0 };
    flights.set(call, flight);
    return flight;
  };

  const join = (key: Key, operation: UpstreamOperation, call: object, mayJoinAgain: boolean): Promise<FetchedAnswer<Value>> => {
    const { signal } = operation;
    return unlessAborted(signal, (resolve, reject) => {
      const shared = flights.get(call);
      if (shared) onShared();
      const flight = shared ?? begin(key, call, operation);
      flight.sharers += 1;
      flight.answer?.then(resolve, (error: unknown) => {
        if (!(error instanceof Failure)) reject(error);
        // it was about the first caller's operation: this caller asks with its own deadline and allowance
        else if (shared && mayAskAgain(error, mayJoinAgain) && !signal.aborted) {
          forgetFlight(call, flight);
          join(key, operation, call, false).then(resolve, reject);
        } else reject(error.copy()); // an error object is never shared between operations
      });
      return () => {
        flight.sharers -= 1;
        if (!signal.reason) forgetFlight(call, flight);
        else if (flight.sharers === 0) {
          forgetFlight(call, flight);
          flight.signal.abort(signal.reason);
        }
      };
    });
  };

  /**
   * No later caller joins this flight. A Map that grows and shrinks leaves its old tables linked to the new one. Once V8 has promoted a dead one, that link keeps all later
   * flights from being collected young: so the answer is let go, and an empty Map is replaced.
   */
  const forgetFlight = (call: object, flight: Flight<Value>) => {
    if (flights.get(call) !== flight) return;
    flights.delete(call);
    flight.answer = null;
    if (flights.size === 0) flights = new Map();
  };

  return (key, operation, call) => join(key, operation, call, true);
}

/** Once, or all callers would queue one after another. One that is out of calls takes no time, so the others go on until one has a call left. */
const mayAskAgain = ({ code }: Failure, isFirstTime: boolean): boolean =>
  FAILURES[code].ofOperation && (isFirstTime || code === 'CALL_LIMIT_EXCEEDED');
