import type { AskVitec, VitecAnswer } from '../domain/answer.ts';
import { CancelSignal } from '../domain/cancel-signal.ts';
import type { AllowedContact } from '../domain/contact.ts';
import { Failure } from '../domain/failure.ts';
import type { Generations } from '../domain/generations.ts';
import type { Operation } from '../domain/operation.ts';

type Flight = { readonly answer: Promise<VitecAnswer>; readonly signal: CancelSignal; sharers: number };

/** One who waits for a flight, as long as its operation lasts. */
type Sharer = {
  readonly contact: AllowedContact;
  readonly operation: Operation;
  readonly resolve: (answer: VitecAnswer) => void;
  readonly reject: (reason: unknown) => void;
};

/**
 * Callers with the same rights who ask for the same contact at once share one call. A disconnecting caller does not affect the others; the last one
 * cancels the call. Nobody joins a call of an earlier generation. `onShared` is called for each caller that joins one.
 */
export function withSingleFlight(ask: AskVitec, generations: Generations, onShared: () => void = () => undefined): AskVitec {
  const flights = new Map<string, Flight>();

  const begin = (contact: AllowedContact, operation: Operation): Flight => {
    const signal = new CancelSignal();
    const { deadlineMs, wantsFresh, cost, record, tally } = operation; // a spread for each call would cost more
    return { answer: ask(contact, { signal, deadlineMs, wantsFresh, cost, record, tally }), signal, sharers: 0 };
  };

  const join = (sharer: Sharer, mayJoinAgain: boolean): void => {
    const { contact, operation, resolve, reject } = sharer;
    const { signal } = operation;
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const key = flightKey(contact, generations);
    const flying = flights.get(key);
    if (flying) onShared();
    const flight = flying ?? begin(contact, operation);
    if (!flying) flights.set(key, flight);
    flight.sharers += 1;
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const leave = (reason: Error) => {
      flight.sharers -= 1;
      reject(reason);
      if (flight.sharers > 0) return;
      land();
      flight.signal.abort(reason);
    };
    signal.onAbort(leave);
    flight.answer.then(
      (answer) => {
        signal.offAbort(leave);
        land();
        resolve(answer);
      },
      (error: unknown) => {
        signal.offAbort(leave);
        land();
        // it was the first caller's operation that was too busy: this caller queues with its own deadline
        if (mayJoinAgain && flying && error instanceof Failure && error.code === 'OVERLOADED' && !signal.aborted) join(sharer, false);
        else reject(error instanceof Failure ? error.copy() : error); // an error object is never shared between operations
      },
    );
  };

  return (contact, operation) => new Promise((resolve, reject) => join({ contact, operation, resolve, reject }, true));
}

/**
 * What may be shared: the same contact, asked for with the same password, in the same generation. The plain name where nothing else
 * tells calls apart: by far the most, and it is there already.
 */
function flightKey(contact: AllowedContact, generations: Generations): string {
  const { name, rights } = contact;
  const generation = generations.of(contact);
  return rights.kind === 'GATEWAY' && generation === ''
    ? name
    : JSON.stringify([rights.kind === 'OWN' ? rights.hash : null, name, generation]);
}
