/** Counts what the sandbox is asked, so that anyone can see what an operation costs Vitec. */
export class Calls {
  #openNow = 0;
  #mostOpen = 0;
  #total = 0;
  readonly #byContact = new Map<string, number>();

  begin(customerId: string, contactId: string): void {
    this.#total += 1;
    this.#openNow += 1;
    this.#mostOpen = Math.max(this.#mostOpen, this.#openNow);
    const contact = `${customerId}/${contactId}`;
    this.#byContact.set(contact, (this.#byContact.get(contact) ?? 0) + 1);
  }

  end(): void {
    this.#openNow -= 1;
  }

  reset(): void {
    this.#total = 0;
    this.#mostOpen = this.#openNow;
    this.#byContact.clear();
  }

  /** Total calls, calls open now and at most at once, and the calls for each contact. */
  report() {
    return { total: this.#total, openNow: this.#openNow, mostOpen: this.#mostOpen, byContact: Object.fromEntries(this.#byContact) };
  }
}
