import { getHeapStatistics } from 'node:v8';
import { LRUCache } from 'lru-cache';
import type { EntryFormat } from '../domain/endpoint.ts';
import type { CacheEntry, StoredAnswer } from './cache-entry.ts';
import { isSameVersions, type Versions } from './versions.ts';

/** An answer, and what has to be known to drop it. */
export type MemoryEntry = {
  readonly answer: StoredAnswer;
  readonly hashedCustomer: string;
  /** The versions in Redis under which it was fetched; null if Redis was unavailable. */
  readonly versions: Versions | null;
  readonly keepMs: number;
};

/**
 * The entries of all endpoints in this process, by hashed key, which names the endpoint too. An entry is stored as its text, which takes a
 * third of the memory of its rows, and read on its first hit; from then on it holds the value.
 */
export type MemoryCache = {
  readonly get: <Ids extends EntryIds, Value>(hashedKey: string, reader: EntryReader<Ids, Value>, ids: Ids) => CacheEntry<Value> | null;
  readonly has: (hashedKey: string) => boolean;
  readonly set: (hashedKey: string, entry: MemoryEntry) => void;
  /** Messages of other replicas may have been missed: `get` passes over every entry until `revalidate` has checked it. */
  readonly requireRevalidation: () => void;
  /** Gives the entry if it was fetched under the versions that stand now; else deletes it. */
  readonly revalidate: <Ids extends EntryIds, Value>(
    hashedKey: string,
    reader: EntryReader<Ids, Value>,
    ids: Ids,
    versions: Versions | null,
  ) => CacheEntry<Value> | null;
  /** Gives the entry, revalidated or not: for when Redis is unavailable. */
  readonly getUnchecked: <Ids extends EntryIds, Value>(
    hashedKey: string,
    reader: EntryReader<Ids, Value>,
    ids: Ids,
  ) => CacheEntry<Value> | null;
  readonly delete: (hashedKey: string) => void;
  readonly deleteCustomer: (hashedCustomer: string) => void;
};

type EntryIds = { readonly customerId: string };
export type EntryReader<Ids extends EntryIds, Value> = Pick<EntryFormat<Ids, Value>, 'read' | 'countRows'>;

const MAX_ENTRIES = 40_000;
const MOST_BYTES = 64 * 1024 * 1024;
/** The share of the largest heap that the entries may take. V8 collects garbage all the time where too little is left for requests. */
const HEAP_SHARE = 1 / 6;

type Slot = {
  /** With its text, or with the value that its endpoint read from it. */
  readonly answer: StoredAnswer | CacheEntry<unknown>;
  readonly hashedCustomer: string;
  readonly versions: Versions | null;
  /** Of the monotonic clock. */
  readonly untilMs: number;
  readonly bytes: number;
  validEpoch: number;
};

/** `nowMs` is a monotonic clock. The least recently used entries make room. */
export function createMemoryCache(nowMs: () => number): MemoryCache {
  const maxSize = Math.floor(Math.min(MOST_BYTES, getHeapStatistics().heap_size_limit * HEAP_SHARE));
  const slots = new LRUCache<string, Slot>({ maxSize, sizeCalculation: ({ bytes }) => bytes });
  let epoch = 0;

  const store = (hashedKey: string, slot: Slot): void => {
    slots.set(hashedKey, slot);
    if (slots.size > MAX_ENTRIES) slots.pop(); // not by the option `max`, for the reason given in at-most-entries.ts
  };

  const drop = (hashedKey: string): null => {
    slots.delete(hashedKey);
    return null;
  };

  const readSlot = <Ids extends EntryIds, Value>(
    hashedKey: string,
    slot: Slot,
    reader: EntryReader<Ids, Value>,
    ids: Ids,
  ): CacheEntry<Value> | null => {
    if (nowMs() >= slot.untilMs) return drop(hashedKey);
    if (!('text' in slot.answer)) return slot.answer as CacheEntry<Value>; // the hashed key names the endpoint that read it
    const entry = readStored(slot.answer, reader, ids);
    if (!entry) return drop(hashedKey);
    // the text goes, but the rows hold parts of it: counted as all of it
    const rows = entry.value === null ? 0 : reader.countRows(entry.value);
    store(hashedKey, { ...slot, answer: entry, bytes: slot.bytes + ROW_BYTES * rows });
    return entry;
  };

  return {
    get(hashedKey, reader, ids) {
      const slot = slots.get(hashedKey);
      return slot && slot.validEpoch === epoch ? readSlot(hashedKey, slot, reader, ids) : null;
    },
    has: (hashedKey) => slots.has(hashedKey),
    set: (hashedKey, { answer, hashedCustomer, versions, keepMs }) =>
      store(hashedKey, {
        answer,
        hashedCustomer,
        versions,
        untilMs: nowMs() + keepMs,
        bytes: ENTRY_BYTES + bytesOf(hashedKey) + bytesOf(answer.text ?? ''),
        validEpoch: epoch,
      }),
    requireRevalidation: () => {
      epoch += 1;
    },
    revalidate(hashedKey, reader, ids, versions) {
      const slot = slots.get(hashedKey);
      if (!slot) return null;
      if (!isSameVersions(slot.versions, versions)) return drop(hashedKey);
      slot.validEpoch = epoch;
      return readSlot(hashedKey, slot, reader, ids);
    },
    getUnchecked(hashedKey, reader, ids) {
      const slot = slots.get(hashedKey);
      return slot ? readSlot(hashedKey, slot, reader, ids) : null;
    },
    delete: (hashedKey) => void slots.delete(hashedKey),
    deleteCustomer: (hashedCustomer) => {
      for (const [hashedKey, slot] of slots.entries()) if (slot.hashedCustomer === hashedCustomer) slots.delete(hashedKey);
    },
  };
}

/** Null where the text cannot be read: a replica of another version, which reads more than this one, stored it. */
export function readStored<Ids extends EntryIds, Value>(
  { storedMs, fetchedAt, text }: StoredAnswer,
  reader: EntryReader<Ids, Value>,
  ids: Ids,
): CacheEntry<Value> | null {
  try {
    return { storedMs, fetchedAt, value: text === null ? null : reader.read(text, ids) };
  } catch {
    return null;
  }
}

/** Measured, beside its texts: 205 bytes a row in answers of 10,000 rows, 354 in those of 16. */
const ROW_BYTES = 320;
const ENTRY_BYTES = 500;
/** At most: a text with a character beyond Latin letters takes two bytes for each. */
const bytesOf = (text: string): number => 2 * text.length;
