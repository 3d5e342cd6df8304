import type { AllowedContact, ContactKey } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';

/** A repeat costs Vitec nothing, but it has its place in the answer. */
const MENTIONS_PER_CONTACT = 10;

/** How many distinct contacts one operation may name and reach. Repeats are free. */
export class ContactBudget {
  readonly limit: number;
  /** The contact ids of each customer. */
  readonly #contacts = new Map<string, Set<string>>();
  #size = 0;
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

  /** Counts the contacts that the operation names; false when they are too many, or repeated too often. */
  admitNamed(contacts: Iterable<ContactKey>): boolean {
    let mentions = 0;
    for (const contact of contacts) {
      mentions += 1;
      this.#add(contact);
      if (this.#size > this.limit || mentions > this.limit * MENTIONS_PER_CONTACT) return false;
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

  #admits(contact: AllowedContact): boolean {
    if (this.#contacts.get(contact.customerId)?.has(contact.contactId)) return true;
    if (this.#size >= this.limit) {
      this.#tooMany ??= new Failure('BAD_USER_INPUT', { message: tooManyContacts(this.limit) });
      return false;
    }
    this.#add(contact);
    return true;
  }

  #add({ customerId, contactId }: ContactKey): void {
    let ofCustomer = this.#contacts.get(customerId);
    if (!ofCustomer) {
      ofCustomer = new Set();
      this.#contacts.set(customerId, ofCustomer);
    }
    if (ofCustomer.has(contactId)) return;
    ofCustomer.add(contactId);
    this.#size += 1;
  }
}

export const tooManyContacts = (limit: number): string =>
  `An operation may ask for at most ${limit} distinct contacts, and name them ${limit * MENTIONS_PER_CONTACT} times in all. Split the list.`;
