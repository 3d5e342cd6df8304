import type { CancelSignal } from '../domain/cancel-signal.ts';
import { Failure } from '../domain/failure.ts';
import type { AskVitec } from '../domain/party-roles-answer.ts';
import { OverdueWatch } from './overdue.ts';
import type { AskLeave } from './rate.ts';

export type LineSettings = {
  readonly slots: number;
  readonly slotsPerCustomer: number;
  readonly maxWaitMs: number;
  /** Null: calls are not counted by the second. */
  readonly askLeave: AskLeave | null;
  /** Hears how long each waited, whether it got a slot or not. */
  readonly onWaited?: (waitedMs: number) => void;
  /** Is given what counts the line whenever it is asked. */
  readonly watch?: (read: () => LineCount) => void;
};

export type LineCount = { readonly open: number; readonly waiting: number; readonly slots: number };

type Waiter = {
  readonly customerId: string;
  readonly request: object;
  readonly signal: CancelSignal;
  readonly leave: (reason: Error) => void;
  /** Of a steady clock. */
  readonly sinceMs: number;
  /** It gets a slot. */
  readonly enter: () => void;
  /** It gets none, for this reason. */
  readonly giveUp: (reason: Error) => void;
};
type CustomerLine = { open: number; readonly requests: Map<object, Set<Waiter>> };

/**
 * So many calls at once, and so many for each customer. Whoever comes later waits, at most `maxWaitMs` (then OVERLOADED) and
 * as long as its operation lasts. Slots go round the customers, and within a customer round the requests, so that neither an
 * office's flood nor a list of 100 makes a single contact of another wait behind it.
 */
export function withWaitingLine(ask: AskVitec, settings: LineSettings): AskVitec {
  const line = new WaitingLine(settings);
  settings.watch?.(() => line.count());
  return async (contact, operation) => {
    const turn = line.takeSlot(contact.customerId, operation.record, operation.signal);
    if (turn) await turn;
    try {
      return await ask(contact, operation);
    } finally {
      line.giveBack(contact.customerId);
    }
  };
}

const NOBODY: readonly [object, Set<Waiter>] = [{}, new Set()];

function toEndOfRound<Key, Value>(round: Map<Key, Value>, key: Key): void {
  if (round.size === 1) return;
  const value = round.get(key) as Value;
  round.delete(key);
  round.set(key, value);
}

class WaitingLine {
  readonly #settings: LineSettings;
  /** In the order of their next turn. */
  readonly #customers = new Map<string, CustomerLine>();
  #open = 0;
  #isPumping = false;
  readonly #overdue: OverdueWatch<Waiter>;

  constructor(settings: LineSettings) {
    this.#settings = settings;
    this.#overdue = new OverdueWatch(settings.maxWaitMs, (waiter) =>
      this.#dismiss(waiter, new Failure('OVERLOADED', { retryAfterSeconds: 1 })),
    );
  }

  /** Null: it has one at once. Else waits for one, and rejects with OVERLOADED or the signal's reason; throws that where it has aborted. */
  takeSlot(customerId: string, request: object, signal: CancelSignal): Promise<void> | null {
    signal.throwIfAborted();
    const customer = this.#customers.get(customerId) ?? { open: 0, requests: new Map<object, Set<Waiter>>() };
    this.#customers.set(customerId, customer);
    if (this.#settings.askLeave === null && this.#hasSlotFor(customer) && customer.requests.size === 0) {
      this.#occupy(customer);
      this.#settings.onWaited?.(0);
      return null;
    }
    return new Promise((resolve, reject) => {
      const leave = (reason: Error) => this.#dismiss(waiter, reason);
      const waiter: Waiter = { customerId, request, signal, leave, sinceMs: performance.now(), enter: resolve, giveUp: reject };
      signal.onAbort(leave);
      const waiting = customer.requests.get(request) ?? new Set();
      customer.requests.set(request, waiting.add(waiter));
      this.#overdue.add(waiter);
      this.#admit();
    });
  }

  giveBack(customerId: string): void {
    this.#open -= 1;
    const customer = this.#customers.get(customerId);
    if (customer) customer.open -= 1;
    this.#forgetIdle(customerId);
    this.#admit();
  }

  count(): LineCount {
    const lines = this.#customers.values().flatMap(({ requests }) => requests.values());
    return { open: this.#open, waiting: lines.reduce((sum, waiting) => sum + waiting.size, 0), slots: this.#settings.slots };
  }

  #occupy(customer: CustomerLine): void {
    this.#open += 1;
    customer.open += 1;
  }

  #hasSlotFor(customer: CustomerLine): boolean {
    return this.#open < this.#settings.slots && customer.open < this.#settings.slotsPerCustomer;
  }

  #admit(): void {
    if (this.#settings.askLeave) void this.#pump(this.#settings.askLeave);
    else while (this.#admitNext());
  }

  /** Asks for leave, one call at a time, while there is anybody who could go; so that whoever's turn it is goes next here too. */
  async #pump(askLeave: AskLeave): Promise<void> {
    if (this.#isPumping) return;
    this.#isPumping = true;
    try {
      while (this.#nextCustomer()) {
        const delayMs = await askLeave();
        if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
        else this.#admitNext();
      }
    } finally {
      this.#isPumping = false;
    }
  }

  #nextCustomer(): readonly [string, CustomerLine] | null {
    if (this.#open >= this.#settings.slots) return null;
    for (const entry of this.#customers) if (entry[1].requests.size > 0 && this.#hasSlotFor(entry[1])) return entry;
    return null;
  }

  /** The free slot goes to the customer whose turn it is, there to the request whose turn it is, there to the one that waited longest. */
  #admitNext(): boolean {
    const next = this.#nextCustomer();
    if (!next) return false;
    const [customerId, customer] = next;
    const [[request, waiting] = NOBODY] = customer.requests;
    const [waiter] = waiting;
    if (!waiter) return false;
    waiting.delete(waiter);
    toEndOfRound(this.#customers, customerId);
    if (waiting.size > 0) toEndOfRound(customer.requests, request);
    else customer.requests.delete(request);
    this.#occupy(customer);
    this.#endWait(waiter);
    waiter.enter();
    return true;
  }

  #dismiss(waiter: Waiter, reason: Error): void {
    this.#endWait(waiter);
    this.#remove(waiter);
    waiter.giveUp(reason);
  }

  #endWait(waiter: Waiter): void {
    waiter.signal.offAbort(waiter.leave);
    this.#overdue.delete(waiter);
    this.#settings.onWaited?.(performance.now() - waiter.sinceMs);
  }

  #remove(waiter: Waiter): void {
    const requests = this.#customers.get(waiter.customerId)?.requests;
    const waiting = requests?.get(waiter.request);
    waiting?.delete(waiter);
    if (waiting?.size === 0) requests?.delete(waiter.request);
    this.#forgetIdle(waiter.customerId);
  }

  #forgetIdle(customerId: string): void {
    const customer = this.#customers.get(customerId);
    if (customer && customer.open === 0 && customer.requests.size === 0) this.#customers.delete(customerId);
  }
}
