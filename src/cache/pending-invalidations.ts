/** An invalidation, by hashed keys: of one entry, or of all entries of a customer. */
export type Invalidation = { readonly entry: string | null; readonly customer: string };

/** Beyond this, customers are invalidated instead of their entries: that drops more entries, not fewer. */
const MAX_ENTRIES = 10_000;
/** Far more than there are offices; beyond it the oldest is lost. */
const MAX_CUSTOMERS = 10_000;

/** Invalidations that Redis has not taken yet. */
export class PendingInvalidations {
  readonly #entries = new Map<string, Invalidation>();
  readonly #customers = new Map<string, Invalidation>();

  get isEmpty(): boolean {
    return this.#entries.size === 0 && this.#customers.size === 0;
  }

  has(entry: string, customer: string): boolean {
    return this.#entries.has(entry) || this.#customers.has(customer);
  }

  add(invalidation: Invalidation): void {
    if (invalidation.entry === null) this.#addCustomer(invalidation);
    else this.#entries.set(invalidation.entry, invalidation);
    if (this.#entries.size <= MAX_ENTRIES) return;
    for (const { customer } of this.#entries.values()) this.#addCustomer({ entry: null, customer });
    this.#entries.clear();
  }

  /** At most `count`, customers first. */
  first(count: number): readonly Invalidation[] {
    return [...this.#customers.values().take(count), ...this.#entries.values().take(count)].slice(0, count);
  }

  /** Redis has taken them. One of the same key that came since stays. */
  delete(invalidations: readonly Invalidation[]): void {
    for (const invalidation of invalidations) {
      const [map, key] = invalidation.entry === null ? [this.#customers, invalidation.customer] : [this.#entries, invalidation.entry];
      if (map.get(key) === invalidation) map.delete(key);
    }
  }

  #addCustomer(invalidation: Invalidation): void {
    this.#customers.set(invalidation.customer, invalidation);
    const [oldest] = this.#customers.keys();
    if (this.#customers.size > MAX_CUSTOMERS && oldest !== undefined) this.#customers.delete(oldest);
  }
}
