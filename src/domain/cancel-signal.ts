type Listener = (reason: Error) => void;

/**
 * Cancels an operation or a call, with a reason. An AbortSignal without events: each call creates one, each policy listens to it, and an
 * AbortSignal costs more than the rest of a policy.
 */
export class CancelSignal {
  #reason: Error | null = null;
  /** The first, which is nearly always the only one, and those that came after it. */
  #first: Listener | null = null;
  #others: Set<Listener> | null = null;

  get aborted(): boolean {
    return this.#reason !== null;
  }

  /** Null until it aborts. */
  get reason(): Error | null {
    return this.#reason;
  }

  throwIfAborted(): void {
    if (this.#reason) throw this.#reason;
  }

  /** Calls the listeners once; later calls have no effect. A listener that an earlier one removes is not called. */
  abort(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#first?.(reason);
    for (const listener of this.#others ?? []) listener(reason);
    this.#first = null;
    this.#others = null;
  }

  /** Calls the listener on abort. If the signal has aborted already, it is never called: check `aborted` first. */
  onAbort(listener: Listener): void {
    if (this.#reason) return;
    if (this.#first === null && !this.#others?.size) this.#first = listener;
    if (this.#first === listener) return;
    this.#others ??= new Set();
    this.#others.add(listener);
  }

  offAbort(listener: Listener): void {
    if (this.#first === listener) this.#first = null;
    else this.#others?.delete(listener);
  }
}
