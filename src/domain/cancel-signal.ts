type Listener = (reason: Error) => void;

/**
 * Cancels an operation or a call, with a reason. An AbortSignal without events: each call creates one, each policy listens to it, and an
 * AbortSignal costs more than the rest of a policy.
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

  /** Calls the listeners once; later calls have no effect. A listener that an earlier one removes is not called. */
  abort(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    for (const listener of this.#listeners ?? []) listener(reason);
    this.#listeners = null;
  }

  /** Calls the listener on abort. If the signal has aborted already, it is never called: check `aborted` first. */
  onAbort(listener: Listener): void {
    if (this.#reason) return;
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  offAbort(listener: Listener): void {
    this.#listeners?.delete(listener);
  }
}
