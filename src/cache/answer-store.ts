import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import type { KeptAnswer } from './kept-answer.ts';

/** Where answers are kept. A store that fails has nothing: it never throws. */
export type AnswerStore = {
  readonly get: (key: string) => Promise<KeptAnswer | null>;
  readonly set: (answer: KeptAnswer, forMs: number) => Promise<void>;
  readonly delete: (key: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Memory is bounded in entries and in bytes; what was used longest ago makes room. */
const MAX_ITEMS = 20_000;
const MAX_BYTES = '64mb';

/** Answers kept in this process's memory, as text: so they can be counted in bytes, and nobody changes what another reads. */
export function createAnswerStore(): AnswerStore {
  const bento = new BentoCache({
    default: 'answers',
    stores: { answers: bentostore().useL1Layer(memoryDriver({ maxItems: MAX_ITEMS, maxSize: MAX_BYTES })) },
  });
  return {
    async get(key) {
      const kept: KeptAnswer | undefined = await bento.get({ key });
      return kept?.version === 1 && kept.key === key ? kept : null;
    },
    async set(answer, forMs) {
      await bento.set({ key: answer.key, value: answer, ttl: forMs });
    },
    async delete(key) {
      await bento.delete({ key });
    },
    close: () => bento.disconnectAll(),
  };
}
