import type { FetchedAnswer } from '../domain/answer.ts';
import type { AllowedContact } from '../domain/contact.ts';
import type { UpstreamOperation } from '../domain/operation.ts';

/** One contact that waits for its row. */
export type Waiting<Value> = {
  readonly key: AllowedContact;
  readonly operation: UpstreamOperation;
  readonly resolve: (answer: FetchedAnswer<Value>) => void;
  readonly reject: (reason: unknown) => void;
  /** Its row has come, or its caller has left. */
  isDone: boolean;
  onLeft: ((reason: Error) => void) | null;
};

/** The contacts of one call. */
export class Batch<Value> {
  readonly waiting: Waiting<Value>[] = [];
  /** What its call asks for, once that is sent. */
  sentIds: readonly string[] = [];
  readonly #maxBatch: number;
  /** By their lower case. */
  readonly #ids = new Map<string, string>();
  #onTaken: ((waiting: Waiting<Value>) => void) | null = null;

  constructor(maxBatch: number) {
    this.#maxBatch = maxBatch;
  }

  /** The ids that somebody still waits for, each once. */
  waitingIds(): readonly string[] {
    return [...new Set(this.waiting.flatMap(({ isDone, key }) => (isDone ? [] : key.contactId)))];
  }

  /** A batch of the contacts with these ids that still wait. */
  partOf(ids: readonly string[]): Batch<Value> {
    const part = new Batch<Value>(ids.length);
    for (const each of this.waiting) if (!each.isDone && ids.includes(each.key.contactId)) part.take(each);
    return part;
  }

  /**
   * Takes a contact, or gives false if that belongs to another batch. Of ids that differ by case only one comes at a time: Vitec may answer an
   * id in another case, so a row could be about either.
   */
  take(waiting: Waiting<Value>): boolean {
    const { contactId } = waiting.key;
    const lowerCase = contactId.toLowerCase();
    if (!this.#ids.has(lowerCase) && this.#ids.size < this.#maxBatch) this.#ids.set(lowerCase, contactId);
    if (this.#ids.get(lowerCase) !== contactId) return false;
    this.waiting.push(waiting);
    this.#onTaken?.(waiting);
    return true;
  }

  /** Is called with each contact, also the later ones. */
  onTaken(onTaken: (waiting: Waiting<Value>) => void): void {
    this.#onTaken = onTaken;
    for (const waiting of this.waiting) onTaken(waiting);
  }
}
