import type { Endpoint } from '../endpoint.ts';

/** Answer of GET CRM/Contact/{customerId}/{contactId}/PartyRoles as Vitec's help page documents it. */
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

/** What Vitec answers for a contact that is tied to nothing. */
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
  method: 'GET',
  path: /^\/CRM\/Contact\/([^/]+)\/([^/]+)\/PartyRoles$/i,
  answer: ({ roles }) => roles,
};
