/** The place of an operation in the queue: customers, the callers of a customer, and the operations of a caller take turns. */
export type Turn = { readonly callerKey: unknown };

const NO_LISTENERS: readonly never[] = [];

/** The operations that wait for a call. The call takes the turn of the one that is next. */
export class Turns {
  readonly #all: [Turn, ...Turn[]];
  #listeners: readonly ((turn: Turn) => void)[] = NO_LISTENERS;

  constructor(own: Turn) {
    this.#all = [own];
  }

  /** Of the operation that began the call. */
  get own(): Turn {
    return this.#all[0];
  }

  get all(): readonly [Turn, ...Turn[]] {
    return this.#all;
  }

  /** An operation joins the call. */
  add(turn: Turn): void {
    if (this.#all.includes(turn)) return;
    this.#all.push(turn);
    for (const onAdded of this.#listeners) onAdded(turn);
  }

  /** Hears of operations that join, until the function that it gives is called. */
  listen(onAdded: (turn: Turn) => void): () => void {
    this.#listeners = [...this.#listeners, onAdded];
    return () => {
      this.#listeners = this.#listeners.filter((each) => each !== onAdded);
    };
  }
}
