/** A second, and a margin for calls that arrive closer together than they were sent. */
export const WINDOW_MS = 1_025;

/** How the permits of a second are given out: `atOnce` after a pause, the others at this interval. */
export const paceOf = (perSecond: number): { readonly atOnce: number; readonly intervalMs: number } => ({
  atOnce: Math.ceil(perSecond / 2),
  intervalMs: WINDOW_MS / perSecond,
});

/**
 * Permits for at most `perSecond` calls in any second. Half of them may be taken at once; the rest are spread evenly, so that a call behind a
 * long list waits for the next permit and not for the next second. All times are milliseconds of a monotonic clock.
 */
export class PacedRate {
  readonly #perSecond: number;
  readonly #atOnce: number;
  readonly #intervalMs: number;
  /** When the permits of the last window were taken, oldest first. */
  #takenMs: number[] = [];

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    const { atOnce, intervalMs } = paceOf(perSecond);
    this.#atOnce = atOnce;
    this.#intervalMs = intervalMs;
  }

  /** Takes a permit and gives 0, or gives the milliseconds until there is one. */
  take(nowMs: number): number {
    this.#forget(nowMs);
    const atMs = this.#nextMs(this.#takenMs, 0, nowMs);
    if (atMs <= nowMs) this.#takenMs.push(nowMs);
    return Math.max(0, atMs - nowMs);
  }

  /** Gives back the last permit. */
  giveBack(): void {
    this.#takenMs.pop();
  }

  /** Permits taken in the last second. */
  takenInLastSecond(nowMs: number): number {
    this.#forget(nowMs);
    return this.#takenMs.length;
  }

  /**
   * Milliseconds until the nth permit from now, if each is taken as soon as it is free. Exact for the permits of one second; an estimate after
   * that.
   */
  delayOfNthMs(n: number, nowMs: number): number {
    this.#forget(nowMs);
    const takenMs = [...this.#takenMs];
    const before = takenMs.length;
    let [first, atMs] = [0, nowMs];
    for (let count = Math.min(n, this.#perSecond); count > 0; count -= 1) {
      for (let nextMs = this.#nextMs(takenMs, first, atMs); nextMs > atMs; nextMs = this.#nextMs(takenMs, first, atMs)) {
        atMs = nextMs;
        while ((takenMs[first] ?? atMs) <= atMs - WINDOW_MS) first += 1;
      }
      takenMs.push(atMs);
    }
    if (n > this.#perSecond) atMs = this.#laterMs(n, takenMs.slice(before), atMs);
    return atMs - nowMs;
  }

  /** When the nth permit is free: the later of one window after permit n - perSecond, and one interval after permit n - 1. */
  #laterMs(n: number, ofSecondMs: readonly number[], lastMs: number): number {
    const sameMs = ofSecondMs[(n - 1) % this.#perSecond] ?? lastMs;
    const windows = Math.floor((n - 1) / this.#perSecond);
    return Math.max(sameMs + windows * WINDOW_MS, lastMs + (n - this.#perSecond) * this.#intervalMs);
  }

  /** When the next permit is free, as seen at `nowMs`; permits before `first` no longer count. */
  #nextMs(takenMs: readonly number[], first: number, nowMs: number): number {
    const count = takenMs.length - first;
    if (count < this.#atOnce) return nowMs;
    if (count >= this.#perSecond) return endOfWindow(takenMs[first]);
    const spacedMs = (takenMs.at(-1) ?? nowMs) + this.#intervalMs;
    return Math.max(nowMs, Math.min(spacedMs, endOfWindow(takenMs[first + count - this.#atOnce])));
  }

  #forget(nowMs: number): void {
    while ((this.#takenMs[0] ?? nowMs) <= nowMs - WINDOW_MS) this.#takenMs.shift();
  }
}

const endOfWindow = (takenMs = Number.NEGATIVE_INFINITY): number => takenMs + WINDOW_MS;
