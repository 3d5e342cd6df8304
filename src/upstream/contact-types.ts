import { LRUCache } from 'lru-cache';
import type { Rights } from '../domain/allowed-key.ts';
import { atMostEntries } from '../domain/at-most-entries.ts';
import type { ContactKey } from '../domain/contact.ts';
import { groupKeyOf } from './batcher.ts';

const MAX_CONTACTS = 100_000;
const REMEMBERED_MS = 86_400_000;

/** A contact, and the rights with which its type became known. */
type TypedContact = ContactKey & { readonly rights: Rights };

/** Remembers the types of contacts for a day, so that a later call can use the form of the type. It holds nothing else of them. */
export class ContactTypes<Type extends string> {
  readonly #types = new LRUCache<string, Type>({ ...atMostEntries(MAX_CONTACTS), ttl: REMEMBERED_MS });

  of(contact: TypedContact): Type | null {
    return this.#types.get(keyOf(contact)) ?? null;
  }

  /** Null: a type without a form of its own. */
  learn(contact: TypedContact, type: Type | null): void {
    if (type) this.#types.set(keyOf(contact), type);
    else this.forget(contact);
  }

  /** A likely type, where none is known. A wrong one costs one call more. */
  guess(contact: TypedContact, type: Type | null): void {
    if (type && !this.#types.has(keyOf(contact))) this.learn(contact, type);
  }

  forget(contact: TypedContact): void {
    this.#types.delete(keyOf(contact));
  }
}

const keyOf = (contact: TypedContact): string => `${groupKeyOf(contact)} ${contact.contactId}`;
