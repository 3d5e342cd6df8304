import type { EndpointName } from './endpoint.ts';
import type { WireContactRelations } from './endpoints/contact-relations.ts';
import type { WirePartyRoles } from './endpoints/party-roles.ts';
import type { FaultName } from './faults.ts';
import type { SandboxListing } from './listing.ts';
import type { Profile } from './profile.ts';

/** A fault at all endpoints, or one per named endpoint. */
export type ContactFault = FaultName | { readonly [Name in EndpointName]?: FaultName };

/** An estate that a contact is interested in. `level` is Vitec's InterestLevel, such as VeryInterested. */
export type Interest = { readonly estateId: string; readonly level: string };

/** One contact of an office, and how the sandbox answers for it. */
export type SandboxContact = {
  readonly contactId: string;
  /** Description, for the table in docs/sandbox.md. */
  readonly who: string;
  readonly roles: WirePartyRoles;
  /** Two empty lists by default. */
  readonly contactRelations?: WireContactRelations;
  /** A person whose fields are all null by default. */
  readonly profile?: Profile;
  /** None by default. */
  readonly interests?: readonly Interest[];
  /** A batch that names the contact fails as a whole. */
  readonly fault?: ContactFault;
  /** Delay before the answer, in milliseconds. A batch takes as long as its slowest contact. */
  readonly delayMs?: number;
};

/** A user at Vitec who is shown to the public. `cell` has 9 digits after the country code: 701740605. */
export type SandboxAgent = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly emailAddress: string;
  readonly cell: string | null;
};

export type SandboxOffice = {
  /** Kund-id, such as M30011. */
  readonly customerId: string;
  readonly name: string;
  readonly username: string;
  /** The password of the function group CRM-Contact. */
  readonly password: string;
  /** The password of the function group advertising; by default the same. */
  readonly advertisingPassword?: string;
  readonly contacts: readonly SandboxContact[];
  /** None by default: each estate is a 404. */
  readonly listings?: readonly SandboxListing[];
  /** Makes listings that are too many for `listings`. */
  readonly ordinaryListing?: (estateId: string) => SandboxListing | undefined;
  readonly agents?: readonly SandboxAgent[];
  /** Faults of whole endpoints, whatever the call asks for. */
  readonly faults?: { readonly [Name in EndpointName]?: FaultName };
};
