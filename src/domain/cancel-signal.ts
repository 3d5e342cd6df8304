type Listener = (reason: Error) => void;

/**
 * Cancels an operation or a call, and says why. AbortSignal without events: one is made for each call and heard by every stage, and an
 * AbortSignal costs more than the rest of the stage.
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

  /** Calls the listeners, once: a later reason changes nothing. A listener that another one takes off is not called. */
  abort(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    for (const listener of this.#listeners ?? []) listener(reason);
    this.#listeners = null;
  }

  /** The listener runs when this aborts. If it has aborted already it never runs: look at `aborted` first. */
  onAbort(listener: Listener): void {
    if (this.#reason) return;
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  offAbort(listener: Listener): void {
    this.#listeners?.delete(listener);
  }
}
