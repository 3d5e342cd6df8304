import type { Fetch, FetchedAnswer } from '../domain/answer.ts';
import type { AllowedContact } from '../domain/contact.ts';
import type { BatchForm } from '../domain/endpoint.ts';
import { Failure } from '../domain/failure.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import type { Turn } from '../domain/turns.ts';
import { type Batcher, createBatcher } from './batcher.ts';
import type { ContactTypes } from './contact-types.ts';
import type { FetchParts } from './fetch-key.ts';

/** An endpoint with a form for contacts of any type, and a form for each type that takes larger batches and answers more. */
export type TypedForms<Type extends string, Value> = {
  readonly ofAnyType: BatchForm<Value>;
  readonly ofType: Readonly<Record<Type, BatchForm<Value>>>;
  /** Null for a type that has no form. */
  readonly typeOf: (value: Value) => Type | null;
  /** Whether the form for any type has answered all that the form of the type would. */
  readonly isComplete: (value: Value) => boolean;
};

/**
 * Fetches contacts by the form of their type where it is known, else by the form for any type, and then by that of the type if something
 * is missing. A contact that the form of its known type refuses may have another type by now: the form for any type decides. If the type is
 * still the same, the refusal stands: a profile without its name would look like that of somebody who has none.
 */
export function createTypedFetch<Type extends string, Value>(
  forms: TypedForms<Type, Value>,
  types: ContactTypes<Type>,
  parts: FetchParts,
): Fetch<AllowedContact, Value> {
  /** How many types each operation is asking for. Those names are asked for next, so the operation's other names wait for them. */
  const pending = new Map<Turn, number>();
  const ofAnyType = createBatcher(forms.ofAnyType, parts);
  const names = Object.keys(forms.ofType) as Type[];
  const ofType = Object.fromEntries(
    names.map((type) => [type, createBatcher(forms.ofType[type], parts, ({ turns }) => pending.has(turns.own))]),
  ) as Readonly<Record<Type, Batcher<Value>>>;

  const fetchAnyType = async (contact: AllowedContact, operation: UpstreamOperation): Promise<FetchedAnswer<Value>> => {
    const { own } = operation.turns;
    pending.set(own, (pending.get(own) ?? 0) + 1);
    try {
      return await ofAnyType.fetch(contact, operation);
    } finally {
      const left = (pending.get(own) ?? 1) - 1;
      if (left > 0) pending.set(own, left);
      else {
        pending.delete(own);
        setImmediate(() => {
          for (const type of names) ofType[type].release();
        });
      }
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
    }
    answer ??= await fetchAnyType(contact, operation);
    const type = forms.typeOf(answer.value);
    types.learn(contact, type);
    if (!type || forms.isComplete(answer.value)) return answer;
    if (type !== known) return await ofType[type].fetch(contact, operation);
    if (refusal) throw refusal;
    return answer;
  };
}

/** Whether the form of a type may have failed because the contact has another type. */
const isRefusal = (error: unknown): error is Failure =>
  error instanceof Failure && (error.code === 'NOT_FOUND' || error.code === 'UPSTREAM_BAD_REQUEST');
