import type { Turn } from '../domain/turns.ts';

/** The place of a call: its customer, and the turn of an operation. */
export type Place = { readonly customerId: string; readonly turn: Turn };

/**
 * An entry of the order. It holds the number of its round, null while it is not in the order: a Map from entries to rounds outlives them,
 * which costs the garbage collector more than the rest of the queue.
 */
export type Entry = { readonly customerId: string; turn: Turn; round: number | null };

/** The entries of one caller at one customer. A round holds at most one entry of each operation. */
type Caller<Each> = {
  readonly callerKey: unknown;
  /** The current round and those after it. Arrays: a round holds few entries, and most calls come and go with one. */
  readonly rounds: Each[][];
  /** The number of the current round. */
  currentRound: number;
  size: number;
  readonly operations: Map<Turn, { lastRound: number; size: number }>;
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
export class FairOrder<Each extends Entry> {
  /** Customers with entries, in the order of their next turn. */
  readonly #customers: Customer<Each>[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
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
    let caller = findCaller(customer, entry.turn);
    if (!caller) {
      caller = { callerKey: entry.turn.callerKey, rounds: [], currentRound: 0, size: 0, operations: new Map() };
      customer.callers.push(caller);
    }
    const operation = caller.operations.get(entry.turn) ?? { lastRound: caller.currentRound - 1, size: 0 };
    const round = nextRound(caller, operation);
    caller.operations.set(entry.turn, operation);
    operation.lastRound = round;
    operation.size += 1;
    caller.size += 1;
    customer.size += 1;
    for (let at = caller.rounds.length; at <= round - caller.currentRound; at += 1) caller.rounds.push([]);
    caller.rounds[round - caller.currentRound]?.push(entry);
    entry.round = round;
    this.#size += 1;
  }

  /** The position that an entry would have if it were added now. */
  positionIfAdded({ customerId, turn }: Place): Position {
    const customer = this.#find(customerId);
    const caller = customer && findCaller(customer, turn);
    const round = caller && nextRound(caller, caller.operations.get(turn));
    return this.#position(customer, caller, caller && round !== undefined ? sizeBefore(caller, round + 1) + 1 : 1);
  }

  /** Gives the entry another turn if that is sooner. */
  moveIfSooner(entry: Each, turn: Turn): void {
    const customer = this.#find(entry.customerId);
    const caller = customer && findCaller(customer, entry.turn);
    const { round } = entry;
    if (!caller || round === null) return;
    const inRound = caller.rounds[round - caller.currentRound]?.indexOf(entry) ?? -1;
    const now = this.#position(customer, caller, sizeBefore(caller, round) + inRound + 1);
    if (this.positionIfAdded({ customerId: entry.customerId, turn }).ofCustomer >= now.ofCustomer) return;
    this.#remove(customer, caller, entry);
    entry.turn = turn;
    this.add(entry);
  }

  hasNext(isEligible: (customerId: string) => boolean): boolean {
    return this.#customers.some(({ customerId }) => isEligible(customerId));
  }

  /** Removes and gives back the next entry of the first eligible customer. */
  takeNext(isEligible: (customerId: string) => boolean): Each | null {
    const at = this.#customers.findIndex(({ customerId }) => isEligible(customerId));
    const customer = this.#customers[at];
    const caller = customer?.callers[0];
    const entry = caller?.rounds[0]?.[0];
    if (!customer || !caller || !entry) return null;
    moveToEnd(this.#customers, at);
    moveToEnd(customer.callers, 0);
    this.#remove(customer, caller, entry);
    return entry;
  }

  delete(entry: Each): void {
    const customer = this.#find(entry.customerId);
    const caller = customer && findCaller(customer, entry.turn);
    if (caller) this.#remove(customer, caller, entry);
  }

  #remove(customer: Customer<Each>, caller: Caller<Each>, entry: Each): void {
    const { round } = entry;
    if (round === null) return;
    entry.round = null;
    this.#size -= 1;
    removeFrom(caller.rounds[round - caller.currentRound] ?? [], entry);
    const operation = caller.operations.get(entry.turn);
    if (operation) operation.size -= 1;
    caller.size -= 1;
    customer.size -= 1;
    if (caller.size === 0) removeFrom(customer.callers, caller);
    else endRounds(caller);
    if (customer.size === 0) removeFrom(this.#customers, customer);
  }

  #position(customer: Customer<Each> | undefined, caller: Caller<Each> | undefined, ofCaller: number): Position {
    const ofCustomer = positionAmong(customer?.callers ?? [], caller, ofCaller);
    return { ofCustomer, ofAll: positionAmong(this.#customers, customer, ofCustomer) };
  }

  #find(id: string): Customer<Each> | undefined {
    return this.#customers.find(({ customerId }) => customerId === id);
  }
}

/** An operation without entries is forgotten only when its last round is over. Forgotten earlier, it could join that round again. */
function endRounds<Each>(caller: Caller<Each>): void {
  if (caller.rounds[0]?.length !== 0) return;
  while (caller.rounds[0]?.length === 0) {
    caller.rounds.shift();
    caller.currentRound += 1;
  }
  caller.operations.forEach(({ size, lastRound }, turn) => {
    if (size === 0 && lastRound < caller.currentRound) caller.operations.delete(turn);
  });
}

/** Entries in the rounds before this one. */
function sizeBefore<Each>({ rounds, currentRound, size }: Caller<Each>, round: number): number {
  if (round - currentRound >= rounds.length) return size;
  let before = 0;
  for (let at = 0; at < round - currentRound; at += 1) before += rounds[at]?.length ?? 0;
  return before;
}

const findCaller = <Each>({ callers }: Customer<Each>, { callerKey }: Turn): Caller<Each> | undefined =>
  callers.find((caller) => caller.callerKey === callerKey);

/** The position of the nth entry of one of those that take turns: each other has had n turns before it, as far as it has entries. */
function positionAmong<Each extends { readonly size: number }>(all: readonly Each[], own: Each | undefined, n: number): number {
  let position = n;
  for (const other of all) if (other !== own) position += Math.min(other.size, n);
  return position;
}

function removeFrom<Each>(list: Each[], each: Each): void {
  const at = list.indexOf(each);
  if (at >= 0) list.splice(at, 1);
}

function moveToEnd<Each>(list: Each[], at: number): void {
  if (list.length > 1) list.push(...list.splice(at, 1));
}

const nextRound = ({ currentRound }: { readonly currentRound: number }, operation: { readonly lastRound: number } | undefined): number =>
  Math.max((operation?.lastRound ?? currentRound - 1) + 1, currentRound);
