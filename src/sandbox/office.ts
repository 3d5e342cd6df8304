import type { EndpointName } from './endpoint.ts';
import type { WireContactRelations } from './endpoints/contact-relations.ts';
import type { WirePartyRoles } from './endpoints/party-roles.ts';
import type { FaultName } from './faults.ts';

/** A fault at all endpoints, or one per named endpoint. */
export type ContactFault = FaultName | { readonly [Name in EndpointName]?: FaultName };

/** One contact of an office, and how the sandbox answers for it. */
export type SandboxContact = {
  readonly contactId: string;
  /** Description, for the table in docs/sandbox.md. */
  readonly who: string;
  readonly roles: WirePartyRoles;
  /** Two empty lists by default. */
  readonly contactRelations?: WireContactRelations;
  readonly fault?: ContactFault;
  /** Delay before the answer, in milliseconds. */
  readonly delayMs?: number;
};

export type SandboxOffice = {
  /** Kund-id, such as M30011. */
  readonly customerId: string;
  readonly name: string;
  readonly username: string;
  readonly password: string;
  readonly contacts: readonly SandboxContact[];
};
