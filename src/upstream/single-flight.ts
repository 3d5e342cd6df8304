import type { AllowedContact } from '../domain/contact.ts';
import { Failure } from '../domain/failure.ts';
import type { Generations } from '../domain/generations.ts';
import type { Operation } from '../domain/operation.ts';
import type { FetchPartyRoles, PartyRolesAnswer } from '../domain/party-roles-answer.ts';

type Flight = { readonly answer: Promise<PartyRolesAnswer>; readonly abort: AbortController; sharers: number };

/**
 * Callers with the same rights who ask for the same contact at once share one call. Whoever leaves harms nobody; when the last
 * has left, the call is cancelled, and who comes after that begins another. Nobody joins a call of an earlier generation. `onShared` hears of each who joins one.
 */
export function withSingleFlight(
  fetch: FetchPartyRoles,
  generations: Generations,
  onShared: () => void = () => undefined,
): FetchPartyRoles {
  const flights = new Map<string, Flight>();

  const begin = (key: string, contact: AllowedContact, operation: Operation): Flight => {
    const abort = new AbortController();
    const answer = fetch(contact, { ...operation, signal: abort.signal });
    const flight: Flight = { answer, abort, sharers: 0 };
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    answer.then(land, land);
    flights.set(key, flight);
    return flight;
  };

  const join = (
    contact: AllowedContact,
    operation: Operation,
  ): { readonly isAnothers: boolean; readonly answer: Promise<PartyRolesAnswer> } => {
    operation.signal.throwIfAborted();
    const key = flightKey(contact, generations);
    const another = flights.get(key);
    if (another) onShared();
    const flight = another ?? begin(key, contact, operation);
    flight.sharers += 1;
    const answer = share(flight, operation.signal, () => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    return { isAnothers: another !== undefined, answer };
  };

  return async (contact, operation) => {
    const { isAnothers, answer } = join(contact, operation);
    try {
      return await answer;
    } catch (error) {
      const wasInLine = isAnothers && error instanceof Failure && error.code === 'OVERLOADED' && !operation.signal.aborted;
      if (!wasInLine) throw error;
      return await join(contact, operation).answer; // it was the other's place in the line that came to nothing: this caller has one of its own
    }
  };
}

/** Waits for a flight as long as the caller stays. `onLast` runs before the flight is cancelled for want of anybody. */
function share(flight: Flight, signal: AbortSignal, onLast: () => void): Promise<PartyRolesAnswer> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      flight.sharers -= 1;
      reject(signal.reason);
      if (flight.sharers > 0) return;
      onLast();
      flight.abort.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    const stay = () => signal.removeEventListener('abort', leave);
    flight.answer.then(
      (answer) => {
        stay();
        resolve(answer);
      },
      (error: unknown) => {
        stay();
        reject(error instanceof Failure ? error.copy() : error); // an error object is never shared between operations
      },
    );
  });
}

/** What may be shared: the same contact, asked for with the same password. */
const flightKey = (contact: AllowedContact, generations: Generations): string => {
  const { customerId, contactId, rights } = contact;
  return JSON.stringify([rights.kind === 'OWN' ? rights.hash : null, customerId, contactId, generations.of(contact)]);
};
