import type { AllowedContact, ContactKey } from '../../domain/contact.ts';
import { Failure } from '../../domain/failure.ts';

/** A repeated contact causes no call, but it takes space in the response. */
const MENTIONS_PER_CONTACT = 10;

/** Limits the distinct contacts that one operation may name and reach. */
export class ContactBudget {
  readonly limit: number;
  /** The contact ids of each customer. */
  readonly #contacts = new Map<string, Set<string>>();
  #size = 0;
  /** One failure for all fields, since thousands of rows may exceed the limit. */
  #tooMany: Failure | null = null;
  readonly #marked = new WeakSet<AllowedContact>();

  /** Whether a contact reached through another one exceeded the limit. */
  get isExceeded(): boolean {
    return this.#tooMany !== null;
  }

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Counts the contacts that the operation names; false if there are too many, or too many repeats. */
  admitNamed(contacts: Iterable<ContactKey>): boolean {
    let mentions = 0;
    for (const contact of contacts) {
      mentions += 1;
      this.#add(contact);
      if (this.#size > this.limit || mentions > this.limit * MENTIONS_PER_CONTACT) return false;
    }
    return true;
  }

  /** Counts a contact reached through another one. Throws BAD_USER_INPUT for each new contact beyond the limit. */
  reach(contact: AllowedContact): void {
    if (!this.#admits(contact)) throw this.#tooMany;
  }

  /** The same for a non-null field: the contact is marked, and `checkReached` throws when it is to be loaded. */
  reachOrMark(contact: AllowedContact): void {
    if (!this.#admits(contact)) this.#marked.add(contact);
  }

  /** Throws BAD_USER_INPUT for a contact that is marked as beyond the limit. */
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
