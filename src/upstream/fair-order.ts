type Entry = { readonly customerId: string; readonly fairnessKey: object };

/** The entries of one customer. A round holds at most one entry of each operation. */
type Customer<Each> = {
  readonly customerId: string;
  /** The current round and those after it. */
  readonly rounds: Set<Each>[];
  /** The number of the current round. */
  currentRound: number;
  size: number;
  readonly operations: Map<object, { lastRound: number; size: number }>;
};

/** The position of an entry in the order, from 1: among those of its customer, and among all. */
export type Position = { readonly ofCustomer: number; readonly ofAll: number };

/**
 * Round-robin over customers, and within a customer over operations (`fairnessKey`); the entries of one operation are first in, first out. A
 * flood of one customer, or a list of 100, does not delay the single entry of another.
 */
export class FairOrder<Each extends Entry> {
  /** Customers with entries, in the order of their next turn. */
  readonly #customers: Customer<Each>[] = [];
  readonly #roundOf = new Map<Each, number>();

  get size(): number {
    return this.#roundOf.size;
  }

  has(customerId: string): boolean {
    return this.#find(customerId) !== undefined;
  }

  add(entry: Each): void {
    let customer = this.#find(entry.customerId);
    if (!customer) {
      customer = { customerId: entry.customerId, rounds: [], currentRound: 0, size: 0, operations: new Map() };
      this.#customers.push(customer);
    }
    const operation = customer.operations.get(entry.fairnessKey) ?? { lastRound: customer.currentRound - 1, size: 0 };
    const round = nextRound(customer, operation);
    customer.operations.set(entry.fairnessKey, operation);
    operation.lastRound = round;
    operation.size += 1;
    customer.size += 1;
    for (let at = customer.rounds.length; at <= round - customer.currentRound; at += 1) customer.rounds.push(new Set());
    customer.rounds[round - customer.currentRound]?.add(entry);
    this.#roundOf.set(entry, round);
  }

  /** The position that an entry would have if it were added now. */
  positionIfAdded({ customerId, fairnessKey }: Entry): Position {
    const customer = this.#find(customerId);
    let ofCustomer = 1;
    if (customer) {
      const rounds = nextRound(customer, customer.operations.get(fairnessKey)) - customer.currentRound + 1;
      for (const round of customer.rounds.slice(0, rounds)) ofCustomer += round.size;
    }
    let ofAll = ofCustomer;
    for (const other of this.#customers) if (other !== customer) ofAll += Math.min(other.size, ofCustomer);
    return { ofCustomer, ofAll };
  }

  hasNext(isEligible: (customerId: string) => boolean): boolean {
    return this.#customers.some(({ customerId }) => isEligible(customerId));
  }

  /** Removes and gives back the next entry of the first eligible customer. */
  takeNext(isEligible: (customerId: string) => boolean): Each | null {
    const at = this.#customers.findIndex(({ customerId }) => isEligible(customerId));
    const customer = this.#customers[at];
    const [entry] = customer?.rounds[0] ?? [];
    if (!customer || !entry) return null;
    if (this.#customers.length > 1) this.#customers.push(...this.#customers.splice(at, 1));
    this.#remove(customer, entry);
    return entry;
  }

  delete(entry: Each): void {
    const customer = this.#find(entry.customerId);
    if (customer) this.#remove(customer, entry);
  }

  #remove(customer: Customer<Each>, entry: Each): void {
    const round = this.#roundOf.get(entry);
    if (round === undefined) return;
    this.#roundOf.delete(entry);
    customer.rounds[round - customer.currentRound]?.delete(entry);
    customer.size -= 1;
    const operation = customer.operations.get(entry.fairnessKey);
    if (operation) operation.size -= 1;
    if (customer.size === 0) this.#customers.splice(this.#customers.indexOf(customer), 1);
    else this.#endRounds(customer);
  }

  /** An operation without entries is forgotten only when its last round is over. Forgotten earlier, it could join that round again. */
  #endRounds(customer: Customer<Each>): void {
    if (customer.rounds[0]?.size !== 0) return;
    while (customer.rounds[0]?.size === 0) {
      customer.rounds.shift();
      customer.currentRound += 1;
    }
    for (const [fairnessKey, { size, lastRound }] of customer.operations)
      if (size === 0 && lastRound < customer.currentRound) customer.operations.delete(fairnessKey);
  }

  #find(id: string): Customer<Each> | undefined {
    return this.#customers.find(({ customerId }) => customerId === id);
  }
}

const nextRound = ({ currentRound }: { readonly currentRound: number }, operation: { readonly lastRound: number } | undefined): number =>
  Math.max((operation?.lastRound ?? currentRound - 1) + 1, currentRound);
