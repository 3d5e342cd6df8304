import { LRUCache } from 'lru-cache';
import { type FoundAnswer, type KeptAnswer, type KeptFor, type ReadPartyRoles, readKept } from './kept-answer.ts';

/**
 * Answers kept in this process: as the text that came, which takes a third of the room of its rows, until one is asked for again; then as its
 * roles, so that it is read once. Names are as they are stored.
 */
export type AnswerMemory = {
  readonly get: (name: string, contact: KeptFor) => FoundAnswer | null;
  readonly set: (name: string, answer: KeptAnswer, customer: string, forMs: number) => void;
  readonly delete: (name: string) => void;
  readonly deleteCustomer: (customer: string) => void;
};

/** Bounded in entries and in bytes; what was used longest ago makes room. */
const MAX_ANSWERS = 20_000;
const MAX_BYTES = 64 * 1024 * 1024;

type Entry = { readonly answer: KeptAnswer | FoundAnswer; readonly customer: string; readonly untilMs: number; readonly bytes: number };

export function createAnswerMemory(read: ReadPartyRoles): AnswerMemory {
  const answers = new LRUCache<string, Entry>({ max: MAX_ANSWERS, maxSize: MAX_BYTES, sizeCalculation: ({ bytes }) => bytes });

  return {
    get(name, contact) {
      const entry = answers.get(name);
      if (!entry) return null;
      if (Date.now() >= entry.untilMs) {
        answers.delete(name);
        return null;
      }
      if (!('text' in entry.answer)) return entry.answer;
      const answer = readKept(entry.answer, contact, read);
      if (!answer) {
        answers.delete(name);
        return null;
      }
      // its text goes, but what the rows took from it stays: counted as all of it
      answers.set(name, { ...entry, answer, bytes: entry.bytes + ROW_BYTES * (answer.roles?.count ?? 0) });
      return answer;
    },
    set: (name, answer, customer, forMs) =>
      void answers.set(name, {
        answer,
        customer,
        untilMs: Date.now() + forMs,
        bytes: ANSWER_BYTES + bytesOf(name) + bytesOf(answer.text ?? ''),
      }),
    delete: (name) => void answers.delete(name),
    deleteCustomer: (customer) => {
      for (const [name, each] of answers.entries()) if (each.customer === customer) answers.delete(name);
    },
  };
}

/** Measured, beside its texts: 205 bytes a row in answers of 10,000 rows, 354 in those of 16. */
const ROW_BYTES = 320;
const ANSWER_BYTES = 400;
/** At most: a text with a character beyond Latin letters takes two bytes for each. */
const bytesOf = (text: string): number => 2 * text.length;
