import type { Rights } from '../domain/allowed-key.ts';
import type { Fetch, FetchedAnswer } from '../domain/answer.ts';
import { CancelSignal } from '../domain/cancel-signal.ts';
import type { AllowedContact } from '../domain/contact.ts';
import type { BatchForm, SplitAnswer } from '../domain/endpoint.ts';
import { Failure } from '../domain/failure.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import { Turns } from '../domain/turns.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';
import { Batch, type Waiting } from './batch.ts';
import { callLimitExceeded, type FetchParts } from './fetch-key.ts';

/** The contacts of one customer, asked for with the same rights. */
type Group<Value> = {
  readonly key: string;
  readonly customerId: string;
  readonly rights: Rights;
  waiting: Waiting<Value>[];
  /** Batches whose calls have not begun, oldest first. */
  readonly open: Set<Batch<Value>>;
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
 * Collects the contacts that all operations ask for in one turn of the event loop, and fetches them in batches. A batch that is not full takes
 * contacts of later turns too, until its call begins: behind a rate limit they cost no extra call and no extra wait. A batch is cancelled when
 * nobody waits for any of its contacts. A batch that Vitec refuses (400, 404, 410) is asked again in halves until the contact that it refuses
 * stands alone; any other failure is one of all its contacts.
 */
export function createBatcher<Value>(form: BatchForm<Value>, parts: FetchParts, options: BatcherOptions = {}): Batcher<Value> {
  const { expectsMore = () => false, isHalvedWhenRefused = true } = options;
  const groups = new Map<string, Group<Value>>();

  const collect = (waiting: Waiting<Value>): void => {
    const group = groupOf(waiting.key);
    group.waiting.push(waiting);
    if (group.isScheduled) return;
    group.isScheduled = true;
    setImmediate(() => {
      group.isScheduled = false;
      fillOpen(group);
      if (isHeld(group)) sendFull(group);
      else sendAll(group);
    });
  };

  const groupOf = (contact: AllowedContact): Group<Value> => {
    const key = groupKeyOf(contact);
    const { customerId, rights } = contact;
    const group = groups.get(key) ?? { key, customerId, rights, waiting: [], open: new Set(), isScheduled: false, hold: null };
    groups.set(key, group);
    return group;
  };

  const forgetIfIdle = (group: Group<Value>): void => {
    const { key, waiting, open, isScheduled } = group;
    if (waiting.length === 0 && open.size === 0 && !isScheduled && groups.get(key) === group) groups.delete(key);
  };

  const fillOpen = (group: Group<Value>): void => {
    forgetDone(group);
    const open = [...group.open];
    group.waiting = group.waiting.filter((each) => !open.some((batch) => batch.take(each)));
  };

  /** A contact never waits for those of another operation. */
  const isHeld = (group: Group<Value>): boolean => {
    forgetDone(group);
    return group.waiting.length > 0 && group.waiting.every(({ operation }) => expectsMore(operation));
  };

  const sendFull = (group: Group<Value>): void => {
    while (group.waiting.length >= form.maxBatch) sendNext(group);
    clearTimeout(group.hold ?? undefined);
    group.hold = group.waiting.length > 0 ? setTimeout(sendAll, HOLD_MS, group) : null;
  };

  const sendAll = (group: Group<Value>): void => {
    clearTimeout(group.hold ?? undefined);
    forgetDone(group);
    while (group.waiting.length > 0) sendNext(group);
    forgetIfIdle(group);
  };

  const sendNext = (group: Group<Value>): void => {
    const batch = new Batch<Value>(form.maxBatch);
    group.waiting = group.waiting.filter((each) => !batch.take(each));
    group.open.add(batch);
    void ask(group, batch, null);
  };

  const close = (group: Group<Value>, batch: Batch<Value>): void => {
    if (group.open.delete(batch)) forgetIfIdle(group);
  };

  /** `left`: how many more calls its halves may be; null for a batch that is no half. */
  const ask = async (group: Group<Value>, batch: Batch<Value>, left: { halves: number } | null): Promise<void> => {
    if (batch.waiting.length === 0) return;
    const payer = batch.waiting.find(({ operation }) => operation.allowance.take());
    if (!payer) {
      close(group, batch);
      return rejectAll(batch.waiting, callLimitExceeded());
    }
    const deadlineMs = Math.max(...batch.waiting.map(({ operation }) => operation.deadlineMs));
    try {
      const { rows, fetchedAt } = await call(group, batch, { ...payer.operation, deadlineMs });
      settle(batch.waiting, rows, fetchedAt);
    } catch (error) {
      const { waiting } = batch;
      if (isRefusal(error) && batch.sentIds.length > 1 && isHalvedWhenRefused) {
        const ids = batch.waitingIds();
        const more = left ?? { halves: 2 * Math.ceil(Math.log2(batch.sentIds.length)) };
        const portions = more.halves > 0 ? inHalves(ids) : ids.map((id) => [id]);
        more.halves -= portions.length;
        await Promise.all(portions.map((portion) => ask(group, batch.partOf(portion), more)));
        return;
      }
      // those that came later have more time than the call was given
      const isLate = ({ isDone, operation }: Waiting<Value>) => !isDone && isOverloaded(error) && operation.deadlineMs > deadlineMs;
      for (const each of waiting.filter(isLate)) collect(each);
      rejectAll(
        waiting.filter((each) => !isLate(each)),
        error,
      );
    }
  };

  const call = async (group: Group<Value>, batch: Batch<Value>, payer: UpstreamOperation) => {
    const { customerId, rights } = group;
    const { name, functionGroup } = form;
    const signal = new CancelSignal();
    const turns = new Turns(payer.turns.own);
    const stops: (() => void)[] = [];
    batch.onTaken((waiting) => {
      stops.push(addAll(waiting.operation.turns, turns));
      waiting.onLeft = (reason) => {
        if (!batch.waiting.every(({ isDone }) => isDone)) return;
        close(group, batch);
        signal.abort(reason);
      };
    });
    let path: string | null = null;
    /** The batch takes no more contacts. Gives the path of its call, the same for each retry. */
    const closeBatch = (): string => {
      if (path !== null) return path;
      close(group, batch);
      batch.sentIds = batch.waitingIds();
      path = form.path(parts.toSegment(customerId), batch.sentIds.map(parts.toListSegment).join());
      return path;
    };
    const request = {
      endpoint: name,
      functionGroup,
      customerId,
      rights,
      path: closeBatch,
      parse: (body: string) => form.split(body, customerId, batch.sentIds),
    };
    try {
      const rows = await parts.call(request, { ...payer, turns, signal });
      return { rows, fetchedAt: parts.date().toISOString() };
    } finally {
      close(group, batch); // also one whose call has not begun
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
      for (const group of groups.values()) if (!group.isScheduled && !isHeld(group)) sendAll(group);
    },
  };
}

/** Adds the turns of one contact to those of its batch, also the later ones. */
function addAll(ofContact: Turns, ofBatch: Turns): () => void {
  for (const turn of ofContact.all) ofBatch.add(turn);
  return ofContact.listen((turn) => ofBatch.add(turn));
}

const forgetDone = <Value>(group: Group<Value>): void => {
  group.waiting = group.waiting.filter(({ isDone }) => !isDone);
};

const rejectAll = (batch: readonly Pick<Waiting<unknown>, 'reject'>[], reason: unknown): void => {
  for (const { reject } of batch) reject(reason);
};

/** Whether Vitec refused the request because of one of its ids, as far as the status can tell: it may not exist, or have another type. */
export const isRefusal = (error: unknown): error is Failure =>
  error instanceof Failure && (error.code === 'UPSTREAM_BAD_REQUEST' || error.code === 'NOT_FOUND');

const isOverloaded = (error: unknown): boolean => error instanceof Failure && error.code === 'OVERLOADED';

const inHalves = <Item>(items: readonly Item[]): readonly (readonly Item[])[] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)].filter(({ length }) => length > 0);
};
