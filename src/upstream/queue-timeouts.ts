/** In milliseconds of a monotonic clock. */
type Waiting = { readonly giveUpAtMs: number };

/** Calls back with the entries that have timed out. One timer for all, since most entries are removed long before. */
export class QueueTimeouts<Entry extends Waiting> {
  readonly #onTimeout: (entries: readonly Entry[]) => void;
  readonly #nowMs: () => number;
  /** In the order of their timeouts. */
  readonly #entries: Entry[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(nowMs: () => number, onTimeout: (entries: readonly Entry[]) => void) {
    this.#nowMs = nowMs;
    this.#onTimeout = onTimeout;
  }

  add(entry: Entry): void {
    const entries = this.#entries;
    let at = entries.length; // all operations have the same timeout, so an entry nearly always belongs at the end
    while (at > 0 && (entries[at - 1]?.giveUpAtMs ?? 0) > entry.giveUpAtMs) at -= 1;
    entries.splice(at, 0, entry);
    if (at === 0) this.#watchFirst();
  }

  delete(entry: Entry): void {
    const at = this.#entries.indexOf(entry);
    if (at < 0) return;
    this.#entries.splice(at, 1);
    if (this.#entries.length === 0) this.#watchFirst();
  }

  #watchFirst(): void {
    clearTimeout(this.#timer ?? undefined);
    const [first] = this.#entries;
    this.#timer = first ? setTimeout(() => this.#endTimes(), Math.max(1, first.giveUpAtMs - this.#nowMs())) : null;
  }

  #endTimes(): void {
    const nowMs = this.#nowMs();
    const late = this.#entries.findIndex(({ giveUpAtMs }) => giveUpAtMs > nowMs);
    const ended = this.#entries.splice(0, late < 0 ? this.#entries.length : late);
    this.#watchFirst();
    if (ended.length > 0) this.#onTimeout(ended);
  }
}
