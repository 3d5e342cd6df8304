import type { AllowedContact } from './contact.ts';
import type { Operation } from './operation.ts';
import type { PartyRole } from './party-role.ts';

/** What was learnt of one contact, and when. */
export type PartyRolesAnswer = {
  /** In Vitec's order: buyer, seller, tenant, owner, then the extras of each. */
  readonly roles: readonly PartyRole[];
  /** FRESH: asked for this operation. CACHED: asked before, still good. STALE: older, shown since Vitec could not be asked. */
  readonly state: 'FRESH' | 'CACHED' | 'STALE';
  /** When Vitec gave it, RFC 3339 with three fraction digits. */
  readonly fetchedAt: string;
};

/** Reads the roles of one contact, or throws a Failure. Every care (deadline, waiting line, ...) takes one and gives one back. */
export type FetchPartyRoles = (contact: AllowedContact, operation: Operation) => Promise<PartyRolesAnswer>;
