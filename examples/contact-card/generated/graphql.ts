/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Vad som har ändrats. What changed about a contact. */
export type ContactChangeKind =
  /** Sammanslagen. It is now part of another contact: see mergedInto. */
  | 'MERGED'
  /** Uppgifter. Its name, address or another of its own particulars. */
  | 'PROFILE'
  /** Roller. It has become, or ceased to be, a party of an estate, or stands beside one. */
  | 'ROLES';

/** Telefontyp. Which telephone it is. */
export type ContactPhoneKind =
  /** Bostad. Home. */
  | 'HOME'
  /** Mobil. Mobile. */
  | 'MOBILE'
  /** Annan. Another telephone. */
  | 'OTHER'
  /** Växel. A company's switchboard. */
  | 'SWITCHBOARD'
  /** Arbete. Work. */
  | 'WORK';

/** Kontakttyp. Type of contact. */
export type ContactType =
  /** Företag. A company. */
  | 'COMPANY'
  /** Dödsbo. A deceased person's estate. */
  | 'DECEASED_ESTATE'
  /** Annan typ. A type newer than this schema. */
  | 'OTHER'
  /** Person. A natural person. */
  | 'PERSON';

/** Status. How far a sale or a letting has come. Vitec may add values: they come as OTHER. */
export type EstateListingStatus =
  /** Försprång. Early access, before it is for sale. Vitec: Advantage. */
  | 'ADVANTAGE'
  /** Tillträdd. Possession taken. Vitec: AppointedAdmission. */
  | 'APPOINTED_ADMISSION'
  /** Intaget. Assignment accepted. Vitec: AssignmentAccepted. */
  | 'ASSIGNMENT_ACCEPTED'
  /** Intagsförsök. Assignment sought. Vitec: AssignmentAttempt. */
  | 'ASSIGNMENT_ATTEMPT'
  /** Återtagen. Assignment withdrawn. Vitec: AssignmentWithdrawn. */
  | 'ASSIGNMENT_WITHDRAWN'
  /** Bokad. Booked. Vitec: Booked. */
  | 'BOOKED'
  /** Kommande. Coming. Vitec: Coming. */
  | 'COMING'
  /** Till salu. For sale. Vitec: ForSale. */
  | 'FOR_SALE'
  /** Ej till salu. Not for sale. Vitec: NotForSale. */
  | 'NOT_FOR_SALE'
  /** Inget uppdrag. No assignment. Vitec: NoAssignment. */
  | 'NO_ASSIGNMENT'
  /** Annan status. A value newer than this schema: read statusCode. */
  | 'OTHER'
  /** Hyresledig. Available to rent. Vitec: ReadyForRent. */
  | 'READY_FOR_RENT'
  /** Uthyrd. Rented. Vitec: Rented. */
  | 'RENTED'
  /** Reserverad/Uthyres ej. Reserved, not for rent. Vitec: ReservedNotForRental. */
  | 'RESERVED_NOT_FOR_RENTAL'
  /** Reserverad/Ej till salu. Reserved, not for sale. Vitec: ReservedNotForSale. */
  | 'RESERVED_NOT_FOR_SALE'
  /** Vilande. On hold. Vitec: Resting. */
  | 'RESTING'
  /** Pågående. Project in progress. Vitec: Running. */
  | 'RUNNING'
  /** Såld. Sold. Vitec: Sold. */
  | 'SOLD'
  /** Slutsålt. Project sold out. Vitec: Soldout. */
  | 'SOLD_OUT'
  /** Slutsålt/Referensprojekt. Project sold out, reference project. Vitec: SoldoutReferenceProject. */
  | 'SOLD_OUT_REFERENCE_PROJECT'
  /** Såld/Referensobjekt. Sold, reference home. Vitec: SoldReferenceObject. */
  | 'SOLD_REFERENCE_OBJECT'
  /** Snart till salu. Soon for sale. Vitec: SoonForSale. */
  | 'SOON_FOR_SALE'
  /** Uthyrd preliminärt. Provisionally rented. Vitec: TentativelyRented. */
  | 'TENTATIVELY_RENTED'
  /** Ej angiven. Not stated. Vitec: Undefined. */
  | 'UNDEFINED';

/** Roll. What a contact is, or stands beside, in relation to an estate. */
export type EstateRole =
  /** Köpare. Buyer. */
  | 'BUYER'
  /** Ägare/uthyrare. Owner or lessor of commercial premises. */
  | 'OWNER'
  /** Säljare. Seller. */
  | 'SELLER'
  /** Hyresgäst. Tenant of commercial premises. */
  | 'TENANT';

/** The language of a label. */
export type LabelLocale =
  /** Engelska. English. */
  | 'EN'
  /** Svenska. Swedish. */
  | 'SV';

/** Relation. How an extra party stands to the party it acts for. Vitec may add values: they come as OTHER. */
export type PartyRelation =
  /** Firmakontaktperson. Company contact person. Vitec: CompanyContactPerson. */
  | 'COMPANY_CONTACT_PERSON'
  /** Firmatecknare. Authorised signatory. Vitec: CompanySignatory. */
  | 'COMPANY_SIGNATORY'
  /** Extrakontakt. Extra contact. Vitec: ExtraPartyContactPerson. */
  | 'CONTACT_PERSON'
  /** Avliden. Deceased person. Vitec: Deceased. */
  | 'DECEASED'
  /** Boutredningsman. Administrator of a deceased person's estate. Vitec: EstateAdministrator. */
  | 'DECEASED_ESTATE_ADMINISTRATOR'
  /** Dödsbodelägare. Part-owner of a deceased person's estate. Vitec: EstateParty. */
  | 'DECEASED_ESTATE_PART_OWNER'
  /** Testamentsexekutor. Executor of the will. Vitec: ExecutorUnderTheWill. */
  | 'EXECUTOR_OF_WILL'
  /** Förmyndare. Guardian. Vitec: Guardian. */
  | 'GUARDIAN'
  /** God man. Limited guardian. Vitec: LimitedGuardian. */
  | 'LIMITED_GUARDIAN'
  /** Annan relation. A value newer than this schema: read relationCode. */
  | 'OTHER'
  /** Fullmakt. Holder of a power of attorney. Vitec: PowerOfAttorney. */
  | 'POWER_OF_ATTORNEY'
  /** Ombud. Representative. Vitec: Representative. */
  | 'REPRESENTATIVE';

/** Part eller extra part. Whether the contact has the role itself, or stands beside or acts for one who has it. */
export type PartyRoleKind =
  /** Extra part. The contact stands beside, or acts for, a party: never show it as the buyer or seller. */
  | 'EXTRA'
  /** Part. The contact is the buyer, seller, tenant or owner. */
  | 'PRIMARY';

/** How far createdAt can be relied on. */
export type RoleDatePrecision =
  /** Uppskattat datum. Vitec converted the relations of guardians, company signatories, heirs and others from before 2024, and their date is an estimate. */
  | 'ESTIMATED'
  /** Registrerat datum. As Vitec recorded it. */
  | 'RECORDED'
  /** Osäkert datum. A primary role, whose date may be computed or imported, or a role without a date. */
  | 'UNKNOWN';

/** Whether fields from Vitec could be read, and how old they are. */
export type VitecState =
  /** Asked a moment ago and still good. */
  | 'CACHED'
  /** Vitec refuses to show it, or the caller lacks the right to read it. */
  | 'FORBIDDEN'
  /** Asked of Vitec for this operation. */
  | 'FRESH'
  /** Vitec has no such contact or estate. */
  | 'NOT_FOUND'
  /** Too much is asked at once. See retryAfterSeconds. */
  | 'RATE_LIMITED'
  /** Older: shown because Vitec could not be asked. See fetchedAt. */
  | 'STALE'
  /** Vitec did not answer in time. */
  | 'TIMEOUT'
  /** Could not be read for another reason. See code. */
  | 'UNAVAILABLE';

export type CardProfileQueryVariables = Exact<{
  customerId: string;
  contactId: string;
}>;


export type CardProfileQuery = { contact: { id: string, profile:
      | { corporateNumber: string | null, homePage: string | null, id: string, type: ContactType, displayName: string | null, emailAddresses: Array<string>, address: { streetAddress: string | null, postalCode: string | null, city: string | null } | null, phoneNumbers: Array<{ kind: ContactPhoneKind, number: string }> }
      | { id: string, type: ContactType, displayName: string | null, emailAddresses: Array<string>, address: { streetAddress: string | null, postalCode: string | null, city: string | null } | null, phoneNumbers: Array<{ kind: ContactPhoneKind, number: string }> }
      | { id: string, type: ContactType, displayName: string | null, emailAddresses: Array<string>, address: { streetAddress: string | null, postalCode: string | null, city: string | null } | null, phoneNumbers: Array<{ kind: ContactPhoneKind, number: string }> }
      | { isDeceased: boolean | null, id: string, type: ContactType, displayName: string | null, emailAddresses: Array<string>, address: { streetAddress: string | null, postalCode: string | null, city: string | null } | null, phoneNumbers: Array<{ kind: ContactPhoneKind, number: string }> }
     | null, profileStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null };

export type StatusFragment = { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null };

export type CardRolesQueryVariables = Exact<{
  customerId: string;
  contactId: string;
  locale: LabelLocale;
  first: number;
}>;


export type CardRolesQuery = { contact: { id: string, partyRoleGroups: Array<{ role: EstateRole, kind: PartyRoleKind, count: number }> | null, bought: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> | null, sold: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> | null, rented: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> | null, owned: Array<{ id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> | null, representations: Array<{ principal: { id: string, contactId: string } | null, partyRoles: Array<{ id: string, roleLabel: string, relation: PartyRelation, relationCode: string, relationLabel: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } }> }> | null, partyRolesStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null };

export type TieFragment = { id: string, createdAt: string | null, createdAtPrecision: RoleDatePrecision, estate: { id: string, estateId: string } };

export type CardRelationsQueryVariables = Exact<{
  customerId: string;
  contactId: string;
  locale: LabelLocale;
}>;


export type CardRelationsQuery = { contact: { id: string, representedBy: Array<{ relation: PartyRelation, relationCode: string, relationLabel: string, contact: { id: string, contactId: string } }> | null, represents: Array<{ relation: PartyRelation, relationCode: string, relationLabel: string, contact: { id: string, contactId: string } }> | null, contactRelationsStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null };

export type RelationFragment = { relation: PartyRelation, relationCode: string, relationLabel: string, contact: { id: string, contactId: string } };

export type CardHomesQueryVariables = Exact<{
  customerId: string;
  contactId: string;
  estateIds: Array<string> | string;
  locale: LabelLocale;
}>;


export type CardHomesQuery = { contact: { id: string, partyRoles: Array<
      | { id: string, estate: { id: string, estateId: string, listing: { id: string, objectNumber: string | null, isPublished: boolean, status: EstateListingStatus, statusLabel: string, estateTypeLabel: string, startingPrice: number | null, finalPrice: number | null, priceText: string | null, currency: string | null, contractDate: string | null, livingArea: number | null, rooms: number | null, address: { streetAddress: string | null, postalTown: string | null }, primaryAgent: { id: string, agentId: string, name: string | null, phoneNumber: string | null, emailAddress: string | null } | null, secondaryAgent: { id: string, agentId: string, name: string | null, phoneNumber: string | null, emailAddress: string | null } | null } | null, listingStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } }
      | { id: string, estate: { id: string, estateId: string, listing: { id: string, objectNumber: string | null, isPublished: boolean, status: EstateListingStatus, statusLabel: string, estateTypeLabel: string, startingPrice: number | null, finalPrice: number | null, priceText: string | null, currency: string | null, contractDate: string | null, livingArea: number | null, rooms: number | null, address: { streetAddress: string | null, postalTown: string | null }, primaryAgent: { id: string, agentId: string, name: string | null, phoneNumber: string | null, emailAddress: string | null } | null, secondaryAgent: { id: string, agentId: string, name: string | null, phoneNumber: string | null, emailAddress: string | null } | null } | null, listingStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } }
    > | null } | null };

export type AgentFragment = { id: string, agentId: string, name: string | null, phoneNumber: string | null, emailAddress: string | null };

export type NamesQueryVariables = Exact<{
  customerId: string;
  contactIds: Array<string> | string;
}>;


export type NamesQuery = { contacts: Array<{ id: string, contactId: string, profile:
      | { id: string, type: ContactType, displayName: string | null }
      | { id: string, type: ContactType, displayName: string | null }
      | { id: string, type: ContactType, displayName: string | null }
      | { id: string, type: ContactType, displayName: string | null }
     | null, profileStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | null> };

export type ContactListInPartsQueryVariables = Exact<{
  customerId: string;
  contactIds: Array<string> | string;
}>;


export type ContactListInPartsQuery = { contacts: Array<{ id: string, contactId: string } & ({ profile:
      | { id: string, type: ContactType, displayName: string | null }
      | { id: string, type: ContactType, displayName: string | null }
      | { id: string, type: ContactType, displayName: string | null }
      | { id: string, type: ContactType, displayName: string | null }
     | null } | { profile?: never }) & ({ profileStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | { profileStatus?: never }) & ({ bought: Array<{ id: string }> | null } | { bought?: never }) & ({ boughtStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | { boughtStatus?: never }) & ({ sold: Array<{ id: string }> | null } | { sold?: never }) & ({ soldStatus: { state: VitecState, code: string | null, retryable: boolean, retryAfterSeconds: number | null, fetchedAt: string | null } } | { soldStatus?: never }) | null> };

export type ContactChangedSubscriptionVariables = Exact<{
  customerId: string;
  contactIds: Array<string> | string;
}>;


export type ContactChangedSubscription = { contactChanged: { changes: Array<ContactChangeKind>, contact: { id: string, contactId: string }, mergedInto: { id: string, contactId: string } | null } | null };

export type FindContactQueryVariables = Exact<{
  customerId: string;
  term: string;
}>;


export type FindContactQuery = { searchContacts: { isCut: boolean, matches: Array<{ type: ContactType, score: number | null, contact: { id: string, contactId: string, profile:
          | { id: string, displayName: string | null, address: { city: string | null } | null }
          | { id: string, displayName: string | null, address: { city: string | null } | null }
          | { id: string, displayName: string | null, address: { city: string | null } | null }
          | { id: string, displayName: string | null, address: { city: string | null } | null }
         | null } }> } | null };

export const StatusFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Status"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VitecStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]} as unknown as DocumentNode<StatusFragment, unknown>;
export const TieFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Tie"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PrimaryPartyRole"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAtPrecision"}},{"kind":"Field","name":{"kind":"Name","value":"estate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estateId"}}]}}]}}]} as unknown as DocumentNode<TieFragment, unknown>;
export const RelationFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Relation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactRelation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"relation"}},{"kind":"Field","name":{"kind":"Name","value":"relationCode"}},{"kind":"Field","name":{"kind":"Name","value":"relationLabel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}}]} as unknown as DocumentNode<RelationFragment, unknown>;
export const AgentFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Agent"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EstateListingAgent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"agentId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"phoneNumber"}},{"kind":"Field","name":{"kind":"Name","value":"emailAddress"}}]}}]} as unknown as DocumentNode<AgentFragment, unknown>;
export const CardProfileDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CardProfile"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"contactId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"streetAddress"}},{"kind":"Field","name":{"kind":"Name","value":"postalCode"}},{"kind":"Field","name":{"kind":"Name","value":"city"}}]}},{"kind":"Field","name":{"kind":"Name","value":"emailAddresses"}},{"kind":"Field","name":{"kind":"Name","value":"phoneNumbers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PersonProfile"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isDeceased"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CompanyProfile"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"corporateNumber"}},{"kind":"Field","name":{"kind":"Name","value":"homePage"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"profileStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Status"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Status"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VitecStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]} as unknown as DocumentNode<CardProfileQuery, CardProfileQueryVariables>;
export const CardRolesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CardRoles"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LabelLocale"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"contactId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"partyRoleGroups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"bought"},"name":{"kind":"Name","value":"primaryRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"BUYER"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Tie"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"sold"},"name":{"kind":"Name","value":"primaryRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"SELLER"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Tie"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"rented"},"name":{"kind":"Name","value":"primaryRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"TENANT"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Tie"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"owned"},"name":{"kind":"Name","value":"primaryRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"roles"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"OWNER"}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Tie"}}]}},{"kind":"Field","name":{"kind":"Name","value":"representations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"principal"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"partyRoles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"roleLabel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"relation"}},{"kind":"Field","name":{"kind":"Name","value":"relationCode"}},{"kind":"Field","name":{"kind":"Name","value":"relationLabel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAtPrecision"}},{"kind":"Field","name":{"kind":"Name","value":"estate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estateId"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"partyRolesStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Status"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Tie"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PrimaryPartyRole"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdAtPrecision"}},{"kind":"Field","name":{"kind":"Name","value":"estate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estateId"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Status"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VitecStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]} as unknown as DocumentNode<CardRolesQuery, CardRolesQueryVariables>;
export const CardRelationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CardRelations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LabelLocale"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"contactId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"representedBy"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Relation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"represents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Relation"}}]}},{"kind":"Field","name":{"kind":"Name","value":"contactRelationsStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Status"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Relation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContactRelation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"relation"}},{"kind":"Field","name":{"kind":"Name","value":"relationCode"}},{"kind":"Field","name":{"kind":"Name","value":"relationLabel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Status"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VitecStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]} as unknown as DocumentNode<CardRelationsQuery, CardRelationsQueryVariables>;
export const CardHomesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CardHomes"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"estateIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"LabelLocale"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"contactId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"partyRoles"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"estateIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"estateIds"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"estateId"}},{"kind":"Field","name":{"kind":"Name","value":"listing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"objectNumber"}},{"kind":"Field","name":{"kind":"Name","value":"isPublished"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusLabel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"estateTypeLabel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"streetAddress"}},{"kind":"Field","name":{"kind":"Name","value":"postalTown"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startingPrice"}},{"kind":"Field","name":{"kind":"Name","value":"finalPrice"}},{"kind":"Field","name":{"kind":"Name","value":"priceText"}},{"kind":"Field","name":{"kind":"Name","value":"currency"}},{"kind":"Field","name":{"kind":"Name","value":"contractDate"}},{"kind":"Field","name":{"kind":"Name","value":"livingArea"}},{"kind":"Field","name":{"kind":"Name","value":"rooms"}},{"kind":"Field","name":{"kind":"Name","value":"primaryAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Agent"}}]}},{"kind":"Field","name":{"kind":"Name","value":"secondaryAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Agent"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"listingStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Status"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Agent"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EstateListingAgent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"agentId"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"phoneNumber"}},{"kind":"Field","name":{"kind":"Name","value":"emailAddress"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Status"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VitecStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]} as unknown as DocumentNode<CardHomesQuery, CardHomesQueryVariables>;
export const NamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Names"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"contactIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactIds"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"profileStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Status"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Status"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VitecStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]} as unknown as DocumentNode<NamesQuery, NamesQueryVariables>;
export const ContactListInPartsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactListInParts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"contactIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactIds"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"InlineFragment","directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"profileStatus"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Status"}}]}}]}},{"kind":"InlineFragment","directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"bought"},"name":{"kind":"Name","value":"estateTies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"side"},"value":{"kind":"EnumValue","value":"BUYER"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"boughtStatus"},"name":{"kind":"Name","value":"estateTiesStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"side"},"value":{"kind":"EnumValue","value":"BUYER"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Status"}}]}}]}},{"kind":"InlineFragment","directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"sold"},"name":{"kind":"Name","value":"estateTies"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"side"},"value":{"kind":"EnumValue","value":"SELLER"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","alias":{"kind":"Name","value":"soldStatus"},"name":{"kind":"Name","value":"estateTiesStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"side"},"value":{"kind":"EnumValue","value":"SELLER"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Status"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Status"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"VitecStatus"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"retryable"}},{"kind":"Field","name":{"kind":"Name","value":"retryAfterSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"fetchedAt"}}]}}]} as unknown as DocumentNode<ContactListInPartsQuery, ContactListInPartsQueryVariables>;
export const ContactChangedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"ContactChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"contactIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactIds"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"}},{"kind":"Field","name":{"kind":"Name","value":"mergedInto"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}}]}}]}}]}}]} as unknown as DocumentNode<ContactChangedSubscription, ContactChangedSubscriptionVariables>;
export const FindContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FindContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"term"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"searchContacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"customerId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"customerId"}}},{"kind":"Argument","name":{"kind":"Name","value":"term"},"value":{"kind":"Variable","name":{"kind":"Name","value":"term"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isCut"}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"score"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"profile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"displayName"}},{"kind":"Field","name":{"kind":"Name","value":"address"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"city"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<FindContactQuery, FindContactQueryVariables>;