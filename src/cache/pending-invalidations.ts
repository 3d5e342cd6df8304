/** What is dropped, by stored names: a contact's answer, or all of a customer's. */
export type Drop = { readonly contact: string | null; readonly customer: string };

/** More contacts than this are remembered as their customers: it drops more than was asked for, and never less. */
const MAX_CONTACTS = 10_000;
/** Far more than there are offices. */
const MAX_CUSTOMERS = 10_000;

/** Drops that Redis has not taken yet. */
export class UntoldDrops {
  readonly #contacts = new Map<string, Drop>();
  readonly #customers = new Map<string, Drop>();

  get isEmpty(): boolean {
    return this.#contacts.size === 0 && this.#customers.size === 0;
  }

  has(contact: string, customer: string): boolean {
    return this.#contacts.has(contact) || this.#customers.has(customer);
  }

  add(drop: Drop): void {
    if (drop.contact === null) this.#addCustomer(drop);
    else this.#contacts.set(drop.contact, drop);
    if (this.#contacts.size <= MAX_CONTACTS) return;
    for (const { customer } of this.#contacts.values()) this.#addCustomer({ contact: null, customer });
    this.#contacts.clear();
  }

  /** At most `count` drops, customers first. */
  first(count: number): readonly Drop[] {
    return [...this.#customers.values().take(count), ...this.#contacts.values().take(count)].slice(0, count);
  }

  /** They are taken. One of the same name that has come since is not. */
  delete(drops: readonly Drop[]): void {
    for (const drop of drops) {
      const [map, name] = drop.contact === null ? [this.#customers, drop.customer] : [this.#contacts, drop.contact];
      if (map.get(name) === drop) map.delete(name);
    }
  }

  #addCustomer(drop: Drop): void {
    this.#customers.set(drop.customer, drop);
    const [oldest] = this.#customers.keys();
    if (this.#customers.size > MAX_CUSTOMERS && oldest !== undefined) this.#customers.delete(oldest);
  }
}
