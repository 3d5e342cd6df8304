import { z } from 'zod';
import type { Versions } from './versions.ts';

/** An answer as other replicas find it in Redis. */
export type RedisEntry = {
  /** RFC 3339, by the wall clock of the replica that fetched it: shown, never compared. */
  readonly fetchedAt: string;
  readonly text: string | null;
  /** It counts only while these versions stand. */
  readonly versions: Versions;
  /** The expiry that Redis was given: less the time that is left, that is its age. */
  readonly keepMs: number;
};

/** The form of the value. A gateway that writes another form does not read this one. */
const FORM = 4;
/** The most that the settings allow: a day and a week. */
const MAX_KEEP_MS = 8 * 86_400_000;

const redisForm = z.object({
  form: z.literal(FORM),
  /** The entry's key, so that a value that came under another key is not taken for it. */
  key: z.string(),
  fetchedAt: z.iso.datetime({ offset: true }),
  text: z.string().nullable(),
  versions: z.object({ entry: z.string(), customer: z.string() }),
  keepMs: z.number().positive().max(MAX_KEEP_MS),
});

export const toRedisText = (entry: RedisEntry, entryKey: string): string =>
  JSON.stringify({ form: FORM, key: entryKey, ...entry } satisfies z.input<typeof redisForm>);

/** Null for anything but an entry of that key. */
export function parseRedisText(text: string | null, entryKey: string): RedisEntry | null {
  if (text === null) return null;
  const { success, data } = redisForm.safeParse(toJson(text));
  return success && data.key === entryKey ? data : null;
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
