import { LRUCache } from 'lru-cache';
import { CONTACT_ENDPOINT_NAMES, entryKeyOf } from '../domain/endpoint.ts';
import type { Generations } from '../domain/generations.ts';

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
    max: MAX_REMEMBERED,
    ttl: REMEMBERED_MS,
    dispose: (number, _key, reason) => {
      if (reason === 'evict') forgotten = Math.max(forgotten, number);
    },
  });

  const beginHashed = (key: string) => {
    last += 1;
    numbers.set(key, last);
  };
  const numberOf = (key: string) => numbers.get(hashKey(key)) ?? forgotten;
  return {
    begin: (endpoint, key) => beginHashed(hashKey(entryKeyOf(endpoint, key))),
    beginHashed,
    of(endpoint, key) {
      if (numbers.size === 0 && forgotten === 0) return '';
      const [ofCustomer, ofEntry] = [numberOf(key.customerId), numberOf(entryKeyOf(endpoint, key))];
      return ofCustomer + ofEntry === 0 ? '' : `${ofCustomer}.${ofEntry}`;
    },
  };
}
