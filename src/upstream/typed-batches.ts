import type { Fetch, FetchedAnswer } from '../domain/answer.ts';
import type { AllowedContact } from '../domain/contact.ts';
import type { BatchForm } from '../domain/endpoint.ts';
import type { Failure } from '../domain/failure.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import type { Turn } from '../domain/turns.ts';
import { type Batcher, createBatcher, groupKeyOf, isRefusal } from './batcher.ts';
import type { ContactTypes } from './contact-types.ts';
import type { FetchParts } from './fetch-key.ts';
import { createLikelyFetch, type LikelyForm } from './likely-type.ts';

/** An endpoint with a form for contacts of any type, and a form for each type that takes larger batches and answers more. */
export type TypedForms<Type extends string, Value> = {
  readonly ofAnyType: BatchForm<Value>;
  readonly ofType: Readonly<Record<Type, BatchForm<Value>>>;
  readonly likely: LikelyForm<Type, Value>;
  /** Null for a type that has no form. */
  readonly typeOf: (value: Value) => Type | null;
  /** Whether the form for any type has answered all that the form of the type would. */
  readonly isComplete: (value: Value) => boolean;
};

/**
 * Fetches contacts by the form of their type where it is known, else by the form for any type, and then by that of the type if something
 * is missing. A contact that the form of its known type refuses may have another type by now: the form for any type decides. If the type is
 * still the same, the refusal stands: a profile without its name would look like that of somebody who has none.
 *
 * More contacts of unknown type than one call of the form for any type takes are first asked for by the form of the likely type, in its larger
 * batches, and only those that it leaves out by the form for any type (`likely-type.ts`). `nowMs`: a monotonic clock.
 */
export function createTypedFetch<Type extends string, Value>(
  forms: TypedForms<Type, Value>,
  types: ContactTypes<Type>,
  parts: FetchParts,
  nowMs: () => number,
): Fetch<AllowedContact, Value> {
  /**
   * Operations that try the likely type. Contacts that it leaves out are asked for by the form for any type, so an operation's batch of that
   * form waits until all have been tried.
   */
  const trying = new PendingOperations(() => {
    ofAnyType.release();
    releaseNames();
  });
  /** Operations that ask for types. A contact's name is asked for once its type is known, so an operation's batches of names wait for that. */
  const asking = new PendingOperations(() => releaseNames());
  const names = Object.keys(forms.ofType) as Type[];
  const ofAnyType = createBatcher(forms.ofAnyType, parts, { expectsMore: trying.has });
  const expectsNames = (operation: UpstreamOperation) => trying.has(operation) || asking.has(operation);
  const ofType = Object.fromEntries(
    names.map((type) => [type, createBatcher(forms.ofType[type], parts, { expectsMore: expectsNames })]),
  ) as Readonly<Record<Type, Batcher<Value>>>;
  const releaseNames = () => {
    for (const type of names) ofType[type].release();
  };

  const fetchAsLikely = createLikelyFetch(forms.likely, forms, parts, nowMs);
  const crowdSizeOf = createCrowdSize();

  /** Null: the form for any type is to be asked. */
  const tryLikelyType = async (contact: AllowedContact, operation: UpstreamOperation): Promise<FetchedAnswer<Value> | null> =>
    (await crowdSizeOf(contact)) > forms.ofAnyType.maxBatch ? await fetchAsLikely(contact, operation) : null;

  return async (contact, operation) => {
    const known = types.of(contact);
    /** Why the form of the known type did not answer. */
    let refusal: Failure | null = null;
    let answer: FetchedAnswer<Value> | null = null;
    /** The type whose form has answered, or has refused. */
    let askedType = known;
    if (known) {
      try {
        answer = await ofType[known].fetch(contact, operation);
      } catch (error) {
        if (!isRefusal(error)) throw error;
        refusal = error;
        types.forget(contact);
      }
    } else {
      answer = await trying.during(operation, () => tryLikelyType(contact, operation));
      if (answer) askedType = forms.likely.type;
    }
    answer ??= await asking.during(operation, () => ofAnyType.fetch(contact, operation));
    const type = forms.typeOf(answer.value);
    types.learn(contact, type);
    if (!type || forms.isComplete(answer.value)) return answer;
    if (type !== askedType) return await ofType[type].fetch(contact, operation);
    if (refusal) throw refusal;
    return answer;
  };
}

/** Counts for each operation what it has pending. */
class PendingOperations {
  readonly #counts = new Map<Turn, number>();
  readonly #onNoneLeft: () => void;

  /** `onNoneLeft` is called a turn after an operation's last one has ended: by then the next call that it leads to has been asked for. */
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

/** Tells how many contacts that could share a batch come in one turn of the event loop. */
function createCrowdSize(): (contact: AllowedContact) => Promise<number> {
  const crowds = new Map<string, { count: number; readonly size: Promise<number> }>();
  return (contact) => {
    const key = groupKeyOf(contact);
    const crowd = crowds.get(key) ?? {
      count: 0,
      size: new Promise<number>((resolve) => {
        setImmediate(() => {
          crowds.delete(key);
          resolve(crowd.count);
        });
      }),
    };
    crowds.set(key, crowd);
    crowd.count += 1;
    return crowd.size;
  };
}
