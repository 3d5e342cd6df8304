import type { AllowedContact, EstateKey } from '../../domain/contact.ts';
import type { ContactChange } from '../../domain/contact-change.ts';
import type { ContactAddress, ContactPhoneNumber, ContactProfile } from '../../domain/contact-profile.ts';
import type { ContactRelation } from '../../domain/contact-relations.ts';
import type { ContactRepresentation } from '../../domain/contact-representation.ts';
import type { ContactMatch } from '../../domain/contact-search.ts';
import type { EstateListing, EstateListingAddress, EstateListingAgent } from '../../domain/estate-listing.ts';
import type { EstateTie } from '../../domain/estate-tie.ts';
import type { PartyRelation } from '../../domain/party-relation.ts';
import type { ExtraPartyRole, PartyRole, PrimaryPartyRole } from '../../domain/party-role.ts';
import type { PartyRoleGroup } from '../../domain/party-role-group.ts';
import type { VitecStatus } from '../../domain/vitec-status.ts';
import type { Builder } from './builder.ts';

/** The object and interface types, with the types of their source values. The files of graphql/types add the fields. */
export const createTypeRefs = (builder: Builder) => ({
  Node: builder.interfaceRef<AllowedContact | EstateKey>('Node'),
  Contact: builder.objectRef<AllowedContact>('Contact'),
  Estate: builder.objectRef<EstateKey>('Estate'),
  PartyRole: builder.interfaceRef<PartyRole>('PartyRole'),
  PrimaryPartyRole: builder.objectRef<PrimaryPartyRole>('PrimaryPartyRole'),
  ExtraPartyRole: builder.objectRef<ExtraPartyRole>('ExtraPartyRole'),
  PartyRoleGroup: builder.objectRef<PartyRoleGroup<PartyRole>>('PartyRoleGroup'),
  ContactRepresentation: builder.objectRef<{ readonly contact: AllowedContact; readonly representation: ContactRepresentation }>(
    'ContactRepresentation',
  ),
  ContactRelation: builder.objectRef<ContactRelation>('ContactRelation'),
  PartyRelationInfo: builder.objectRef<{ readonly relation: PartyRelation; readonly relationCode: string }>('PartyRelationInfo'),
  ContactProfile: builder.interfaceRef<ContactProfile>('ContactProfile'),
  PersonProfile: builder.objectRef<ContactProfile>('PersonProfile'),
  CompanyProfile: builder.objectRef<ContactProfile>('CompanyProfile'),
  DeceasedEstateProfile: builder.objectRef<ContactProfile>('DeceasedEstateProfile'),
  OtherContactProfile: builder.objectRef<ContactProfile>('OtherContactProfile'),
  ContactAddress: builder.objectRef<ContactAddress>('ContactAddress'),
  ContactPhoneNumber: builder.objectRef<ContactPhoneNumber>('ContactPhoneNumber'),
  EstateTie: builder.objectRef<EstateTie>('EstateTie'),
  ContactSearch: builder.objectRef<{ readonly matches: readonly ContactMatch[]; readonly isCut: boolean }>('ContactSearch'),
  ContactMatch: builder.objectRef<ContactMatch>('ContactMatch'),
  EstateListing: builder.objectRef<EstateListing>('EstateListing'),
  EstateListingAddress: builder.objectRef<EstateListingAddress>('EstateListingAddress'),
  EstateListingAgent: builder.objectRef<EstateListingAgent>('EstateListingAgent'),
  ContactChange: builder.objectRef<ContactChange>('ContactChange'),
  VitecStatus: builder.objectRef<VitecStatus>('VitecStatus'),
});

export type TypeRefs = ReturnType<typeof createTypeRefs>;
