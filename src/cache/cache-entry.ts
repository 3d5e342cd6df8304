import type { AllowedContact } from '../domain/contact.ts';
import type { PartyRoles } from '../domain/party-roles.ts';

/** The contact of an answer: its `name` is a text that no other contact has. */
export type KeptFor = Pick<AllowedContact, 'customerId' | 'contactId' | 'name'>;

/** An answer of Vitec, as it is kept between operations. */
export type KeptAnswer = {
  /** When it was kept, in milliseconds of this process's monotonic clock: no text of another process holds it. */
  readonly keptMs: number;
  /** The same as wall-clock time, for people. Nothing is computed from it. */
  readonly fetchedAt: string;
  /** Vitec's own; null: it knows no such contact. */
  readonly text: string | null;
};

/** The same as it is found again: read. */
export type FoundAnswer = Omit<KeptAnswer, 'text'> & { readonly roles: PartyRoles | null };

/** Reads a text of Vitec's; throws when it cannot. */
export type ReadPartyRoles = (text: string, contact: KeptFor) => PartyRoles;

/** Null where the text cannot be read: a replica of another version, which reads more than this one, kept it. */
export function readKept({ keptMs, fetchedAt, text }: KeptAnswer, contact: KeptFor, read: ReadPartyRoles): FoundAnswer | null {
  try {
    return { keptMs, fetchedAt, roles: text === null ? null : read(text, contact) };
  } catch {
    return null;
  }
}

export type CacheTimes = { readonly ttlMs: number; readonly graceMs: number };

/** An unknown contact may have been added a moment ago: that it is unknown is not believed for long. */
const NOT_FOUND_TTL_MS = 10_000;

/** Good to show without asking. `nowMs` is of the monotonic clock. */
export const isFresh = ({ keptMs, roles }: FoundAnswer, { ttlMs }: CacheTimes, nowMs: number): boolean =>
  nowMs - keptMs < (roles === null ? Math.min(NOT_FOUND_TTL_MS, ttlMs) : ttlMs);

/** Good to show when Vitec cannot be asked. */
export const isUsable = ({ keptMs, roles }: FoundAnswer, { ttlMs, graceMs }: CacheTimes, nowMs: number): boolean =>
  roles !== null && nowMs - keptMs < ttlMs + graceMs;
