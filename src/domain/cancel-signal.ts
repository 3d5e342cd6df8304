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

/**
 * Settles as `start` says, or rejects with the signal's reason if that aborts first. `start` gives back the clean-up, which runs once,
 * however it ends. Where the signal has aborted already, nothing starts.
 */
export const unlessAborted = <Value>(
  signal: CancelSignal,
  start: (resolve: (value: Value) => void, reject: (reason: unknown) => void) => () => void,
): Promise<Value> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    let hasEnded = false;
    let cleanUp: (() => void) | null = null;
    const end = () => {
      hasEnded = true;
      signal.offAbort(leave);
      cleanUp?.();
    };
    const leave = (reason: Error) => {
      end();
      reject(reason);
    };
    cleanUp = start(
      (value) => {
        end();
        resolve(value);
      },
      (reason) => {
        end();
        reject(reason);
      },
    );
    if (hasEnded) cleanUp();
    else signal.onAbort(leave);
  });
