import type { EstateKey } from './contact.ts';
import type { ContactChange } from './contact-change.ts';

/** What a notification of Vitec says has changed. The cache entries of these contacts and estates are dropped, and no others. */
export type Notification = {
  /** Each contact once. */
  readonly changes: readonly ContactChange[];
  readonly estates: readonly EstateKey[];
};

/**
 * taken: drops cache entries. ignored: of a known type that concerns no cache entry. unknown: of another type, or without a documented id.
 * unreadable: answered with 4xx because of its body. refused: without the secret.
 */
export const NOTIFICATION_OUTCOMES = ['taken', 'ignored', 'unknown', 'unreadable', 'refused'] as const;
export type NotificationOutcome = (typeof NOTIFICATION_OUTCOMES)[number];

/** The type, the subtype and the customer as sent. Null if there is none. */
export type NotificationKind = { readonly type: string | null; readonly subtype: string | null; readonly customerId: string | null };
