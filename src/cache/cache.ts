import { LRUCache } from 'lru-cache';
import type { Generations } from '../domain/generations.ts';
import { type FoundAnswer, type KeptAnswer, type KeptFor, type ReadPartyRoles, readKept } from './cache-entry.ts';
import { type Ask, AsksUnderWay, UNSHARED_ASK } from './calls-in-progress.ts';
import { createAnswerMemory } from './memory-cache.ts';
import { createSharedAnswers, type SharedParts, type StoredNames } from './redis-cache.ts';
import type { ReplicaMessage } from './replica-messages.ts';

/** Where answers are kept. A store that fails has nothing: it never throws. */
export type AnswerStore = {
  /** At once where this process has it, or nobody else could. */
  readonly get: (contact: KeptFor) => FoundAnswer | null | Promise<FoundAnswer | null>;
  /** Before Vitec is asked for what is to be kept, and `endAsk` after. At once unless Redis has to be asked. */
  readonly beginAsk: (contact: KeptFor, wantsFresh: boolean) => Ask | Promise<Ask>;
  readonly endAsk: (ask: Ask) => void;
  /** What another replica has kept since the asking began is newer, and stays. */
  readonly set: (contact: KeptFor, answer: KeptAnswer, ask: Ask) => void;
  /** Drops that of the contact, on all replicas. What is being asked for is not kept when it comes: it may be of before the change. */
  readonly delete: (contact: Pick<KeptFor, 'customerId' | 'name'>) => Promise<void>;
  /** The same for all of a customer. */
  readonly deleteCustomer: (customerId: string) => Promise<void>;
  readonly close: () => void;
};

export type StoreSettings = {
  /** So long an answer may be shown; it is kept no longer. */
  readonly keepMs: number;
  /** The name under which something is kept where others may look. */
  readonly hashedKey: (name: string) => string;
  readonly generations: Generations;
  readonly read: ReadPartyRoles;
  /** Monotonic: a wall clock that is set must make no answer older or younger. */
  readonly nowMs: () => number;
};

/** So many answers that other replicas have replaced are remembered here. */
const MAX_REPLACED = 10_000;

/** Answers in this process's memory, and behind it, where it is shared, in Redis. Replicas tell each other what they drop. */
export function createAnswerStore(
  sharedParts: SharedParts | null,
  { keepMs, hashedKey, generations, read, nowMs }: StoreSettings,
): AnswerStore {
  const memory = createAnswerMemory(read, nowMs);
  const asks = new AsksUnderWay();
  /** Orders what this process does and hears. */
  let lastPlace = 0;
  const replaced = new LRUCache<string, number>({ max: MAX_REPLACED });
  /** Reads of Redis under way; one that something newer has overtaken is no longer among them. */
  const reads = new Map<string, object>();
  const namesOf = ({ name, customerId }: Pick<KeptFor, 'customerId' | 'name'>): StoredNames => ({
    contact: hashedKey(name),
    customer: hashedKey(customerId),
  });

  const forget = (name: string) => {
    reads.delete(name);
    memory.delete(name);
  };
  const drop = (name: string, isCustomer: boolean) => {
    generations.beginHashed(name);
    if (isCustomer) memory.deleteCustomer(name);
    else forget(name);
  };
  const onMessage = ({ kind, name }: ReplicaMessage) => {
    if (kind !== 'replaced') return drop(name, kind === 'customer-dropped');
    lastPlace += 1;
    replaced.set(name, lastPlace);
    forget(name);
  };
  const shared = sharedParts && createSharedAnswers(sharedParts, { keepMs, nowMs, onMessage, onListening: memory.doubt });

  const readShared = async (from: NonNullable<typeof shared>, names: StoredNames, contact: KeptFor): Promise<FoundAnswer | null> => {
    const reading = {};
    reads.set(names.contact, reading);
    const generation = generations.of(contact);
    const found = await from.read(names, contact);
    const isNewest = reads.get(names.contact) === reading;
    if (isNewest) reads.delete(names.contact);
    if (generations.of(contact) !== generation) return null; // dropped while it was read
    if (!found) return memory.getUnchecked(names.contact, contact);
    const { answer, versions } = found;
    if (!answer) return memory.check(names.contact, contact, versions);
    if (!isNewest) return readKept(answer, contact, read);
    memory.set(names.contact, { answer, customer: names.customer, versions, forMs: answer.keptMs + keepMs - nowMs() });
    return memory.get(names.contact, contact) ?? readKept(answer, contact, read); // one that is too large for the memory is shown all the same
  };

  const note = (contact: KeptFor, asked: Pick<Ask, 'name' | 'versions' | 'place' | 'wantsFresh'>): Ask => {
    const { ask, overtakes } = asks.begin({ ...asked, generation: generations.of(contact) });
    if (!overtakes) return ask;
    asks.end(ask);
    generations.beginHashed(asked.name);
    return asks.begin({ ...asked, generation: generations.of(contact) }).ask; // of the generation whose call it makes
  };

  return {
    close: () => shared?.close(),
    get(contact) {
      const name = hashedKey(contact.name);
      const known = memory.get(name, contact);
      return known || !shared ? known : readShared(shared, namesOf(contact), contact);
    },
    beginAsk(contact, wantsFresh) {
      if (!shared) return UNSHARED_ASK;
      const names = namesOf(contact);
      const asked = { name: names.contact, place: lastPlace, wantsFresh };
      const versions = shared.versionsOf(names);
      return versions instanceof Promise
        ? versions.then((made) => note(contact, { ...asked, versions: made }))
        : note(contact, { ...asked, versions });
    },
    endAsk: (ask) => asks.end(ask),
    set(contact, answer, ask) {
      const names = namesOf(contact);
      if ((replaced.get(names.contact) ?? 0) > ask.place) return;
      reads.delete(names.contact);
      const replaces = ask.wantsFresh || memory.has(names.contact);
      memory.set(names.contact, { answer, customer: names.customer, versions: ask.versions, forMs: keepMs });
      if (ask.versions) void shared?.set(names, contact, { answer, versions: ask.versions, replaces });
    },
    async delete(contact) {
      const names = namesOf(contact);
      drop(names.contact, false);
      await shared?.drop(names);
    },
    async deleteCustomer(customerId) {
      const customer = hashedKey(customerId);
      drop(customer, true);
      await shared?.drop({ contact: null, customer });
    },
  };
}
