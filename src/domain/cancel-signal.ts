/**
 * Tells those who wait for an operation, or for a call, that nobody wants its answer any more, and why. What AbortSignal does, without
 * events: one is made for each call and heard by whoever waits in it, where an AbortSignal would cost more than the waiting.
 */
export class CancelSignal {
  #reason: Error | null = null;
  #listeners: Set<() => void> | null = null;

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

  /** Runs what listens, once; what comes after the first changes nothing. */
  abort(reason: Error): void {
    if (this.#reason) return;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.#listeners = null;
    for (const listener of listeners ?? []) listener();
  }

  /** Is run when it aborts; of one that has aborted, never. */
  onAbort(listener: () => void): void {
    if (this.#reason) return;
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
  }

  offAbort(listener: () => void): void {
    this.#listeners?.delete(listener);
  }
}
