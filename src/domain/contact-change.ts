import type { ContactKey } from './contact.ts';

/** What changed. MERGED: the contact is now part of another one. In the order in which an event lists them. */
export const CONTACT_CHANGE_KINDS = ['ROLES', 'PROFILE', 'MERGED'] as const;
export type ContactChangeKind = (typeof CONTACT_CHANGE_KINDS)[number];

/** A contact that Vitec's notifications say has changed. */
export type ContactChange = ContactKey & {
  readonly kinds: ReadonlySet<ContactChangeKind>;
  /** The id of the contact that it has been merged into; null if it has not. */
  readonly mergedIntoId: string | null;
};

/** One change that says the same as two of one contact. */
export const joinChanges = (earlier: ContactChange, later: ContactChange): ContactChange => ({
  ...earlier,
  kinds: earlier.kinds.union(later.kinds),
  mergedIntoId: later.mergedIntoId ?? earlier.mergedIntoId,
});
