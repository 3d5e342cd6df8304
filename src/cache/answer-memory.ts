import { LRUCache } from 'lru-cache';
import type { PartyRole } from '../domain/party-role.ts';
import type { KeptAnswer } from './kept-answer.ts';

/** Answers kept in this process as they are, so that one that is found costs nothing to read. Names are as they are stored. */
export type AnswerMemory = {
  readonly get: (name: string) => KeptAnswer | null;
  readonly set: (name: string, answer: KeptAnswer, customer: string, forMs: number) => void;
  readonly delete: (name: string) => void;
  readonly deleteCustomer: (customer: string) => void;
};

/** Bounded in entries and in bytes; what was used longest ago makes room. */
const MAX_ANSWERS = 20_000;
const MAX_BYTES = 64 * 1024 * 1024;

type Entry = { readonly answer: KeptAnswer; readonly customer: string; readonly untilMs: number };

export function createAnswerMemory(): AnswerMemory {
  const answers = new LRUCache<string, Entry>({
    max: MAX_ANSWERS,
    maxSize: MAX_BYTES,
    sizeCalculation: ({ answer }) => sizeOf(answer),
  });
  return {
    get(name) {
      const entry = answers.get(name);
      if (entry && Date.now() < entry.untilMs) return entry.answer;
      if (entry) answers.delete(name);
      return null;
    },
    set: (name, answer, customer, forMs) => void answers.set(name, { answer, customer, untilMs: Date.now() + forMs }),
    delete: (name) => void answers.delete(name),
    deleteCustomer: (customer) => {
      for (const [name, each] of answers.entries()) if (each.customer === customer) answers.delete(name);
    },
  };
}

/** Measured, with their texts: 205 bytes a row in answers of 10,000 rows, 354 in those of 16. */
const ANSWER_BYTES = 400;
const ROW_BYTES = 320;

/** About so many bytes; each character counted as two, as those beyond Latin letters take. */
function sizeOf({ key, roles }: KeptAnswer): number {
  let bytes = ANSWER_BYTES + 2 * key.length;
  for (const role of roles ?? []) bytes += ROW_BYTES + 2 * charactersOf(role);
  return bytes;
}

const charactersOf = (role: PartyRole): number =>
  role.estate.estateId.length + (role.kind === 'EXTRA' ? role.relationCode.length + (role.actsForContactId?.length ?? 0) : 0);
