import { LRUCache } from 'lru-cache';
import type { Generations } from '../domain/generations.ts';

/** Of more contacts that change within one call, the answers of those that changed first are kept for none. */
const MAX_REMEMBERED = 10_000;

/** `hashedKey` gives the name under which others who share what is kept know a contact or a customer. */
export function createGenerations(hashedKey: (name: string) => string): Generations {
  let last = 0;
  let forgotten = 0;
  const numbers = new LRUCache<string, number>({
    max: MAX_REMEMBERED,
    dispose: (number, _name, reason) => {
      if (reason === 'evict') forgotten = Math.max(forgotten, number);
    },
  });

  const beginHashed = (name: string) => {
    last += 1;
    numbers.set(name, last);
  };
  const numberOf = (name: string) => numbers.get(hashedKey(name)) ?? forgotten;
  return {
    begin: (name) => beginHashed(hashedKey(name)),
    beginHashed,
    of: (contact) => (numbers.size === 0 ? '' : `${numberOf(contact.customerId)}.${numberOf(contact.name)}`),
  };
}
