type Listener = (reason: Error) => void;

/**
 * Tells those who wait for an operation, or for a call, that nobody wants its answer any more, and why. What AbortSignal does, without
 * events: one is made for each call and heard by whoever waits in it, where an AbortSignal would cost more than the waiting.
 */
export class CancelSignal {
  #reason: Error | null = null;
  #listeners: Set<Listener> | null = null;

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

  /** Tells all who listen, once: a later reason changes nothing. Who is taken off meanwhile is not told. */
  abort(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    for (const listener of this.#listeners ?? []) listener(reason);
    this.#listeners = null;
  }

  /** The listener runs when this aborts. Where it has aborted already it never runs: look at `aborted` first. */
  onAbort(listener: Listener): void {
    if (this.#reason) return;
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  offAbort(listener: Listener): void {
    this.#listeners?.delete(listener);
  }
}
