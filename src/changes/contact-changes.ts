import { type ContactKey, contactCacheKey } from '../domain/contact.ts';
import type { ContactChange } from '../domain/contact-change.ts';
import { getOrAdd } from '../domain/get-or-add.ts';
import { ContactWatch } from './contact-watch.ts';

/** Tells those who watch contacts, in this process, that they have changed. */
export class ContactChanges {
  /** By cache key. A contact that nobody watches has no entry. */
  readonly #watchesOf = new Map<string, Set<ContactWatch>>();
  readonly #open = new Set<ContactWatch>();
  /** Why there are no more changes. */
  #stopReasonOf: (() => Error) | null = null;

  /** The open watches, and the contacts that they watch. */
  get size(): { readonly watches: number; readonly contacts: number } {
    return { watches: this.#open.size, contacts: this.#watchesOf.size };
  }

  /** Begins to watch contacts. The watch has to be closed. */
  watch(contacts: readonly ContactKey[]): ContactWatch {
    const keys = new Set(contacts.map(contactCacheKey));
    const watch = new ContactWatch(() => {
      this.#open.delete(watch);
      for (const key of keys) {
        const watches = this.#watchesOf.get(key);
        watches?.delete(watch);
        if (watches?.size === 0) this.#watchesOf.delete(key);
      }
    });
    this.#open.add(watch);
    for (const key of keys) getOrAdd(this.#watchesOf, key, () => new Set()).add(watch);
    if (this.#stopReasonOf) watch.end(this.#stopReasonOf());
    return watch;
  }

  /** Tells every watch of the contact. */
  publish(change: ContactChange): void {
    for (const watch of this.#watchesOf.get(contactCacheKey(change)) ?? []) watch.add(change);
  }

  /** Ends every watch with an error that says why. */
  endAll(reasonOf: () => Error): void {
    for (const watch of this.#open) watch.end(reasonOf());
  }

  /** Ends every watch, and those that a request opens later: the gateway stops. */
  stop(reasonOf: () => Error): void {
    this.#stopReasonOf = reasonOf;
    this.endAll(reasonOf);
  }
}
