import { z } from 'zod';
import type { KeptFor } from './cache-entry.ts';
import type { Versions } from './versions.ts';

/** An answer as other replicas find it in Redis. */
export type StoredAnswer = {
  /** RFC 3339, by the wall clock of the replica that asked: shown, never compared. */
  readonly fetchedAt: string;
  readonly text: string | null;
  /** What was asked for under these counts only while they stand. */
  readonly versions: Versions;
  /** How long Redis was told to keep it: less what Redis says is left, that is its age. */
  readonly forMs: number;
};

/** The form of the value; that of another version of the gateway is not read. */
const FORM = 3;
/** As long as the settings can ask for: a day and a week. */
const MAX_FOR_MS = 8 * 86_400_000;

const storedForm = z.object({
  form: z.literal(FORM),
  /** Whose it is, so that a value that got under another's name is not taken for its. */
  key: z.string(),
  fetchedAt: z.iso.datetime({ offset: true }),
  text: z.string().nullable(),
  versions: z.object({ contact: z.string(), customer: z.string() }),
  forMs: z.number().positive().max(MAX_FOR_MS),
});

export const toStored = (answer: StoredAnswer, { name }: KeptFor): string =>
  JSON.stringify({ form: FORM, key: name, ...answer } satisfies z.input<typeof storedForm>);

/** What was written down for that contact; null for anything else. */
export function parseStored(text: string | null, { name }: KeptFor): StoredAnswer | null {
  if (text === null) return null;
  const { success, data } = storedForm.safeParse(toJson(text));
  return success && data.key === name ? data : null;
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
