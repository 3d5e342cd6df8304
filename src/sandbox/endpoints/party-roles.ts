import type { Endpoint } from '../endpoint.ts';

/** Answer of GET CRM/Contact/{customerId}/{contactId}/PartyRoles as documented on Vitec's help page. */
export type WireParty = { readonly estateId: string; readonly roleCreatedAt?: string | null };
export type WireExtraParty = WireParty & { readonly partyRole: string; readonly contactId?: string | null };

export type WirePartyRoles = {
  readonly buyer?: readonly WireParty[] | null;
  readonly extraBuyer?: readonly WireExtraParty[] | null;
  readonly seller?: readonly WireParty[] | null;
  readonly extraSeller?: readonly WireExtraParty[] | null;
  readonly tenant?: readonly WireParty[] | null;
  readonly extraTenant?: readonly WireExtraParty[] | null;
  readonly owner?: readonly WireParty[] | null;
  readonly extraOwner?: readonly WireExtraParty[] | null;
};

/** The answer for a contact without roles. */
export const NO_ROLES: WirePartyRoles = {
  buyer: [],
  extraBuyer: [],
  seller: [],
  extraSeller: [],
  tenant: [],
  extraTenant: [],
  owner: [],
  extraOwner: [],
};

export const partyRoles: Endpoint = {
  name: 'PartyRoles',
  functionGroup: 'crm',
  method: 'GET',
  path: /^\/CRM\/Contact\/(?<customerId>[^/]+)\/(?<ids>[^/]+)\/PartyRoles$/i,
  idsOf: 'contact',
  maxIds: 1,
  answer: ({ office, ids: [contactId = ''] }) => office.contacts.get(contactId)?.roles,
};
