import type { AllowedContact } from './contact.ts';
import type { Operation } from './operation.ts';
import type { PartyRoles } from './party-roles.ts';

/** What was learnt of one contact, and when. */
export type PartyRolesAnswer = {
  readonly roles: PartyRoles;
  /** FRESH: asked for this operation. CACHED: asked before, still good. STALE: older, shown since Vitec could not be asked. */
  readonly state: 'FRESH' | 'CACHED' | 'STALE';
  /** When Vitec gave it, RFC 3339 with three fraction digits. */
  readonly fetchedAt: string;
};

/** Reads the roles of one contact, or throws a Failure. */
export type FetchPartyRoles = (contact: AllowedContact, operation: Operation) => Promise<PartyRolesAnswer>;

/** What Vitec says now, and the text in which it says so, from which the roles can be read again. */
export type VitecAnswer = Omit<PartyRolesAnswer, 'state'> & { readonly text: string };

/** Asks Vitec for the roles of one contact, or throws a Failure. Every policy (queue, breaker, ...) takes one and gives one back. */
export type AskVitec = (contact: AllowedContact, operation: Operation) => Promise<VitecAnswer>;
