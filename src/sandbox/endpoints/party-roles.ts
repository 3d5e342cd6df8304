/** The answer of GET CRM/Contact/{customerId}/{contactId}/PartyRoles as it goes over the wire, written down anew from Vitec's page. */
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
