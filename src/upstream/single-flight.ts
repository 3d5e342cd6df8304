import type { AllowedKey } from '../domain/allowed-key.ts';
import type { Fetch, FetchedAnswer, SharedCall, SharedFetch } from '../domain/answer.ts';
import { CancelSignal } from '../domain/cancel-signal.ts';
import { FAILURES, Failure } from '../domain/failure.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import { Turns } from '../domain/turns.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';

type Flight<Value> = {
  readonly answer: Promise<FetchedAnswer<Value>>;
  readonly signal: CancelSignal;
  readonly turns: Turns;
  sharers: number;
};

/**
 * Callers of the same `call` share one fetch; the cache decides who shares a call. A disconnecting caller does not affect the others; the last one
 * cancels the fetch. `onShared` is called for each caller that joins one.
 */
export function withSingleFlight<Key extends AllowedKey, Value>(
  fetch: Fetch<Key, Value>,
  onShared: () => void = () => undefined,
): SharedFetch<Key, Value> {
  const begin = (key: Key, call: SharedCall, operation: UpstreamOperation): Flight<Value> => {
    const { deadlineMs, allowance, cost } = operation;
    const signal = new CancelSignal();
    const turns = new Turns(operation.turns.own);
    const flight = { answer: fetch(key, { signal, deadlineMs, turns, allowance, cost }), signal, turns, sharers: 0 };
    call.flight = flight;
    return flight;
  };

  const join = (key: Key, operation: UpstreamOperation, call: SharedCall, mayJoinAgain: boolean): Promise<FetchedAnswer<Value>> => {
    const { signal } = operation;
    return unlessAborted(signal, (resolve, reject) => {
      const shared = call.flight as Flight<Value> | null; // only `begin` sets it, and each call is of one endpoint
      if (shared) {
        onShared();
        shared.turns.add(operation.turns.own); // it must not wait behind all other calls of the first caller
      }
      const flight = shared ?? begin(key, call, operation);
      flight.sharers += 1;
      flight.answer.then(resolve, (error: unknown) => {
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

  /** No later caller joins this flight. */
  const forgetFlight = (call: SharedCall, flight: Flight<Value>) => {
    if (call.flight === flight) call.flight = null;
  };

  return (key, operation, call) => join(key, operation, call, true);
}

/** Once, or all callers would queue one after another. One that is out of calls takes no time, so the others go on until one has a call left. */
const mayAskAgain = ({ code }: Failure, isFirstTime: boolean): boolean =>
  FAILURES[code].ofOperation && (isFirstTime || code === 'CALL_LIMIT_EXCEEDED');
