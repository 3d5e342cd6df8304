import { LRUCache } from 'lru-cache';
import type { AllowedContact } from '../domain/contact.ts';
import { groupKeyOf } from './batcher.ts';

const MAX_CONTACTS = 100_000;
const REMEMBERED_MS = 86_400_000;

/** Remembers the types of contacts for a day, so that a later call can use the form of the type. It holds nothing else of them. */
export class ContactTypes<Type extends string> {
  readonly #types = new LRUCache<string, Type>({ max: MAX_CONTACTS, ttl: REMEMBERED_MS });

  of(contact: AllowedContact): Type | null {
    return this.#types.get(keyOf(contact)) ?? null;
  }

  learn(contact: AllowedContact, type: Type): void {
    this.#types.set(keyOf(contact), type);
  }

  /** A likely type, where none is known. A wrong one costs one call more. */
  guess(contact: AllowedContact, type: Type): void {
    if (!this.#types.has(keyOf(contact))) this.learn(contact, type);
  }

  forget(contact: AllowedContact): void {
    this.#types.delete(keyOf(contact));
  }
}

const keyOf = (contact: AllowedContact): string => `${groupKeyOf(contact)} ${contact.contactId}`;
