import type { KeptAnswer, KeptFor } from './kept-answer.ts';

/** An answer as it is written down where other replicas find it. */
export type StoredAnswer = KeptAnswer & {
  /** The form of this value: another one's is not read. */
  readonly version: 2;
  /** Whose it is, so that a value that got under another's name is not taken for its. */
  readonly key: string;
};

export const toStored = (answer: KeptAnswer, { name }: KeptFor): StoredAnswer => ({ version: 2, key: name, ...answer });

/** What was written down for that contact; null for anything else. */
export const fromStored = (stored: StoredAnswer | null | undefined, { name }: KeptFor): KeptAnswer | null =>
  stored?.version === 2 && stored.key === name ? stored : null;
