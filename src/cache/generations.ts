import { LRUCache } from 'lru-cache';
import type { AllowedKey } from '../domain/allowed-key.ts';
import { atMostEntries } from '../domain/at-most-entries.ts';
import { CONTACT_ENDPOINT_NAMES, type EndpointName, entryKeyOf } from '../domain/endpoint.ts';

/**
 * Generations of cache entries. An invalidation begins a new generation: later callers do not join a call of an earlier generation, and its
 * answer is not cached.
 */
export type Generations = {
  /** Begins a new generation of one entry, or of all entries of a customer. */
  readonly begin: (hashedKey: string) => void;
  /** Identifies the current generation. */
  readonly of: (endpoint: EndpointName, key: Pick<AllowedKey, 'customerId' | 'cacheKey'>) => string;
};

/** Longer than any operation: an older number belongs to no call in progress. */
const REMEMBERED_MS = 20 * 60_000;
/** Contacts that may change within that time. Beyond them, the answers of all calls in progress are not cached. */
const MAX_CONTACTS = 10_000;
/** A notification about a contact begins a generation at each of its endpoints. */
const MAX_REMEMBERED = MAX_CONTACTS * CONTACT_ENDPOINT_NAMES.length;

/** `hashKey` gives the key under which the cache stores an entry, or knows a customer. */
export function createGenerations(hashKey: (key: string) => string): Generations {
  let last = 0;
  let forgotten = 0;
  const numbers = new LRUCache<string, number>({
    ...atMostEntries(MAX_REMEMBERED),
    ttl: REMEMBERED_MS,
    dispose: (number, _key, reason) => {
      if (reason === 'evict') forgotten = Math.max(forgotten, number);
    },
  });

  const numberOf = (key: string) => numbers.get(hashKey(key)) ?? forgotten;
  return {
    begin(hashedKey) {
      last += 1;
      numbers.set(hashedKey, last);
    },
    of(endpoint, key) {
      if (numbers.size === 0 && forgotten === 0) return '';
      const [ofCustomer, ofEntry] = [numberOf(key.customerId), numberOf(entryKeyOf(endpoint, key))];
      return ofCustomer + ofEntry === 0 ? '' : `${ofCustomer}.${ofEntry}`;
    },
  };
}
