/** Whose an entry is. `callerKey`: its caller; `fairnessKey`: its operation. */
export type Turn = { readonly customerId: string; readonly callerKey: unknown; readonly fairnessKey: object };

/** The entries of one caller at one customer. A round holds at most one entry of each operation. */
type Caller<Each> = {
  readonly callerKey: unknown;
  /** The current round and those after it. */
  readonly rounds: Set<Each>[];
  /** The number of the current round. */
  currentRound: number;
  size: number;
  readonly operations: Map<object, { lastRound: number; size: number }>;
};

type Customer<Each> = {
  readonly customerId: string;
  /** Callers with entries, in the order of their next turn. */
  readonly callers: Caller<Each>[];
  size: number;
};

/** The position of an entry in the order, from 1: among those of its customer, and among all. */
export type Position = { readonly ofCustomer: number; readonly ofAll: number };

/**
 * Round-robin over customers, within a customer over callers, and within a caller over operations; the entries of one operation are first in,
 * first out. A flood of one customer, or a list of 100, does not delay the single entry of another, and a caller gains no turn by sending
 * more operations at once.
 */
export class FairOrder<Each extends Turn> {
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
      customer = { customerId: entry.customerId, callers: [], size: 0 };
      this.#customers.push(customer);
    }
    let caller = findCaller(customer, entry.callerKey);
    if (!caller) {
      caller = { callerKey: entry.callerKey, rounds: [], currentRound: 0, size: 0, operations: new Map() };
      customer.callers.push(caller);
    }
    const operation = caller.operations.get(entry.fairnessKey) ?? { lastRound: caller.currentRound - 1, size: 0 };
    const round = nextRound(caller, operation);
    caller.operations.set(entry.fairnessKey, operation);
    operation.lastRound = round;
    operation.size += 1;
    caller.size += 1;
    customer.size += 1;
    for (let at = caller.rounds.length; at <= round - caller.currentRound; at += 1) caller.rounds.push(new Set());
    caller.rounds[round - caller.currentRound]?.add(entry);
    this.#roundOf.set(entry, round);
  }

  /** The position that an entry would have if it were added now. */
  positionIfAdded({ customerId, callerKey, fairnessKey }: Turn): Position {
    const customer = this.#find(customerId);
    const caller = customer && findCaller(customer, callerKey);
    let ofCaller = 1;
    if (caller) {
      const rounds = nextRound(caller, caller.operations.get(fairnessKey)) - caller.currentRound + 1;
      for (const round of caller.rounds.slice(0, rounds)) ofCaller += round.size;
    }
    const ofCustomer = positionAmong(customer?.callers ?? [], caller, ofCaller);
    return { ofCustomer, ofAll: positionAmong(this.#customers, customer, ofCustomer) };
  }

  hasNext(isEligible: (customerId: string) => boolean): boolean {
    return this.#customers.some(({ customerId }) => isEligible(customerId));
  }

  /** Removes and gives back the next entry of the first eligible customer. */
  takeNext(isEligible: (customerId: string) => boolean): Each | null {
    const at = this.#customers.findIndex(({ customerId }) => isEligible(customerId));
    const customer = this.#customers[at];
    const caller = customer?.callers[0];
    const [entry] = caller?.rounds[0] ?? [];
    if (!customer || !caller || !entry) return null;
    moveToEnd(this.#customers, at);
    moveToEnd(customer.callers, 0);
    this.#remove(customer, caller, entry);
    return entry;
  }

  delete(entry: Each): void {
    const customer = this.#find(entry.customerId);
    const caller = customer && findCaller(customer, entry.callerKey);
    if (caller) this.#remove(customer, caller, entry);
  }

  #remove(customer: Customer<Each>, caller: Caller<Each>, entry: Each): void {
    const round = this.#roundOf.get(entry);
    if (round === undefined) return;
    this.#roundOf.delete(entry);
    caller.rounds[round - caller.currentRound]?.delete(entry);
    const operation = caller.operations.get(entry.fairnessKey);
    if (operation) operation.size -= 1;
    caller.size -= 1;
    customer.size -= 1;
    if (caller.size === 0) customer.callers.splice(customer.callers.indexOf(caller), 1);
    else endRounds(caller);
    if (customer.size === 0) this.#customers.splice(this.#customers.indexOf(customer), 1);
  }

  #find(id: string): Customer<Each> | undefined {
    return this.#customers.find(({ customerId }) => customerId === id);
  }
}

/** An operation without entries is forgotten only when its last round is over. Forgotten earlier, it could join that round again. */
function endRounds<Each>(caller: Caller<Each>): void {
  if (caller.rounds[0]?.size !== 0) return;
  while (caller.rounds[0]?.size === 0) {
    caller.rounds.shift();
    caller.currentRound += 1;
  }
  for (const [fairnessKey, { size, lastRound }] of caller.operations)
    if (size === 0 && lastRound < caller.currentRound) caller.operations.delete(fairnessKey);
}

const findCaller = <Each>({ callers }: Customer<Each>, callerKey: unknown): Caller<Each> | undefined =>
  callers.find((caller) => caller.callerKey === callerKey);

/** The position of the nth entry of one of those that take turns: each other has had n turns before it, as far as it has entries. */
function positionAmong<Each extends { readonly size: number }>(all: readonly Each[], own: Each | undefined, n: number): number {
  let position = n;
  for (const other of all) if (other !== own) position += Math.min(other.size, n);
  return position;
}

function moveToEnd<Each>(list: Each[], at: number): void {
  if (list.length > 1) list.push(...list.splice(at, 1));
}

const nextRound = ({ currentRound }: { readonly currentRound: number }, operation: { readonly lastRound: number } | undefined): number =>
  Math.max((operation?.lastRound ?? currentRound - 1) + 1, currentRound);
