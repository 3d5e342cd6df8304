import type { EndpointName } from './endpoint.ts';
import type { WireContactRelations } from './endpoints/contact-relations.ts';
import type { WirePartyRoles } from './endpoints/party-roles.ts';
import type { FaultName } from './faults.ts';

/** A fault of all endpoints, or a fault for each endpoint named. */
export type ContactFault = FaultName | { readonly [Name in EndpointName]?: FaultName };

/** One contact of a made-up office, and how Vitec answers for it. */
export type SandboxContact = {
  readonly contactId: string;
  /** Who it is, for the table in the docs. */
  readonly who: string;
  readonly roles: WirePartyRoles;
  /** Two empty lists by default. */
  readonly contactRelations?: WireContactRelations;
  readonly fault?: ContactFault;
  /** Milliseconds before the answer begins. */
  readonly delayMs?: number;
};

export type SandboxOffice = {
  /** Kund-id, as M30011. */
  readonly customerId: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly contacts: readonly SandboxContact[];
};
