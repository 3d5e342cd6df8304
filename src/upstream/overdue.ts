/** Of a steady clock, in milliseconds. */
type Waiter = { readonly sinceMs: number };

/** Watches over those who wait, and tells of each once its time is up. One timer for all, since most are gone long before. */
export class OverdueWatch<Each extends Waiter> {
  readonly #limitMs: number;
  readonly #onOverdue: (waiter: Each) => void;
  /** The oldest first, as they came. */
  readonly #waiters = new Set<Each>();
  #timer: NodeJS.Timeout | null = null;

  constructor(limitMs: number, onOverdue: (waiter: Each) => void) {
    this.#limitMs = limitMs;
    this.#onOverdue = onOverdue;
  }

  add(waiter: Each): void {
    this.#waiters.add(waiter);
    this.#watchOldest();
  }

  /** It waits no more. */
  delete(waiter: Each): void {
    this.#waiters.delete(waiter);
    if (this.#waiters.size > 0 || !this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Looks again when the time of the oldest is up. */
  #watchOldest(): void {
    const [oldest] = this.#waiters;
    if (this.#timer || !oldest) return;
    const leftMs = oldest.sinceMs + this.#limitMs - performance.now();
    this.#timer = setTimeout(() => this.#tellOverdue(), Math.max(leftMs, 1));
  }

  #tellOverdue(): void {
    this.#timer = null;
    const beforeMs = performance.now() - this.#limitMs;
    for (const waiter of this.#waiters) {
      if (waiter.sinceMs > beforeMs) break;
      this.#waiters.delete(waiter);
      this.#onOverdue(waiter);
    }
    this.#watchOldest();
  }
}
