import type { Rights } from '../domain/allowed-key.ts';
import type { Fetch, FetchedAnswer } from '../domain/answer.ts';
import { CancelSignal } from '../domain/cancel-signal.ts';
import type { AllowedContact } from '../domain/contact.ts';
import type { BatchForm, SplitAnswer } from '../domain/endpoint.ts';
import { Failure } from '../domain/failure.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import { Turns } from '../domain/turns.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';
import { callLimitExceeded, type FetchParts } from './fetch-key.ts';

/** One contact that waits for its row. */
type Waiting<Value> = {
  readonly key: AllowedContact;
  readonly operation: UpstreamOperation;
  readonly resolve: (answer: FetchedAnswer<Value>) => void;
  readonly reject: (reason: unknown) => void;
  /** Its row has come, or its caller has left. */
  isDone: boolean;
  onLeft: ((reason: Error) => void) | null;
};

/** The contacts of one customer, asked for with the same rights. */
type Group<Value> = {
  readonly customerId: string;
  readonly rights: Rights;
  waiting: Waiting<Value>[];
  isScheduled: boolean;
  hold: NodeJS.Timeout | null;
};

/** Whether an operation is about to ask for more contacts. A batch that is not full waits for them if each of its operations is. */
export type ExpectsMore = (operation: UpstreamOperation) => boolean;

/** How long it waits after its last contact came. */
const HOLD_MS = 200;

export type BatcherOptions = {
  readonly expectsMore?: ExpectsMore;
  /** False: a refused batch fails for all its contacts. */
  readonly isHalvedWhenRefused?: boolean;
};

export type Batcher<Value> = {
  readonly fetch: Fetch<AllowedContact, Value>;
  /** An operation expects no more: sends what has waited for it. */
  readonly release: () => void;
};

/** Contacts with the same key share batches. */
export const groupKeyOf = ({ customerId, rights }: Pick<AllowedContact, 'customerId' | 'rights'>): string =>
  rights.kind === 'OWN' ? `${rights.hash} ${customerId}` : customerId;

/**
 * Collects the contacts that all operations ask for in one turn of the event loop, and fetches them in batches. A batch is cancelled when
 * nobody waits for any of its contacts. A batch that Vitec refuses (400, 404, 410) is asked again in halves until the contact that it refuses
 * stands alone; any other failure is one of all its contacts.
 */
export function createBatcher<Value>(form: BatchForm<Value>, parts: FetchParts, options: BatcherOptions = {}): Batcher<Value> {
  const { expectsMore = () => false, isHalvedWhenRefused = true } = options;
  const groups = new Map<string, Group<Value>>();

  const collect = (waiting: Waiting<Value>): void => {
    const { customerId, rights } = waiting.key;
    const groupKey = groupKeyOf(waiting.key);
    const group = groups.get(groupKey) ?? { customerId, rights, waiting: [], isScheduled: false, hold: null };
    groups.set(groupKey, group);
    group.waiting.push(waiting);
    if (group.isScheduled) return;
    group.isScheduled = true;
    setImmediate(() => {
      group.isScheduled = false;
      if (isHeld(group)) sendFull(groupKey, group);
      else sendAll(groupKey, group);
    });
  };

  /** A contact never waits for those of another operation. */
  const isHeld = (group: Group<Value>): boolean => {
    forgetDone(group);
    return group.waiting.length > 0 && group.waiting.every(({ operation }) => expectsMore(operation));
  };

  const sendFull = (groupKey: string, group: Group<Value>): void => {
    while (group.waiting.length >= form.maxBatch) sendNext(group);
    clearTimeout(group.hold ?? undefined);
    group.hold = setTimeout(sendAll, HOLD_MS, groupKey, group);
  };

  const sendAll = (groupKey: string, group: Group<Value>): void => {
    clearTimeout(group.hold ?? undefined);
    forgetDone(group);
    while (group.waiting.length > 0) sendNext(group);
    if (!group.isScheduled) groups.delete(groupKey);
  };

  const sendNext = (group: Group<Value>): void => {
    const [batch, later] = nextBatch(group.waiting, form.maxBatch);
    group.waiting = later;
    void ask(group, batch, { halves: 2 * Math.ceil(Math.log2(batch.length)) });
  };

  const ask = async (group: Group<Value>, batch: readonly Waiting<Value>[], left: { halves: number }): Promise<void> => {
    const waiting = batch.filter(({ isDone }) => !isDone);
    if (waiting.length === 0) return;
    const payer = waiting.find(({ operation }) => operation.allowance.take());
    if (!payer) return rejectAll(waiting, callLimitExceeded());
    try {
      const { rows, fetchedAt } = await call(group, waiting, payer.operation);
      settle(waiting, rows, fetchedAt);
    } catch (error) {
      if (waiting.length === 1 || !isHalvedWhenRefused || !isRefusal(error)) return rejectAll(waiting, error);
      const portions = left.halves > 0 ? inHalves(waiting) : waiting.map((each) => [each]);
      left.halves -= portions.length;
      await Promise.all(portions.map((portion) => ask(group, portion, left)));
    }
  };

  const call = async ({ customerId, rights }: Group<Value>, batch: readonly Waiting<Value>[], payer: UpstreamOperation) => {
    const { name, functionGroup } = form;
    const ids = [...new Set(batch.map(({ key }) => key.contactId))];
    const signal = new CancelSignal();
    for (const waiting of batch) {
      waiting.onLeft = (reason) => {
        if (batch.every(({ isDone }) => isDone)) signal.abort(reason);
      };
    }
    const deadlineMs = Math.max(...batch.map(({ operation }) => operation.deadlineMs));
    const turns = new Turns(payer.turns.own);
    const stops = batch.map(({ operation }) => addAll(operation.turns, turns));
    const parse = (body: string) => form.split(body, customerId, ids);
    const path = form.path(parts.toSegment(customerId), ids.map(parts.toListSegment).join());
    const request = { endpoint: name, functionGroup, customerId, rights, path, parse };
    try {
      const rows = await parts.call(request, { ...payer, turns, signal, deadlineMs });
      return { rows, fetchedAt: parts.date().toISOString() };
    } finally {
      for (const stop of stops) stop();
    }
  };

  const settle = (batch: readonly Waiting<Value>[], { ofContact, ignoredRows }: SplitAnswer<Value>, fetchedAt: string): void => {
    if (ignoredRows > 0) parts.onIgnoredRows(form.name, ignoredRows);
    for (const { key, resolve, reject } of batch) {
      const row = ofContact.get(key.contactId);
      if (row === undefined) reject(new Failure('NOT_FOUND', { upstreamCause: 'NO_ROW', status: 200 }));
      else if (row instanceof Failure) reject(row);
      else {
        if (row.unknownCodes > 0) parts.onUnknownCodes(form.name, row.unknownCodes);
        resolve({ value: row.value, text: row.text, fetchedAt });
      }
    }
  };

  return {
    async fetch(key, operation) {
      parts.toListSegment(key.contactId); // an id that no path can hold fails alone
      return await unlessAborted<FetchedAnswer<Value>>(operation.signal, (resolve, reject) => {
        const waiting: Waiting<Value> = { key, operation, resolve, reject, isDone: false, onLeft: null };
        collect(waiting);
        return () => {
          waiting.isDone = true;
          if (operation.signal.reason) waiting.onLeft?.(operation.signal.reason);
        };
      });
    },
    release() {
      for (const [groupKey, group] of groups) if (!group.isScheduled && !isHeld(group)) sendAll(groupKey, group);
    },
  };
}

/** Adds the turns of one contact to those of its batch, also the later ones. */
function addAll(ofContact: Turns, ofBatch: Turns): () => void {
  for (const turn of ofContact.all) ofBatch.add(turn);
  return ofContact.listen((turn) => ofBatch.add(turn));
}

/**
 * At most `maxBatch` contacts, and those that wait for a later batch. Of ids that differ by case only one comes at a time: Vitec may answer an
 * id in another case, so a row could be about either.
 */
function nextBatch<Value>(waiting: readonly Waiting<Value>[], maxBatch: number): readonly [Waiting<Value>[], Waiting<Value>[]] {
  const batch: Waiting<Value>[] = [];
  const later: Waiting<Value>[] = [];
  const idOf = new Map<string, string>();
  for (const each of waiting) {
    const { contactId } = each.key;
    const lowerCase = contactId.toLowerCase();
    if (!idOf.has(lowerCase) && idOf.size < maxBatch) idOf.set(lowerCase, contactId);
    (idOf.get(lowerCase) === contactId ? batch : later).push(each);
  }
  return [batch, later];
}

const forgetDone = <Value>(group: Group<Value>): void => {
  group.waiting = group.waiting.filter(({ isDone }) => !isDone);
};

const rejectAll = (batch: readonly Pick<Waiting<unknown>, 'reject'>[], reason: unknown): void => {
  for (const { reject } of batch) reject(reason);
};

/** Whether Vitec refused the request because of one of its ids, as far as the status can tell. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Failure && (error.code === 'UPSTREAM_BAD_REQUEST' || error.code === 'NOT_FOUND');

const inHalves = <Item>(items: readonly Item[]): readonly (readonly Item[])[] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
};
