import type { PartyRole } from '../domain/party-role.ts';

/** What is kept of a contact between operations: its roles, or that Vitec knows no such contact. */
export type KeptAnswer = {
  /** The form of this value: another one's is not read. */
  readonly version: 1;
  /** Whose it is, so that a value that got under another's key is not taken for its. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly keptMs: number;
  readonly fetchedAt: string;
  /** Null: NOT_FOUND. */
  readonly roles: readonly PartyRole[] | null;
};

export type CacheTimes = { readonly ttlMs: number; readonly graceMs: number };

/** An unknown contact may have been added a moment ago: that it is unknown is not believed for long. */
const NOT_FOUND_TTL_MS = 10_000;

/** Good to show without asking. */
export const isFresh = ({ keptMs, roles }: KeptAnswer, { ttlMs }: CacheTimes, nowMs: number): boolean =>
  nowMs - keptMs < (roles === null ? Math.min(NOT_FOUND_TTL_MS, ttlMs) : ttlMs);

/** Good to show when Vitec cannot be asked. */
export const isUsable = ({ keptMs, roles }: KeptAnswer, { ttlMs, graceMs }: CacheTimes, nowMs: number): boolean =>
  roles !== null && nowMs - keptMs < ttlMs + graceMs;
