import type { Part, PartFailure } from '../part/part.ts';
import type { Card } from './use-card.ts';

const CARD_PARTS = ['profile', 'roles', 'relations'] as const;
export type CardPart = (typeof CARD_PARTS)[number];

/** The parts as one. */
export type Summary =
  | { readonly is: 'asking' }
  /** All parts failed in the same way: said once. */
  | { readonly is: 'failed'; readonly failure: PartFailure; readonly shownFrom: string | null }
  | {
      readonly is: 'read';
      readonly state: 'FRESH' | 'CACHED' | 'STALE';
      /** The oldest of what is shown. */
      readonly fetchedAt: string | null;
      readonly failed: readonly CardPart[];
    };

export function summaryOf(card: Card): Summary {
  const failure = failureOfAll(card);
  if (failure) return { is: 'failed', failure, shownFrom: shownFromOf(card) };
  const parts = CARD_PARTS.map((name) => ({ name, status: card[name].status }));
  if (CARD_PARTS.some((name) => card[name].isAsking)) return { is: 'asking' };
  const read = parts.flatMap(({ status }) => (status.is === 'read' ? [status] : []));
  const fetchedAt = oldest(read.flatMap((status) => status.fetchedAt ?? []));
  const state = (['STALE', 'CACHED'] as const).find((each) => read.some((status) => status.state === each)) ?? 'FRESH';
  return { is: 'read', state, fetchedAt, failed: parts.flatMap(({ name, status }) => (status.is === 'failed' ? [name] : [])) };
}

/** Null unless every part failed with the same code: then it is said once, and not by each part. */
export function failureOfAll(card: Card): PartFailure | null {
  const failures = CARD_PARTS.map((name) => failureOf(card[name]));
  const [first] = failures;
  if (!first || failures.some((failure) => failure?.code !== first.code || failure.kind !== first.kind)) return null;
  const waits = failures.map((failure) => failure?.retryAfterSeconds ?? 0);
  return { ...first, retryAfterSeconds: Math.max(...waits) || null };
}

const failureOf = ({ status }: Part<unknown>): PartFailure | null => (status.is === 'failed' ? status.failure : null);

/** When the oldest of what is shown in spite of a failure was fetched. */
const shownFromOf = (card: Card): string | null =>
  oldest(CARD_PARTS.flatMap((name) => (card[name].status.is === 'failed' ? (card[name].status.shownFrom ?? []) : [])));

const oldest = (instants: readonly string[]): string | null =>
  [...instants].sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;
