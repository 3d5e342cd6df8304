import type { CallerIdentity } from '../../domain/caller-identity.ts';
import { createReference } from './reference.ts';

/** Names a caller in the log; null for one who is not known. */
export type CallerRef = (caller: NamedCaller) => string | null;

type NamedCaller = Pick<CallerIdentity, 'issuer' | 'subject'>;

/** `key` is LOG_KEY. The reference of a caller object is computed once: the same object stands for the same token. */
export function createCallerRef(key: string | null): CallerRef {
  const referenceOf = createReference(key);
  const known = new WeakMap<NamedCaller, string>();
  return (caller) => {
    const { issuer, subject } = caller;
    if (subject === null) return null;
    const ref = known.get(caller) ?? referenceOf(JSON.stringify(['caller', issuer, subject])); // no key of a contact begins with a bracket
    known.set(caller, ref);
    return ref;
  };
}
