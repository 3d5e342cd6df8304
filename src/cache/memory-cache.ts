import { LRUCache } from 'lru-cache';
import { type FoundAnswer, type KeptAnswer, type KeptFor, type ReadPartyRoles, readKept } from './cache-entry.ts';
import { isSameVersions, type Versions } from './versions.ts';

/** An answer, and what is known of it beside. */
export type Remembered = {
  readonly answer: KeptAnswer;
  readonly customer: string;
  /** Under which it was asked; null where no Redis could be asked for them. */
  readonly versions: Versions | null;
  readonly forMs: number;
};

/**
 * Answers kept in this process: as the text that came, which takes a third of the room of its rows, until one is asked for again; then as its
 * roles, so that it is read once. Names are as they are stored.
 */
export type AnswerMemory = {
  readonly get: (name: string, contact: KeptFor) => FoundAnswer | null;
  readonly has: (name: string) => boolean;
  readonly set: (name: string, remembered: Remembered) => void;
  /** Whatever is here may have been dropped elsewhere without a message: `get` passes over it until it is checked. */
  readonly doubt: () => void;
  /** What is here, if it was asked under the versions that stand now: then it is in doubt no longer. What was not goes. */
  readonly check: (name: string, contact: KeptFor, versions: Versions | null) => FoundAnswer | null;
  /** What is here, in doubt or not: for when it cannot be checked. */
  readonly getUnchecked: (name: string, contact: KeptFor) => FoundAnswer | null;
  readonly delete: (name: string) => void;
  readonly deleteCustomer: (customer: string) => void;
};

/** Bounded in entries and in bytes; what was used longest ago makes room. */
const MAX_ANSWERS = 20_000;
const MAX_BYTES = 64 * 1024 * 1024;

type Entry = {
  readonly answer: KeptAnswer | FoundAnswer;
  readonly customer: string;
  readonly versions: Versions | null;
  /** Of the monotonic clock. */
  readonly untilMs: number;
  readonly bytes: number;
  checkedIn: number;
};

/** `nowMs` is a monotonic clock. */
export function createAnswerMemory(read: ReadPartyRoles, nowMs: () => number): AnswerMemory {
  const answers = new LRUCache<string, Entry>({ max: MAX_ANSWERS, maxSize: MAX_BYTES, sizeCalculation: ({ bytes }) => bytes });
  let doubts = 0;

  const gone = (name: string): null => {
    answers.delete(name);
    return null;
  };

  const readEntry = (name: string, entry: Entry, contact: KeptFor): FoundAnswer | null => {
    if (nowMs() >= entry.untilMs) return gone(name);
    if (!('text' in entry.answer)) return entry.answer;
    const answer = readKept(entry.answer, contact, read);
    if (!answer) return gone(name);
    // its text goes, but what the rows took from it stays: counted as all of it
    answers.set(name, { ...entry, answer, bytes: entry.bytes + ROW_BYTES * (answer.roles?.count ?? 0) });
    return answer;
  };

  return {
    get(name, contact) {
      const entry = answers.get(name);
      return entry && entry.checkedIn === doubts ? readEntry(name, entry, contact) : null;
    },
    has: (name) => answers.has(name),
    set: (name, { answer, customer, versions, forMs }) =>
      void answers.set(name, {
        answer,
        customer,
        versions,
        untilMs: nowMs() + forMs,
        bytes: ANSWER_BYTES + bytesOf(name) + bytesOf(answer.text ?? ''),
        checkedIn: doubts,
      }),
    doubt: () => {
      doubts += 1;
    },
    check(name, contact, versions) {
      const entry = answers.get(name);
      if (!entry) return null;
      if (!isSameVersions(entry.versions, versions)) return gone(name);
      entry.checkedIn = doubts;
      return readEntry(name, entry, contact);
    },
    getUnchecked(name, contact) {
      const entry = answers.get(name);
      return entry ? readEntry(name, entry, contact) : null;
    },
    delete: (name) => void answers.delete(name),
    deleteCustomer: (customer) => {
      for (const [name, each] of answers.entries()) if (each.customer === customer) answers.delete(name);
    },
  };
}

/** Measured, beside its texts: 205 bytes a row in answers of 10,000 rows, 354 in those of 16. */
const ROW_BYTES = 320;
const ANSWER_BYTES = 500;
/** At most: a text with a character beyond Latin letters takes two bytes for each. */
const bytesOf = (text: string): number => 2 * text.length;
