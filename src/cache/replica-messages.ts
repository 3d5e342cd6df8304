import { randomBytes } from 'node:crypto';

/** What one replica tells the others: names are as they are stored. */
export type ReplicaMessage = { readonly kind: 'contact-dropped' | 'customer-dropped' | 'replaced'; readonly name: string };

export const CHANNEL = 'vitec:messages';

const FORM = /^(?<from>[\w-]{1,32}) (?<kind>contact-dropped|customer-dropped|replaced) (?<name>[\w-]{1,64})$/;

/** Writes messages of this replica, and reads those of the others. */
export function createReplicaMessages() {
  const self = randomBytes(12).toString('base64url');
  return {
    write: ({ kind, name }: ReplicaMessage): string => `${self} ${kind} ${name}`,
    /** Null for this replica's own, and for any other text. */
    parse: (text: string): ReplicaMessage | null => {
      const { from, kind, name } = FORM.exec(text)?.groups ?? {};
      return from === undefined || name === undefined || from === self ? null : { kind: kind as ReplicaMessage['kind'], name };
    },
  };
}
