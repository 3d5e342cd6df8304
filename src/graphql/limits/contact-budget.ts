import type { AllowedContact } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';

/** A repeat costs Vitec nothing, but it has its place in the answer. */
const MENTIONS_PER_CONTACT = 10;

/** How many distinct contacts one operation may name and reach. Repeats are free. */
export class ContactBudget {
  readonly limit: number;
  readonly #contacts = new Set<string>();
  /** One for all places, since thousands of rows may reach too far. */
  #tooMany: Failure | null = null;
  readonly #marked = new WeakSet<AllowedContact>();

  /** Whether a contact was refused that was reached through another. */
  get isExceeded(): boolean {
    return this.#tooMany !== null;
  }

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Counts what the operation names, each under a text that tells it apart; false when that is too many, or too much repetition. */
  admitNamed(names: Iterable<string>): boolean {
    let mentions = 0;
    for (const name of names) {
      mentions += 1;
      this.#contacts.add(name);
      if (this.#contacts.size > this.limit || mentions > this.limit * MENTIONS_PER_CONTACT) return false;
    }
    return true;
  }

  /** Counts a contact that was reached through another; throws BAD_USER_INPUT for the first one too many and all after it. */
  reach(contact: AllowedContact): void {
    if (!this.#admits(contact)) throw this.#tooMany;
  }

  /** The same for a place that may not be null: `checkReached` throws for the contact when it is to be loaded. */
  reachOrMark(contact: AllowedContact): void {
    if (!this.#admits(contact)) this.#marked.add(contact);
  }

  /** Throws BAD_USER_INPUT for a contact that was marked as one too many. */
  checkReached(contact: AllowedContact): void {
    if (this.#tooMany && this.#marked.has(contact)) throw this.#tooMany;
  }

  #admits({ cacheKey }: AllowedContact): boolean {
    if (this.#contacts.has(cacheKey)) return true;
    if (this.#contacts.size >= this.limit) {
      this.#tooMany ??= new Failure('BAD_USER_INPUT', { message: tooManyContacts(this.limit) });
      return false;
    }
    this.#contacts.add(cacheKey);
    return true;
  }
}

export const tooManyContacts = (limit: number): string =>
  `An operation may ask for at most ${limit} distinct contacts, and name them ${limit * MENTIONS_PER_CONTACT} times in all. Split the list.`;
