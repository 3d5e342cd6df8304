import { contactCacheKey } from '../domain/contact.ts';
import { type ContactChange, joinChanges } from '../domain/contact-change.ts';

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * The changes of the contacts that a reader watches. What changes while the reader is busy waits, joined to one change a contact: a slow
 * reader holds no more than the contacts that it watches.
 */
export class ContactWatch implements AsyncIterableIterator<ContactChange, undefined> {
  readonly #onClosed: () => void;
  /** By cache key, the contact that changed first in front. */
  readonly #waiting = new Map<string, ContactChange>();
  #reader: PromiseWithResolvers<IteratorResult<ContactChange, undefined>> | null = null;
  #isClosed = false;
  /** Why it ended; the reader has not heard it yet. */
  #reason: Error | null = null;

  constructor(onClosed: () => void) {
    this.#onClosed = onClosed;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  add(change: ContactChange): void {
    if (this.#isClosed) return;
    const reader = this.#takeReader();
    if (reader) {
      reader.resolve({ done: false, value: change });
      return;
    }
    const key = contactCacheKey(change);
    const earlier = this.#waiting.get(key);
    this.#waiting.set(key, earlier ? joinChanges(earlier, change) : change);
  }

  /** The reader gets this error next; changes that wait are dropped. */
  end(reason: Error): void {
    if (this.#isClosed) return;
    this.#close();
    const reader = this.#takeReader();
    if (reader) reader.reject(reason);
    else this.#reason = reason;
  }

  /** One reader at a time. */
  next(): Promise<IteratorResult<ContactChange, undefined>> {
    if (this.#reason) {
      const reason = this.#reason;
      this.#reason = null;
      return Promise.reject(reason);
    }
    if (this.#isClosed) return Promise.resolve(DONE);
    const first = this.#takeFirst();
    if (first) return Promise.resolve(first);
    this.#reader = Promise.withResolvers();
    return this.#reader.promise;
  }

  /** The reader has left. */
  async return(): Promise<IteratorReturnResult<undefined>> {
    this.#close();
    this.#reason = null;
    this.#takeReader()?.resolve(DONE);
    return DONE;
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#waiting.clear();
    this.#onClosed();
  }

  #takeReader() {
    const reader = this.#reader;
    this.#reader = null;
    return reader;
  }

  #takeFirst(): IteratorYieldResult<ContactChange> | null {
    for (const [key, value] of this.#waiting) {
      this.#waiting.delete(key);
      return { done: false, value };
    }
    return null;
  }
}
