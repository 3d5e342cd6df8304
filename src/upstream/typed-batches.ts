import type { Fetch, FetchedAnswer } from '../domain/answer.ts';
import type { AllowedContact } from '../domain/contact.ts';
import type { BatchForm } from '../domain/endpoint.ts';
import { Failure } from '../domain/failure.ts';
import type { UpstreamOperation } from '../domain/operation.ts';
import { type Batcher, createBatcher, groupKeyOf } from './batcher.ts';
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
 * is missing. A contact that its type's form does not know may have another type by now: the form for any type decides.
 */
export function createTypedFetch<Type extends string, Value>(
  forms: TypedForms<Type, Value>,
  types: ContactTypes<Type>,
  parts: FetchParts,
): Fetch<AllowedContact, Value> {
  /** Contacts whose type is being asked for, by group. Their names are asked for next, so those of others wait for them. */
  const pending = new Map<string, number>();
  const ofAnyType = createBatcher(forms.ofAnyType, parts);
  const names = Object.keys(forms.ofType) as Type[];
  const ofType = Object.fromEntries(
    names.map((type) => [type, createBatcher(forms.ofType[type], parts, (group) => pending.has(group))]),
  ) as Readonly<Record<Type, Batcher<Value>>>;

  const fetchAnyType = async (contact: AllowedContact, operation: UpstreamOperation): Promise<FetchedAnswer<Value>> => {
    const group = groupKeyOf(contact);
    pending.set(group, (pending.get(group) ?? 0) + 1);
    try {
      return await ofAnyType.fetch(contact, operation);
    } finally {
      const left = (pending.get(group) ?? 1) - 1;
      if (left > 0) pending.set(group, left);
      else {
        pending.delete(group);
        setImmediate(() => {
          for (const type of names) if (!pending.has(group)) ofType[type].release(group);
        });
      }
    }
  };

  /** Null where the form of the type does not know the contact. */
  const fetchByType = async (type: Type, contact: AllowedContact, operation: UpstreamOperation): Promise<FetchedAnswer<Value> | null> => {
    try {
      return await ofType[type].fetch(contact, operation);
    } catch (error) {
      if (error instanceof Failure && (error.code === 'NOT_FOUND' || error.code === 'UPSTREAM_BAD_REQUEST')) return null;
      throw error;
    }
  };

  return async (contact, operation) => {
    const known = types.of(contact);
    if (known) {
      const answer = await fetchByType(known, contact, operation);
      if (answer) {
        types.learn(contact, forms.typeOf(answer.value));
        return answer;
      }
      types.forget(contact);
    }
    const answer = await fetchAnyType(contact, operation);
    const type = forms.typeOf(answer.value);
    types.learn(contact, type);
    if (!type || type === known || forms.isComplete(answer.value)) return answer;
    return (await fetchByType(type, contact, operation)) ?? answer;
  };
}
