const SECOND_MS = 1_000;

/**
 * Permits for at most `perSecond` calls in any second, of which half may be taken at once; the rest are spread evenly, so that a call that
 * comes while a long list is served waits for the next permit and not for the next second. A token bucket (GCRA) of half a second, and a log of
 * the last second. Source: https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 * All times are milliseconds of a steady clock.
 */
export class PacedRate {
  readonly #intervalMs: number;
  readonly #burstMs: number;
  /** When the last permits were taken, in a ring: the next place holds the oldest. */
  readonly #takenMs: number[];
  #next = 0;
  /** GCRA's theoretical arrival time: when the bucket will be full again. */
  #theoreticalArrivalMs = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number) {
    this.#intervalMs = SECOND_MS / perSecond;
    this.#burstMs = (Math.ceil(perSecond / 2) - 1) * this.#intervalMs;
    this.#takenMs = new Array(perSecond).fill(Number.NEGATIVE_INFINITY);
  }

  /** Takes a permit and gives 0, or gives the milliseconds until there is one. */
  take(nowMs: number): number {
    const delayMs = this.#delayMs(nowMs);
    if (delayMs > 0) return delayMs;
    this.#takenMs[this.#next] = nowMs;
    this.#next = (this.#next + 1) % this.#takenMs.length;
    this.#theoreticalArrivalMs = Math.max(this.#theoreticalArrivalMs, nowMs) + this.#intervalMs;
    return 0;
  }

  /** Gives back the permit that was taken last. */
  giveBack(): void {
    this.#next = (this.#next + this.#takenMs.length - 1) % this.#takenMs.length;
    this.#takenMs[this.#next] = Number.NEGATIVE_INFINITY;
    this.#theoreticalArrivalMs -= this.#intervalMs;
  }

  /**
   * Milliseconds until the nth permit from now, if all of them are taken as soon as they are there. Exact within a second's permits; what comes after
   * is taken to go on like them.
   */
  delayOfNthMs(n: number, nowMs: number): number {
    const size = this.#takenMs.length;
    const nextMs = this.#nextPermitsMs(Math.min(n, size), nowMs);
    const lastMs = nextMs.at(-1) ?? nowMs;
    if (n <= size) return lastMs - nowMs;
    // a permit a second after the same permit of the second before, and an interval after the one before it
    const oneSecondLaterMs = (nextMs[(n - 1) % size] ?? nowMs) + Math.floor((n - 1) / size) * SECOND_MS;
    return Math.max(oneSecondLaterMs, lastMs + (n - size) * this.#intervalMs) - nowMs;
  }

  /** When the next permits will be there; as many as a second has, at most. */
  #nextPermitsMs(count: number, nowMs: number): readonly number[] {
    let [atMs, theoreticalArrivalMs] = [nowMs, this.#theoreticalArrivalMs];
    return Array.from({ length: count }, (_, index) => {
      const oldestMs = this.#takenMs[(this.#next + index) % this.#takenMs.length] ?? Number.NEGATIVE_INFINITY;
      atMs = Math.max(atMs, oldestMs + SECOND_MS, theoreticalArrivalMs - this.#burstMs);
      theoreticalArrivalMs = Math.max(theoreticalArrivalMs, atMs) + this.#intervalMs;
      return atMs;
    });
  }

  /** Permits that were taken in the last second. */
  takenInLastSecond(nowMs: number): number {
    return this.#takenMs.reduce((count, takenMs) => count + Number(takenMs > nowMs - SECOND_MS), 0);
  }

  #delayMs(nowMs: number): number {
    const oldestMs = this.#takenMs[this.#next] ?? Number.NEGATIVE_INFINITY;
    return Math.max(0, oldestMs + SECOND_MS - nowMs, this.#theoreticalArrivalMs - this.#burstMs - nowMs);
  }
}
