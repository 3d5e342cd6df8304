/** The estimate before the first measurement. */
const FIRST_GUESS_MS = 100;

/**
 * How long calls take: a moving mean and mean deviation, with the weights of TCP's round-trip time.
 * Source: https://www.rfc-editor.org/rfc/rfc6298#section-2
 */
export class CallTime {
  #meanMs = FIRST_GUESS_MS;
  #deviationMs = FIRST_GUESS_MS / 2;
  #isMeasured = false;

  record(durationMs: number): void {
    if (!this.#isMeasured) {
      this.#isMeasured = true;
      this.#meanMs = durationMs;
      this.#deviationMs = durationMs / 2;
      return;
    }
    this.#deviationMs += (Math.abs(durationMs - this.#meanMs) - this.#deviationMs) / 4;
    this.#meanMs += (durationMs - this.#meanMs) / 8;
  }

  get meanMs(): number {
    return this.#meanMs;
  }

  /** A time within which nearly all calls end. */
  get enoughMs(): number {
    return this.#meanMs + 2 * this.#deviationMs;
  }
}
