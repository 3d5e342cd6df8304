import type { Fetch, FetchedAnswer } from '../domain/answer.ts';
import type { AllowedContact } from '../domain/contact.ts';
import type { BatchForm } from '../domain/endpoint.ts';
import { Failure, type FailureCode } from '../domain/failure.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import type { Turn } from '../domain/turns.ts';
import { type Batcher, createBatcher, groupKeyOf } from './batcher.ts';
import type { ContactTypes } from './contact-types.ts';
import type { FetchParts } from './fetch-key.ts';

/** An endpoint with a form for contacts of any type, and a form for each type that takes larger batches and answers more. */
export type TypedForms<Type extends string, Value> = {
  readonly ofAnyType: BatchForm<Value>;
  readonly ofType: Readonly<Record<Type, BatchForm<Value>>>;
  /** The type of most contacts. */
  readonly likely: Type;
  /** Null for a type that has no form. */
  readonly typeOf: (value: Value) => Type | null;
  /** Whether the form for any type has answered all that the form of the type would. */
  readonly isComplete: (value: Value) => boolean;
};

/** How long the form of the likely type is not tried, after Vitec has not answered it. */
const LIKELY_PAUSE_MS = 3_600_000;

/**
 * Fetches contacts by the form of their type where it is known, else by the form for any type, and then by that of the type if something
 * is missing. A contact that the form of its known type refuses may have another type by now: the form for any type decides. If the type is
 * still the same, the refusal stands: a profile without its name would look like that of somebody who has none.
 *
 * More contacts of unknown type than one call of the form for any type takes are first asked for by the form of the likely type, in its larger
 * batches, and only those that it leaves out by the form for any type. Vitec does not document its answer for contacts of another type: if it
 * refuses or fails the call, the form for any type is asked, and the likely type is not tried for an hour. `nowMs`: a monotonic clock.
 */
export function createTypedFetch<Type extends string, Value>(
  forms: TypedForms<Type, Value>,
  types: ContactTypes<Type>,
  parts: FetchParts,
  nowMs: () => number,
): Fetch<AllowedContact, Value> {
  /** Operations that try the likely type. The contacts left out are asked for next, so their other contacts of that form wait. */
  const trying = new PendingOperations(() => {
    ofAnyType.release();
    releaseNames();
  });
  /** Operations that ask for types. Those names are asked for next, so their other names wait for them. */
  const asking = new PendingOperations(() => releaseNames());
  const names = Object.keys(forms.ofType) as Type[];
  const ofLikelyType = createBatcher(forms.ofType[forms.likely], parts, { isHalvedWhenRefused: false });
  const ofAnyType = createBatcher(forms.ofAnyType, parts, { expectsMore: trying.has });
  const expectsNames = (operation: UpstreamOperation) => trying.has(operation) || asking.has(operation);
  const ofType = Object.fromEntries(
    names.map((type) => [type, createBatcher(forms.ofType[type], parts, { expectsMore: expectsNames })]),
  ) as Readonly<Record<Type, Batcher<Value>>>;
  const releaseNames = () => {
    for (const type of names) ofType[type].release();
  };

  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  const isWorthTrying = createCrowdCount(forms.ofAnyType.maxBatch);

  /** Null: the form for any type is to be asked. */
  const tryLikelyType = async (contact: AllowedContact, operation: UpstreamOperation): Promise<FetchedAnswer<Value> | null> => {
    if (nowMs() < pausedUntilMs || !(await isWorthTrying(contact))) return null;
    try {
      const answer = await ofLikelyType.fetch(contact, operation);
      return forms.isComplete(answer.value) || forms.typeOf(answer.value) !== forms.likely ? answer : null;
    } catch (error) {
      if (!(error instanceof Failure) || !MAY_BE_OF_ANOTHER_TYPE.has(error.code)) throw error;
      if (error.upstreamCause !== 'NO_ROW') pausedUntilMs = nowMs() + LIKELY_PAUSE_MS;
      return null;
    }
  };

  return async (contact, operation) => {
    const known = types.of(contact);
    /** Why the form of the known type did not answer. */
    let refusal: Failure | null = null;
    let answer: FetchedAnswer<Value> | null = null;
    if (known) {
      try {
        answer = await ofType[known].fetch(contact, operation);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        refusal = error;
        types.forget(contact);
      }
    } else answer = await trying.during(operation, () => tryLikelyType(contact, operation));
    answer ??= await asking.during(operation, () => ofAnyType.fetch(contact, operation));
    const type = forms.typeOf(answer.value);
    types.learn(contact, type);
    if (!type || forms.isComplete(answer.value)) return answer;
    if (type !== known) return await ofType[type].fetch(contact, operation);
    if (refusal) throw refusal;
    return answer;
  };
}

/** Operations with something pending, each as often as it has. */
class PendingOperations {
  readonly #counts = new Map<Turn, number>();
  readonly #onNoneLeft: () => void;

  /** `onNoneLeft` is called when an operation has nothing pending any more, and what comes of the last one has been asked for. */
  constructor(onNoneLeft: () => void) {
    this.#onNoneLeft = onNoneLeft;
  }

  readonly has = ({ turns: { own } }: UpstreamOperation): boolean => this.#counts.has(own);

  async during<Result>({ turns: { own } }: UpstreamOperation, run: () => Promise<Result>): Promise<Result> {
    this.#counts.set(own, (this.#counts.get(own) ?? 0) + 1);
    try {
      return await run();
    } finally {
      const left = (this.#counts.get(own) ?? 1) - 1;
      if (left > 0) this.#counts.set(own, left);
      else {
        this.#counts.delete(own);
        setImmediate(this.#onNoneLeft);
      }
    }
  }
}

/** Tells whether more than `count` contacts that could share a batch come in one turn of the event loop. */
function createCrowdCount(count: number): (contact: AllowedContact) => Promise<boolean> {
  const crowds = new Map<string, { size: number; readonly isLarge: Promise<boolean> }>();
  return (contact) => {
    const key = groupKeyOf(contact);
    const crowd = crowds.get(key) ?? {
      size: 0,
      isLarge: new Promise<boolean>((resolve) => {
        setImmediate(() => {
          crowds.delete(key);
          resolve(crowd.size > count);
        });
      }),
    };
    crowds.set(key, crowd);
    crowd.size += 1;
    return crowd.isLarge;
  };
}

/** Whether the form of a type may have failed because the contact has another type. */
const isRefusal = (error: unknown): error is Failure =>
  error instanceof Failure && (error.code === 'NOT_FOUND' || error.code === 'UPSTREAM_BAD_REQUEST');

/** Failures of the form of the likely type that contacts of another type may have caused. */
const MAY_BE_OF_ANOTHER_TYPE: ReadonlySet<FailureCode> = new Set([
  'NOT_FOUND',
  'UPSTREAM_BAD_REQUEST',
  'UPSTREAM_BAD_RESPONSE',
  'UPSTREAM_UNAVAILABLE',
]);
