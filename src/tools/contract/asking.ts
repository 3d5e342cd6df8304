import type { EndpointName } from '../../domain/endpoint.ts';
import type { Caller } from './caller.ts';
import type { NumberedContact } from './compare-rows.ts';
import type { FactLog } from './facts.ts';
import type { CONTACT_TYPE_WORDS } from './recorded-fields.ts';

export type ToAsk = {
  readonly customerId: string;
  readonly contactIds: readonly string[];
  readonly estateIds: readonly string[];
  /** Personal data: it is shown nowhere. */
  readonly term: string | null;
  readonly endpoints: readonly EndpointName[];
};

export type TypedForm = (typeof CONTACT_TYPE_WORDS)[number];
export type TiesForm = 'Buyer' | 'Seller' | 'Speculator';

/** What the answers have told of the contacts and estates. It stays in memory. */
export type Known = {
  readonly contacts: readonly NumberedContact[];
  /** The contacts with a row in Contact or in a form of ties. */
  readonly answered: Map<'Contact' | TiesForm, Set<NumberedContact>>;
  readonly types: Map<NumberedContact, TypedForm>;
  /** Contacts whose row in Contact, and in the form of their type, has a name. */
  readonly namedInGeneric: Set<NumberedContact>;
  readonly namedInTyped: Set<NumberedContact>;
  /** Rows in the lists of PartyRoles. */
  readonly rolesOf: Map<NumberedContact, Readonly<Record<'buyer' | 'seller', number>>>;
  /** From PartyRoles: these exist. */
  readonly estateIds: Set<string>;
  /** Whether an answer of Estate has come. */
  hasListing: boolean;
  /** Listings with a primaryAgentId, whose agent was answered or not. */
  readonly agents: { shown: number; missing: number };
};

export type Asking = { readonly caller: Caller; readonly toAsk: ToAsk; readonly facts: FactLog; readonly known: Known };

export const nothingKnown = (contactIds: readonly string[]): Known => ({
  contacts: contactIds.map((contactId, index) => ({ number: index + 1, contactId })),
  answered: new Map(),
  types: new Map(),
  namedInGeneric: new Set(),
  namedInTyped: new Set(),
  rolesOf: new Map(),
  estateIds: new Set(),
  hasListing: false,
  agents: { shown: 0, missing: 0 },
});
