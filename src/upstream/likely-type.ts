import { LRUCache } from 'lru-cache';
import type { FetchedAnswer } from '../domain/answer.ts';
import { atMostEntries } from '../domain/at-most-entries.ts';
import type { AllowedContact } from '../domain/contact.ts';
import type { BatchForm } from '../domain/endpoint.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import { unlessAborted } from '../domain/unless-aborted.ts';
import { createBatcher, groupKeyOf, isRefusal } from './batcher.ts';
import type { FetchParts } from './fetch-key.ts';

/** The form of the type of most contacts. */
export type LikelyForm<Type extends string, Value> = {
  readonly type: Type;
  /** Gives a row a type only if it has one, or a name. */
  readonly form: BatchForm<Value>;
};

/** How long a group is not tried after Vitec has refused a trial. */
const LIKELY_PAUSE_MS = 3_600_000;
/** The same after another answer that is of no use, such as a 500: an outage ends sooner. */
const LIKELY_FAULT_PAUSE_MS = 60_000;
/** Groups whose pauses are remembered; the least recently used one makes room. */
const MAX_GROUPS = 1_000;

/** One batch while it is the only one of its group. */
type Trial = {
  joined: number;
  pending: number;
  isJoinable: boolean;
  /** Why Vitec gave no answer. */
  outage: Failure | null;
  readonly ended: Promise<void>;
  readonly end: () => void;
};

/**
 * Tries contacts of unknown type by the form of the likely type. Gives null for a contact that is to be asked for by the form for any type.
 *
 * Vitec does not document what that form answers if a contact has another type. Until it has answered such a batch, a group (a customer with
 * the same rights) has one batch at a time, and its other contacts wait: many refused batches would open the breaker. After a refused or
 * failed batch the group is not tried for an hour or a minute. Without an answer (time-out, no connection) those who wait fail too.
 */
export function createLikelyFetch<Type extends string, Value>(
  { type, form }: LikelyForm<Type, Value>,
  { typeOf, isComplete }: { readonly typeOf: (value: Value) => Type | null; readonly isComplete: (value: Value) => boolean },
  parts: FetchParts,
  nowMs: () => number,
): (contact: AllowedContact, operation: UpstreamOperation) => Promise<FetchedAnswer<Value> | null> {
  const { fetch } = createBatcher(form, parts, { isHalvedWhenRefused: false });
  const pausedUntilMs = new LRUCache<string, number>(atMostEntries(MAX_GROUPS));
  const trials = new Map<string, Trial>();
  /** Whether Vitec has answered a batch with a contact of another type. It does so at every customer or at none. */
  let answersOtherTypes = false;

  const joinTrial = (group: string): Trial | null => {
    const running = trials.get(group);
    if (running && !(running.isJoinable && running.joined < form.maxBatch)) return null;
    const trial = running ?? beginTrial(group);
    trial.joined += 1;
    trial.pending += 1;
    return trial;
  };

  const beginTrial = (group: string): Trial => {
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const trial: Trial = { joined: 0, pending: 0, isJoinable: true, outage: null, ended, end };
    setImmediate(() => {
      trial.isJoinable = false; // its batch is sent
    });
    trials.set(group, trial);
    return trial;
  };

  const leaveTrial = (group: string, trial: Trial): void => {
    trial.pending -= 1;
    if (trial.pending > 0) return;
    trials.delete(group);
    trial.end();
  };

  const ask = async (contact: AllowedContact, operation: UpstreamOperation): Promise<FetchedAnswer<Value> | null> => {
    try {
      const answer = await fetch(contact, operation);
      const answeredType = typeOf(answer.value);
      if (answeredType && answeredType !== type) answersOtherTypes = true;
      return answeredType || isComplete(answer.value) ? answer : null;
    } catch (error) {
      if (!(error instanceof Failure) || !MAY_BE_OF_ANOTHER_TYPE.has(error.code)) throw error;
      if (error.upstreamCause === 'NO_ROW') answersOtherTypes = true;
      else if (error.status !== null) {
        answersOtherTypes = false;
        pausedUntilMs.set(groupKeyOf(contact), nowMs() + (isRefusal(error) ? LIKELY_PAUSE_MS : LIKELY_FAULT_PAUSE_MS));
      } else if (error.code === 'UPSTREAM_UNAVAILABLE') throw error; // the form for any type would fail too
      return null;
    }
  };

  return async (contact, operation) => {
    const group = groupKeyOf(contact);
    for (;;) {
      if (nowMs() < (pausedUntilMs.get(group) ?? Number.NEGATIVE_INFINITY)) return null;
      if (answersOtherTypes) return await ask(contact, operation);
      const trial = joinTrial(group);
      if (!trial) {
        await untilEnded(trials.get(group), operation);
        continue;
      }
      try {
        return await ask(contact, operation);
      } catch (error) {
        if (isOutage(error) && !operation.signal.aborted) trial.outage = error;
        throw error;
      } finally {
        leaveTrial(group, trial);
      }
    }
  };
}

/** Rejects with the signal's reason, or as the trial if Vitec has not answered it. */
async function untilEnded(trial: Trial | undefined, { signal }: UpstreamOperation): Promise<void> {
  if (!trial) return;
  await unlessAborted<void>(signal, (resolve) => {
    void trial.ended.then(resolve);
    return () => undefined;
  });
  if (trial.outage) throw trial.outage.copy();
}

const isOutage = (error: unknown): error is Failure =>
  error instanceof Failure && (error.code === 'UPSTREAM_UNAVAILABLE' || error.code === 'UPSTREAM_TIMEOUT');

/** Failures that contacts of another type may have caused. */
const MAY_BE_OF_ANOTHER_TYPE: ReadonlySet<FailureCode> = new Set([
  'NOT_FOUND',
  'UPSTREAM_BAD_REQUEST',
  'UPSTREAM_BAD_RESPONSE',
  'UPSTREAM_UNAVAILABLE',
]);
