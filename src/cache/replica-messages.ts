const KINDS = ['entry-dropped', 'customer-dropped', 'replaced'] as const;

/** A message to the other replicas: an entry was dropped or replaced, or all entries of a customer were dropped. */
export type ReplicaMessage = { readonly kind: (typeof KINDS)[number]; readonly hashedKey: string };

const HASHED_KEY = /^[\w-]{1,64}$/;

/** Null for a message of another part, or of another version. */
export function parseReplicaMessage(sentKind: string, payload: string): ReplicaMessage | null {
  const kind = KINDS.find((each) => each === sentKind);
  return kind && HASHED_KEY.test(payload) ? { kind, hashedKey: payload } : null;
}
