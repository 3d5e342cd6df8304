import { LRUCache } from 'lru-cache';
import { createAnswerMemory } from './answer-memory.ts';
import { type FoundAnswer, type KeptAnswer, type KeptFor, type ReadPartyRoles, readKept } from './kept-answer.ts';
import { createSharedAnswers, type SharedParts } from './shared-answers.ts';

/** Where answers are kept. A store that fails has nothing: it never throws. */
export type AnswerStore = {
  /** At once where this process has it, or nobody else could. */
  readonly get: (contact: KeptFor) => FoundAnswer | null | Promise<FoundAnswer | null>;
  /** `askedMs`: when Vitec was asked for it. What another replica has kept since is newer, and stays. */
  readonly set: (contact: KeptFor, answer: KeptAnswer, askedMs: number) => void;
  /** Drops that of the contact with this name. */
  readonly delete: (name: string) => Promise<void>;
  /** Drops all of a customer, on all replicas. */
  readonly deleteCustomer: (customerId: string) => Promise<void>;
  readonly close: () => void;
};

export type StoreSettings = {
  /** So long an answer may be shown; it is kept no longer. */
  readonly keepMs: number;
  /** The name under which something is kept where others may look. */
  readonly storedName: (name: string) => string;
  /** Another replica has dropped what is kept under this name, or of the customer with this name. */
  readonly onDroppedElsewhere: (storedName: string) => void;
  readonly read: ReadPartyRoles;
};

/** So many drops, and answers of other replicas, are remembered here. */
const MAX_REMEMBERED = 10_000;

/** Answers in this process's memory, and behind it, where it is shared, in Redis. Replicas tell each other what they drop. */
export function createAnswerStore(
  sharedParts: SharedParts | null,
  { keepMs, storedName, onDroppedElsewhere, read }: StoreSettings,
): AnswerStore {
  const memory = createAnswerMemory(read);
  // Redis may be too slow to take a drop just then; what was kept before it is not shown all the same
  const droppedMs = new LRUCache<string, number>({ max: MAX_REMEMBERED });
  const replacedMs = new LRUCache<string, number>({ max: MAX_REMEMBERED });
  /** Reads of Redis under way; one that something newer has overtaken is no longer among them. */
  const reads = new Map<string, object>();
  const forget = (name: string) => {
    reads.delete(name);
    memory.delete(name);
  };
  const drop = (name: string) => {
    droppedMs.set(name, Date.now());
    forget(name);
  };
  const dropCustomer = (customer: string) => {
    drop(customer);
    memory.deleteCustomer(customer);
  };
  const shared =
    sharedParts &&
    createSharedAnswers(sharedParts, {
      onDropped: (name) => {
        dropCustomer(name); // or the one contact with that name
        onDroppedElsewhere(name);
      },
      onReplaced: (name) => {
        replacedMs.set(name, Date.now());
        forget(name);
      },
    });

  const isDropped = (keptMs: number, names: readonly string[]) => names.some((name) => keptMs <= (droppedMs.get(name) ?? -1));

  return {
    close: () => shared?.close(),
    get(contact) {
      const name = storedName(contact.name);
      const known = memory.get(name, contact);
      if (known || !shared) return known;
      const reading = {};
      reads.set(name, reading);
      return shared.get(name, contact).then((kept) => {
        const customer = storedName(contact.customerId);
        const isNewest = reads.get(name) === reading;
        if (isNewest) reads.delete(name);
        if (!kept || isDropped(kept.keptMs, [name, customer])) return null;
        if (!isNewest) return readKept(kept, contact, read);
        memory.set(name, kept, customer, kept.keptMs + keepMs - Date.now());
        return memory.get(name, contact) ?? readKept(kept, contact, read); // one that is too large for the memory is shown all the same
      });
    },
    set(contact, answer, askedMs) {
      const [name, customer] = [storedName(contact.name), storedName(contact.customerId)];
      if ((replacedMs.get(name) ?? 0) > askedMs) return;
      reads.delete(name);
      memory.set(name, answer, customer, keepMs);
      void shared?.set(name, contact, answer, customer, keepMs);
    },
    async delete(contactName) {
      const name = storedName(contactName);
      drop(name);
      await shared?.delete(name);
    },
    async deleteCustomer(customerId) {
      const name = storedName(customerId);
      dropCustomer(name);
      await shared?.deleteCustomer(name);
    },
  };
}
