import { randomBytes } from 'node:crypto';

/** A message to the other replicas: an entry was dropped or replaced, or all entries of a customer were dropped. */
export type ReplicaMessage = { readonly kind: 'entry-dropped' | 'customer-dropped' | 'replaced'; readonly hashedKey: string };

/** Vitec's QA and live systems share ids, and gateways of both may share a Redis. */
export const channelOf = (origin: string): string => `vitec:messages:${origin}`;

const FORM = /^(?<from>[\w-]{1,32}) (?<kind>entry-dropped|customer-dropped|replaced) (?<hashedKey>[\w-]{1,64})$/;

/** Writes messages of this replica, and reads those of the others. */
export function createReplicaMessages() {
  const self = randomBytes(12).toString('base64url');
  return {
    write: ({ kind, hashedKey }: ReplicaMessage): string => `${self} ${kind} ${hashedKey}`,
    /** Null for this replica's own, and for any other text. */
    parse: (text: string): ReplicaMessage | null => {
      const { from, kind, hashedKey } = FORM.exec(text)?.groups ?? {};
      return from === undefined || hashedKey === undefined || from === self ? null : { kind: kind as ReplicaMessage['kind'], hashedKey };
    },
  };
}
